"""视图 One project, one household (一户一档), and showing a personal number in clear."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from anzhi.administration.models import Assistance
from anzhi.casework.models import Approval
from anzhi.housing.models import Allotment
from anzhi.office.actions import disclosures
from anzhi.office.models import Account
from anzhi.office.queries import history
from anzhi.registry.models import Household, Membership, Person, Project
from anzhi.social_security.models import Enrolment
from anzhi.values.refusal import Refused
from anzhi.web.documents.card import card
from anzhi.web.frame import working_year
from anzhi.web.gate import opens
from anzhi.web.language import said
from anzhi.web.registry.lists import HOUSEHOLD_STATES, household_columns
from anzhi.web.registry.timeline import timeline, transition
from anzhi.web.scope import scope


@opens("registry")
def project(request: HttpRequest, key: int) -> HttpResponse:
    """A project: its timeline, its households by state, its cleared land."""
    year = working_year(request)
    found = get_object_or_404(scope(Project.objects.select_related("street", "command_office"), request.user), pk=key)
    states = dict(
        found.households.annotate(**household_columns(year)).values_list("state").annotate(Count("pk")).order_by()
    )
    clearings = found.clearings.order_by("cleared_on")
    cleared = sum(c.area for c in clearings if c.cleared_on <= year.as_of)
    firms = found.firms.order_by("name")
    notices = list(found.notices.select_related("filing"))
    filings = [notice.filing for notice in notices if hasattr(notice, "filing")]
    return render(
        request,
        "registry/project.html",
        {
            "project": found,
            "timeline": timeline(found, year.as_of),
            "states": [(key, label, states.get(key, 0)) for key, label in HOUSEHOLD_STATES.items()],
            "household_count": sum(states.values()),
            "clearings": clearings,
            "cleared": cleared,
            "cleared_share": round(100 * cleared / found.area),
            "firms": firms,
            "documents": card(found, request.user, [*notices, *filings, *clearings, *firms]),
            "events": history([found, *clearings]),
            "enters": "registry" in request.user.powers.changes,
        },
    )


@opens("registry")
def household(request: HttpRequest, key: int) -> HttpResponse:
    """一户一档 Everything about one household."""
    year = working_year(request)
    found = get_object_or_404(scope(Household.objects.select_related("project", "street"), request.user), pk=key)
    members = list(found.memberships.select_related("person").order_by("pk"))
    people = [member.person for member in members]
    approvals = list(Approval.objects.filter(household=found).prefetch_related("entitlements__person", "allotments"))
    allotments = Allotment.objects.filter(approval__household=found).select_related("estate", "approval")
    structures = list(found.structures.order_by("pk"))
    assistances = list(Assistance.objects.filter(household=found).order_by("paid_on"))
    enrolments = list(Enrolment.objects.filter(person__in=people).select_related("batch", "person"))
    parts = [*members, *structures, *approvals, *allotments, *enrolments, *assistances]
    same_account, unseen = _same_account(found, request.user)
    return render(
        request,
        "registry/household.html",
        {
            "household": found,
            "same_account": same_account,
            "same_account_unseen": unseen,
            "members": members,
            "structures": structures,
            "floor_area": sum(structure.floor_area for structure in structures),
            "approvals": approvals,
            "allotments": allotments,
            "transition": transition(found, approvals, year.as_of),
            "enrolments": enrolments,
            "assistances": assistances,
            "documents": card(found, request.user, parts),
            "events": history([found, *members, *structures, *approvals, *allotments]),
            "reveals": request.user.powers.reveals,
            "enters": "registry" in request.user.powers.changes,
        },
    )


def _revealing(model: type[Model], what: str, home: Callable[[Any, Account], int]) -> Callable[..., HttpResponse]:
    """The view that shows one sealed number of a record in clear, once, for a reason: the trail keeps who and why.

    Args:
        model: the record.
        what: which of its numbers.
        home: key of the household on whose page it stands.
    """

    @opens("registry")
    @require_POST
    def view(request: HttpRequest, key: int) -> HttpResponse:
        if not request.user.powers.reveals:
            raise PermissionDenied
        record = get_object_or_404(scope(model._default_manager.all(), request.user), pk=key)
        back = home(record, request.user)
        try:
            number = disclosures.reveal(record, what, reason=request.POST.get("reason", ""), by=request.user.officer)
        except Refused as refusal:
            messages.error(request, said(refusal))
            return redirect("household", back)
        label = model._meta.get_field(f"sealed_{what}").verbose_name
        context = {"record": record, "label": label, "number": number, "household_id": back}
        response = render(request, "registry/revealed.html", context)
        response["Cache-Control"] = "no-store"
        return response

    return view


def _home_of_person(person: Person, account: Account) -> int:
    """The household that a person belongs to, else the last one, among those in sight."""
    seen = scope(Membership.objects.filter(person=person), account)
    found: Membership = seen.order_by(F("left_on").desc(nulls_first=True), "-pk")[0]
    return found.household_id


def _same_account(household: Household, account: Account) -> tuple[list[Household], int]:
    """Other households that are paid to the same account: those in sight, and how many are not."""
    if not household.account_index:
        return [], 0
    others = Household.objects.filter(account_index=household.account_index).exclude(pk=household.pk)
    seen = list(scope(others.order_by("number"), account))
    return seen, others.count() - len(seen)


reveal_identity = _revealing(Person, "identity", _home_of_person)
reveal_phone = _revealing(Household, "phone", lambda household, account: household.pk)
reveal_account = _revealing(Household, "account", lambda household, account: household.pk)
