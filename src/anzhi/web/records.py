"""记录的地址 Where the page of a record is. Records without a page of their own open the page they stand on."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import reverse

from anzhi.office.models import Account, Document
from anzhi.web.scope import scope

PAGES: dict[str, tuple[str, str]] = {
    "registry.project": ("project", "pk"),
    "registry.landclearing": ("project", "project_id"),
    "registry.landarea": ("project", "project_id"),
    "registry.firm": ("project", "project_id"),
    "registry.notice": ("project", "project_id"),
    "registry.parcel": ("project_parcels", "project_id"),
    "registry.filing": ("project", "notice__project_id"),
    "registry.household": ("household", "pk"),
    "registry.structure": ("household", "household_id"),
    "registry.crop": ("household", "household_id"),
    "registry.membership": ("household", "household_id"),
    "casework.approval": ("household", "household_id"),
    "casework.entitlement": ("household", "approval__household_id"),
    "casework.determination": ("determination", "pk"),
    "casework.adjustment": ("determination", "determination_id"),
    "casework.review": ("review", "pk"),
    "casework.decision": ("review", "review_id"),
    "casework.publication": ("publication", "pk"),
    "casework.publicationentry": ("publication", "publication_id"),
    "casework.objection": ("publication", "entry__publication_id"),
    "casework.agreement": ("agreement", "pk"),
    "casework.meeting": ("meeting", "pk"),
    "casework.attendance": ("meeting", "meeting_id"),
    "housing.allotment": ("household", "approval__household_id"),
    "administration.assistance": ("household", "household_id"),
    "housing.estate": ("estate", "pk"),
    "social_security.batch": ("batch", "pk"),
    "social_security.enrolment": ("batch", "batch_id"),
    "social_security.contribution": ("contribution", "pk"),
    "social_security.policyhold": ("policy_hold", "pk"),
    "grievances.ticket": ("ticket", "pk"),
    "administration.activity": ("activity", "pk"),
    "administration.programme": ("programme", "pk"),
    "administration.article": ("article", "pk"),
    "administration.homevisit": ("home_visit", "pk"),
    "budget.appropriation": ("appropriation", "pk"),
    "budget.expenditure": ("expenditure", "pk"),
    "budget.revenue": ("revenue", "pk"),
    "budget.carryover": ("carry_over", "pk"),
    "budget.earmark": ("earmark", "pk"),
    "performance.indicator": ("indicator", "pk"),
    "reports.submission": ("submission", "pk"),
    "audits.submittedaudit": ("submission", "submission_id"),
}
"""Model to the name of a page and the path to its key."""


def addresses(model: type[Model], keys: Iterable[int], account: Account) -> dict[int, str]:
    """Addresses of records by key; a record without a page, or out of the account's sight, is left out."""
    if model is Document:
        return _of_documents(keys, account)
    page, path = PAGES.get(model._meta.label_lower, ("", ""))
    if not page:
        return {}
    found: dict[int, Any] = dict(
        scope(model._default_manager.filter(pk__in=list(keys)), account).values_list("pk", path)
    )
    return {key: reverse(page, args=[target]) for key, target in found.items()}


def _of_documents(keys: Iterable[int], account: Account) -> dict[int, str]:
    """A document stands on the page of the record that it is about."""
    found: dict[int, str] = {}
    for key, noun, record in Document.objects.filter(pk__in=list(keys)).values_list("pk", "noun", "key"):
        if address := addresses(apps.get_model(noun), [record], account).get(record):
            found[key] = address
    return found
