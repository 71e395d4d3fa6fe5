"""范围 Which records an account may see. Every read of every page, export and API call begins here."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from anzhi.administration.models import Assistance, HomeVisit
from anzhi.casework.models import (
    Adjustment,
    Agreement,
    Approval,
    Decision,
    Determination,
    Entitlement,
    Objection,
    Publication,
    PublicationEntry,
    Review,
    Snapshot,
)
from anzhi.grievances.models import Ticket
from anzhi.housing.models import Allotment, Estate
from anzhi.office.models import Account, Organisation, Street
from anzhi.registry.models import (
    Boundary,
    Crop,
    Filing,
    Firm,
    Household,
    LandArea,
    LandClearing,
    Membership,
    Notice,
    Parcel,
    Person,
    Project,
    Structure,
)
from anzhi.social_security.models import Batch, Contribution, Enrolment

Record = TypeVar("Record", bound=Model)

_OF_PROJECT = ("project__street", "project__command_office")
_OF_HOUSEHOLD = ("household__street", "household__project__command_office")
_OF_REVIEW = ("review__household__street", "review__household__project__command_office")
_OF_DETERMINATION = ("determination__household__street", "determination__household__project__command_office")
_OF_ENTRY = tuple(f"entry__{path}" for path in _OF_DETERMINATION)
_OF_PERSON = ("memberships__household__street", "memberships__household__project__command_office")
PATHS: dict[type[Model], tuple[str, str]] = {
    Street: ("pk", ""),
    Project: ("street", "command_office"),
    LandClearing: _OF_PROJECT,
    LandArea: _OF_PROJECT,
    Parcel: _OF_PROJECT,
    Boundary: ("street", ""),
    Notice: _OF_PROJECT,
    Filing: ("notice__project__street", "notice__project__command_office"),
    Firm: _OF_PROJECT,
    Household: ("street", "project__command_office"),
    Structure: _OF_HOUSEHOLD,
    Crop: _OF_HOUSEHOLD,
    Membership: _OF_HOUSEHOLD,
    Person: _OF_PERSON,
    Approval: _OF_HOUSEHOLD,
    Entitlement: ("approval__household__street", "approval__household__project__command_office"),
    Snapshot: _OF_HOUSEHOLD,
    Determination: _OF_HOUSEHOLD,
    Adjustment: _OF_DETERMINATION,
    Review: _OF_HOUSEHOLD,
    Decision: _OF_REVIEW,
    Publication: _OF_PROJECT,
    PublicationEntry: _OF_DETERMINATION,
    Objection: _OF_ENTRY,
    Agreement: _OF_HOUSEHOLD,
    Allotment: ("approval__household__street", "approval__household__project__command_office"),
    Estate: ("street", ""),
    Batch: _OF_PROJECT,
    Enrolment: ("batch__project__street", "batch__project__command_office"),
    Contribution: _OF_PROJECT,
    Ticket: ("street", ""),
    Assistance: _OF_HOUSEHOLD,
    HomeVisit: ("street", ""),
}
"""Paths from a record to its street and to its command office. A model that is not here belongs to the district."""


def scope(records: QuerySet[Record], account: Account) -> QuerySet[Record]:
    """The part of a queryset that an account may see; nothing for a reach that has no way to these records."""
    reach = account.powers.reach
    if reach == "district":
        return records
    if records.model is Organisation:
        return records.filter(pk=account.officer.organisation_id)
    street, command_office = PATHS.get(records.model, ("", ""))
    path = street if reach == "street" else command_office
    if not path:
        return records.none()
    scoped = records.filter(**{path: account.officer.organisation_id})
    return scoped.distinct() if records.model is Person else scoped
