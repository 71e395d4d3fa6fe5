"""查询 Reads of the office room."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models

from anzhi.office.models import Account, Document, Event, Officer, Organisation, Street, Token, WorkYear
from anzhi.values.refusal import Missing


@dataclass(frozen=True)
class OfficePage:
    """The office as reports name it.

    Attributes:
        name: official name of the centre.
        is_synthetic: True when every record in this database is invented.
        years: the years records are kept for, oldest first.
    """

    name: str
    is_synthetic: bool
    years: tuple[int, ...]


def office() -> OfficePage:
    """The one office of this database.

    Raises:
        Missing: no office was founded here.
    """
    centre = Organisation.objects.filter(kind=Organisation.Kind.CENTRE).first()
    if centre is None:
        raise Missing("数据库里还没有机构，请先运行 anzhi demo 装入演示数据")
    years = tuple(WorkYear.objects.order_by("number").values_list("number", flat=True))
    return OfficePage(centre.name, centre.is_synthetic, years)


def officer(staff_number: str) -> Officer:
    """The officer with a staff number.

    Raises:
        Missing: nobody has it.
    """
    try:
        return Officer.objects.get(staff_number=staff_number)
    except Officer.DoesNotExist:
        raise Missing("没有工号为 {number} 的人员", number=staff_number) from None


def street_names() -> dict[int, str]:
    """Names of all streets by identifier."""
    return dict(Street.objects.values_list("pk", "name"))


def trail_officer() -> Officer:
    """Who seals when nobody is signed in: the officer who founded the office, the author of the first event."""
    return Event.objects.order_by("id").select_related("recorded_by")[0].recorded_by


@dataclass(frozen=True)
class DocumentEntry:
    """A document with what the trail says of it.

    Attributes:
        document: the document; its file is known without its content.
        attached: the event of its coming; None where somebody took it out of the trail.
        withdrawn: the event of its withdrawal; None while it stands.
    """

    document: Document
    attached: Event | None
    withdrawn: Event | None


def history(records: Iterable[models.Model], limit: int = 100) -> list[Event]:
    """What happened to these records, newest first."""
    return list(Event.objects.filter(_about(records)).select_related("recorded_by").order_by("-pk")[:limit])


def documents(records: Iterable[models.Model]) -> list[DocumentEntry]:
    """The documents of these records, newest first, withdrawn ones among them."""
    found = Document.objects.filter(_about(records)).select_related("file").defer("file__sealed").order_by("-pk")
    told: dict[tuple[str, int], Event] = {}
    verbs = ("document.attach", "document.withdraw")
    events = Event.objects.filter(_about(found), verb__in=verbs).select_related("recorded_by")
    for event in events.order_by("pk"):
        told[event.verb, event.key] = event
    return [DocumentEntry(document, *(told.get((verb, document.pk)) for verb in verbs)) for document in found]


def _about(records: Iterable[models.Model]) -> models.Q:
    """What names one of these records by its kind and key."""
    keys: dict[str, list[int]] = {}
    for record in records:
        keys.setdefault(record._meta.label_lower, []).append(record.pk)
    wanted = models.Q(pk__in=[])
    for noun, found in keys.items():
        wanted |= models.Q(noun=noun, key__in=found)
    return wanted


def accounts() -> list[Account]:
    """Every account with its officer, in the order they were opened."""
    return list(Account.objects.select_related("officer__organisation").order_by("pk"))


def token_holder(text: str, on: date) -> Account | None:
    """Whose token this is on a day; None when it is unknown, revoked, expired, or its account is closed."""
    tokens = Token.objects.select_related("account__officer__organisation")
    wanted = {"digest": Token.digest_of(text), "is_revoked": False, "expires_on__gte": on, "account__is_active": True}
    found = tokens.filter(**wanted).first()
    return found.account if found else None
