"""事实的来源 Where each fact of a case stands in the records: one line a fact.

A fact that stands nowhere says why. A test holds this to the schema of cases, both ways.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Prefetch, QuerySet

from anzhi.registry.models import STRUCTURE_FACTS, Household, Membership, Notice, Project
from anzhi.rules.engine.types import Type, decimal
from anzhi.rules.facts import CASE
from anzhi.values.canonical import Plain


@dataclass(frozen=True)
class Nowhere:
    """A fact that stands nowhere in the records, and why."""

    reason: str


Source = Callable[[Any], Any] | Nowhere
"""What a fact is in a record; None and the empty text when it was not entered."""


def _fields(*names: str) -> dict[str, Source]:
    """Facts that stand in a field of their own name."""
    return {name: attrgetter(name) for name in names}


def _published(kind: Notice.Kind) -> Source:
    return lambda project: next((n.published_on for n in project.notices.all() if n.kind == kind), None)


def _option(household: Household) -> str | None:
    """What was approved; before an approval, what was chosen. Two approvals that differ leave it open."""
    approved = {approval.option for approval in household.approvals.all()}
    if not approved:
        return household.chosen_option
    return approved.pop() if len(approved) == 1 else None


def _housed_on(household: Household) -> date | None:
    """The day on which the last of the persons approved for homes got one. Homes live a floor above, and are read."""
    approvals = [approval for approval in household.approvals.all() if approval.option == "housing"]
    homes = [home for approval in approvals for home in approval.allotments.all()]
    if not homes or sum(home.persons for home in homes) < sum(approval.persons for approval in approvals):
        return None
    return max(home.housed_on for home in homes)


def _enrolled_on(membership: Membership) -> date | None:
    """The day on which the batch of the person's roster was enrolled. Rosters live a floor above, and are read."""
    enrolment = getattr(membership.person, "enrolment", None)
    return None if enrolment is None else enrolment.batch.enrolled_on


SOURCES: Mapping[str, Mapping[str, Source]] = {
    "project": {
        "plan_announced_on": _published(Notice.Kind.PLAN),
        "pre_announced_on": _published(Notice.Kind.PRELIMINARY),
        "declared_on": _published(Notice.Kind.DECLARATION),
        "vacate_by": attrgetter("clear_by"),
        "computed_on": Nowhere("the day of computing is handed in"),
        **_fields("zone", "farmland_per_head", "is_redevelopment_site"),
    },
    "land": _fields("land_class", "use", "grade", "area"),
    "household": {
        "option": _option,
        "housed_on": _housed_on,
        "kind": attrgetter("household_kind"),
        **_fields("vacated_on", "becomes_non_farm", "has_certified_half", "farmland_per_head_after"),
    },
    "person": {
        "born_on": attrgetter("person.born_on"),
        "is_female": attrgetter("person.is_female"),
        "enrolled_on": _enrolled_on,
        **_fields("is_collective_member", "joined_on", "standing", "was_member_before", "is_agricultural"),
        **_fields("share", "only_child_share", "months_without_work", "had_pension_paid"),
    },
    "structure": _fields("construction", *STRUCTURE_FACTS),
    "crop": _fields("crop_class", "grade", "area"),
}  # fmt: skip
"""Sources of facts by kind of row."""


def of_household(household: Household, on: date) -> dict[str, Plain]:
    """The case of a household as the records have it, the way ``rules.engine.case.read`` takes it.

    Args:
        household: whose case.
        on: the day of computing. Its members are those of that day.
    """
    members = [m for m in household.memberships.all() if _belongs(m, on)]
    lists = {"persons": members, "structures": household.structures.all(), "crops": household.crops.all()}
    rows = {plural: _rows(plural, "household", records) for plural, records in lists.items()}
    return {"project": _of_project(household.project, on), "household": _facts("household", household) | rows}


def of_project(project: Project, on: date) -> dict[str, Plain]:
    """The case of a project: its land."""
    return {"project": _of_project(project, on) | {"land": _rows("land", "project", project.land_areas.all())}}


@dataclass(frozen=True)
class Told:
    """A fact as a part of a sentence; None when it was not entered."""

    name: str
    label: str
    part: object


@dataclass(frozen=True)
class Row:
    """A row of a case with all the facts it can have.

    Attributes:
        entity: its kind.
        key: of the record that it was read from.
        label: what people call its kind.
        name: what people call it.
        facts: in the order of the schema.
    """

    entity: str
    key: str
    label: str
    name: str
    facts: tuple[Told, ...]


def rows(household: Household, on: date) -> list[Row]:
    """The rows of a household's case on a day, the project first."""
    case, called = of_household(household, on), names(household)
    own: Any = case["household"]
    found = [("project", case["project"]), ("household", own)]
    for child in CASE.children("household"):
        found += [(child.name, row) for row in own[child.plural]]
    return [_row(entity, row, called) for entity, row in found]


def _row(entity: str, row: Any, called: Mapping[tuple[str, str], str]) -> Row:
    told = tuple(
        Told(name, fact.label, fact.type.part(fact.type.parse(row[name])) if name in row else None)
        for name, fact in CASE.entities[entity].facts.items()
    )
    return Row(entity, row["key"], CASE.entities[entity].label, called.get((entity, row["key"]), ""), told)


def with_facts(households: QuerySet[Household]) -> QuerySet[Household]:
    """Households with everything that their cases are read from, in few queries; read them 500 at a time."""
    members = Membership.objects.select_related("person__enrolment__batch")
    return households.select_related("project").prefetch_related(
        "project__notices", "approvals__allotments", Prefetch("memberships", members), "structures", "crops"
    )


def names(household: Household) -> dict[tuple[str, str], str]:
    """What people call each row of a household's case, by kind and key."""
    found = {("household", str(household.pk)): household.number}
    found |= {("person", str(m.pk)): m.person.name for m in household.memberships.all()}
    for structure in household.structures.all():
        construction = structure.get_construction_display()
        called = f"房屋{structure.number}（{construction}）" if structure.number else construction
        found["structure", str(structure.pk)] = called
    return found | {("crop", str(crop.pk)): crop.get_crop_class_display() for crop in household.crops.all()}


def _of_project(project: Project, on: date) -> dict[str, Plain]:
    return _facts("project", project) | {"computed_on": on.isoformat()}


def _rows(plural: str, parent: str, records: Any) -> list[Plain]:
    entity = CASE.child(parent, plural)
    assert entity is not None
    return [_facts(entity.name, record) for record in sorted(records, key=attrgetter("pk"))]


def _facts(entity: str, record: Any) -> dict[str, Plain]:
    """A row's key and the facts that were entered, as they are written down."""
    row: dict[str, Plain] = {"key": str(record.pk)}
    for name, fact in CASE.entities[entity].facts.items():
        source = SOURCES[entity][name]
        value = None if isinstance(source, Nowhere) else source(record)
        if value not in (None, ""):
            row[name] = _written(fact.type, value)
    return row


def _written(kind: Type, value: Any) -> Plain:
    if kind.kind == "number":
        return decimal(value, kind.scale).replace(",", "")
    return value.isoformat() if isinstance(value, date) else value


def _belongs(membership: Membership, on: date) -> bool:
    return membership.joined_on <= on and (membership.left_on is None or membership.left_on > on)
