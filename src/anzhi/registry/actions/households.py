"""户 Registering households, and the dates of what happens to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from anzhi.office import personal_data
from anzhi.office.actions import events
from anzhi.office.models import Officer, Street
from anzhi.registry import contacts, project_dates
from anzhi.registry.models import Household, Membership, Person, Project, Structure
from anzhi.values.identity_number import SYNTHETIC_REGION, IdentityNumber
from anzhi.values.refusal import Refused


@dataclass(frozen=True)
class MemberFacts:
    """A member as surveyed: the identity number in clear; it is sealed before it is stored."""

    name: str
    identity: str
    relation: str
    is_collective_member: bool
    joined_on: date


@dataclass(frozen=True)
class StructureFacts:
    """A building as surveyed; floor area in 0.0001 m²."""

    construction: Structure.Construction
    floors: int
    floor_area: int
    legality: Structure.Legality
    built_in: int | None = None


@dataclass(frozen=True)
class HouseholdFacts:
    """A household as surveyed, and what became of it since, where an office enters its older records.

    Phone and account are in clear; they are sealed before they are stored.
    """

    project: Project
    street: Street
    number: str
    head_name: str
    address: str
    surveyed_on: date
    members: tuple[MemberFacts, ...]
    structures: tuple[StructureFacts, ...]
    signed_on: date | None = None
    vacated_on: date | None = None
    demolished_on: date | None = None
    hold_out_reason: str = ""
    phone: str = ""
    bank: str = ""
    account: str = ""


@transaction.atomic
def register(surveyed: Sequence[HouseholdFacts], *, by: Officer) -> list[Household]:
    """Register households with their members and structures. A person already known is not entered twice.

    Raises:
        Refused: an identity number, a phone or an account is wrong, an account has no bank, a member belongs to another
            household, a number is taken, a household signed before signing began, or is not signed and down in a
            project that is cleared.
    """
    projects = project_dates.held({facts.project.pk for facts in surveyed})
    households = [_household(facts) for facts in surveyed]
    for household in households:
        project_dates.check(household, projects[household.project_id])
    events.add(households, verb="household.register", by=by)
    pairs = list(zip(households, surveyed, strict=True))
    add_members([(household, member) for household, facts in pairs for member in facts.members], by=by)
    add_structures([(household, structure) for household, facts in pairs for structure in facts.structures], by=by)
    return households


@transaction.atomic
def add_members(joining: Sequence[tuple[Household, MemberFacts]], *, by: Officer) -> list[Membership]:
    """Add members to households. A person already known is not entered twice.

    Raises:
        Refused: an identity number is wrong, or a member belongs to another household.
    """
    people = _people([member for _, member in joining], by=by)
    return events.add(
        [
            Membership(
                household_id=household.pk,
                person_id=people[member.identity].pk,
                relation=member.relation,
                is_collective_member=member.is_collective_member,
                joined_on=member.joined_on,
            )
            for household, member in joining
        ],
        verb="household.add_member",
        by=by,
    )


def add_structures(standing: Sequence[tuple[Household, StructureFacts]], *, by: Officer) -> list[Structure]:
    """Add buildings to households."""
    return events.add(
        [Structure(household_id=household.pk, **vars(structure)) for household, structure in standing],
        verb="household.add_structure",
        by=by,
    )


def sign(dates: Mapping[Household, date], *, by: Officer) -> list[Household]:
    """签约. The signing of the household's project must have begun.

    Raises:
        Refused: already signed, or signed before signing began.
    """
    for household, day in dates.items():
        _check_signing(household, day)
    return _date(dates, "signed_on", "签约", verb="household.sign", by=by)


def vacate(dates: Mapping[Household, date], *, by: Officer) -> list[Household]:
    """腾房: the transition clock starts."""
    return _date(dates, "vacated_on", "腾房", verb="household.vacate", by=by)


def demolish(dates: Mapping[Household, date], *, by: Officer) -> list[Household]:
    """拆除."""
    return _date(dates, "demolished_on", "拆除", verb="household.demolish", by=by)


def unsign(household: Household, *, reason: str, by: Officer) -> Household:
    """Take back a signing that was entered by mistake or became void.

    Raises:
        Refused: no reason is given, or nothing was signed.
    """
    if not reason.strip():
        raise Refused("撤销“{household}”的签约必须说明原因", household=household)
    if household.signed_on is None:
        raise Refused("“{household}”尚未签约，没有可撤销的签约", household=household)
    return events.change({household: {"signed_on": None}}, verb="household.unsign", by=by, reason=reason)[0]


def explain_hold_out(reasons: Mapping[Household, str], *, by: Officer) -> list[Household]:
    """Record why a household has not signed or moved."""
    return events.change(
        {household: {"hold_out_reason": reason} for household, reason in reasons.items()},
        verb="household.explain_hold_out",
        by=by,
    )


def leave(membership: Membership, left_on: date, *, by: Officer) -> Membership:
    """End a membership: marriage out, death, division of the household."""
    return events.change({membership: {"left_on": left_on}}, verb="household.leave", by=by)[0]


def _household(facts: HouseholdFacts) -> Household:
    household = Household(
        project=facts.project,
        street=facts.street,
        number=facts.number,
        head_name=facts.head_name,
        address=facts.address,
        surveyed_on=facts.surveyed_on,
        signed_on=facts.signed_on,
        vacated_on=facts.vacated_on,
        demolished_on=facts.demolished_on,
        hold_out_reason=facts.hold_out_reason,
        bank=facts.bank,
        **contacts.phone_fields(facts.phone),
        **contacts.account_fields(facts.account),
    )
    contacts.demand_bank(household.bank, household.account_index)
    return household


def _check_signing(household: Household, day: date) -> None:
    opened = household.project.signing_started_on
    if opened is None or day < opened:
        raise Refused("“{household}”的项目在 {day} 尚未启动签约", household=household, day=day).at("signed_on")


def _people(members: Sequence[MemberFacts], *, by: Officer) -> dict[str, Person]:
    """Persons by identity number as it was typed, each found or added."""
    numbers = {member.identity: IdentityNumber.parse(member.identity) for member in members}
    indexes = {number.text: personal_data.blind_index(number.text) for number in numbers.values()}
    known: dict[str, Person] = {}
    wanted = list(indexes.values())
    for start in range(0, len(wanted), 500):
        for person in Person.objects.filter(identity_index__in=wanted[start : start + 500]):
            known[person.identity_index] = person
    new = {
        number.text: Person(
            name=member.name,
            sealed_identity=personal_data.seal(number.text),
            identity_index=indexes[number.text],
            born_on=number.born_on,
            is_female=number.is_female,
            is_synthetic=number.text.startswith(SYNTHETIC_REGION),
        )
        for member in members
        if indexes[(number := numbers[member.identity]).text] not in known
    }
    events.add(list(new.values()), verb="person.register", by=by)
    return {typed: new.get(number.text) or known[indexes[number.text]] for typed, number in numbers.items()}


def _date(dates: Mapping[Household, date], field: str, what: str, *, verb: str, by: Officer) -> list[Household]:
    for household in dates:
        if (day := getattr(household, field)) is not None:
            raise Refused("“{household}”已于 {day} {what}", household=household, day=day, what=what).at(field)
    return events.change({household: {field: day} for household, day in dates.items()}, verb=verb, by=by)
