"""安置审批 Granting persons and quota to households."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from anzhi.casework.models import Approval, Entitlement
from anzhi.office.actions import corrections, events
from anzhi.office.models import Officer
from anzhi.registry.models import Household, Membership, Person
from anzhi.values.exact import PERSON
from anzhi.values.refusal import Refused

HALF = PERSON // 2


@dataclass(frozen=True)
class Grant:
    """What one approval form says.

    Attributes:
        household: to whom.
        option: cash or housing.
        approved_on: the day of approval.
        whole: members resettled here as a whole person.
        half: members of whom one half is resettled here (the first half, unless it already was).
        extras: extra quota in tenths of a person (5 or 10) with its reason.
    """

    household: Household
    option: Approval.Option
    approved_on: date
    whole: tuple[Person, ...]
    half: tuple[Person, ...] = ()
    extras: tuple[tuple[Entitlement.Reason, int], ...] = ()

    @property
    def persons(self) -> int:
        """Tenths of persons."""
        return PERSON * len(self.whole) + HALF * len(self.half)

    @property
    def quota(self) -> int:
        """Tenths of quota."""
        return self.persons + sum(quota for _, quota in self.extras)


@transaction.atomic
def approve(grants: Sequence[Grant], *, by: Officer) -> list[Approval]:
    """审批. Persons and quota are summed from the entitlements.

    Raises:
        Refused: a person is not a member of the household that day, or was resettled before.
    """
    members = _members({grant.household.pk: grant.approved_on for grant in grants})
    for grant in grants:
        for person in (*grant.whole, *grant.half):
            if (grant.household.pk, person.pk) not in members:
                raise Refused(
                    "{person} 不是“{household}”的家庭成员，不能随该户安置", person=person, household=grant.household
                )
    approvals = events.add(
        [
            Approval(
                household=grant.household,
                option=grant.option,
                approved_on=grant.approved_on,
                persons=grant.persons,
                quota=grant.quota,
            )
            for grant in grants
        ],
        verb="approval.approve",
        by=by,
    )
    resettled = _first_halves_taken(grants)
    lines = [
        line
        for approval, grant in zip(approvals, grants, strict=True)
        for line in _entitlements(approval, grant, resettled)
    ]
    events.add(lines, verb="approval.entitle", by=by)
    return approvals


@transaction.atomic
def correct(approval: Approval, values: Mapping[str, object], *, by: Officer) -> Approval:
    """更正 the day or the option. Persons and quota are what was decided; they are not corrected.

    Raises:
        Refused: a person was no member of the household that day, or homes were allotted that no longer fit.
    """
    corrections.apply(approval, values, fields=("approved_on", "option"), verb="approval.correct", by=by)
    household, day = approval.household, approval.approved_on
    members = _members({household.pk: day})
    for line in approval.entitlements.filter(person__isnull=False).select_related("person"):
        if (household.pk, line.person_id) not in members:
            raise Refused(
                "{person} 在 {day} 不是“{household}”的家庭成员", person=line.person, day=day, household=household
            ).at("approved_on")
    # Homes live a floor above; they are read through the approval, not imported.
    first = approval.allotments.order_by("housed_on").first()
    if first is not None and approval.option != Approval.Option.HOUSING:
        raise Refused("“{approval}”已分房，不能改为其他安置方式", approval=approval).at("option")
    if first is not None and first.housed_on < day:
        raise Refused("“{approval}”已于 {day} 分房，审批不能更晚", approval=approval, day=first.housed_on).at(
            "approved_on"
        )
    return approval


def _entitlements(approval: Approval, grant: Grant, resettled: set[int]) -> list[Entitlement]:
    member = Entitlement.Reason.MEMBER
    whole = [
        Entitlement(
            approval=approval,
            reason=member,
            person=person,
            first_half=True,
            second_half=True,
            persons=PERSON,
            quota=PERSON,
        )
        for person in grant.whole
    ]
    half = [
        Entitlement(
            approval=approval,
            reason=member,
            person=person,
            first_half=person.pk not in resettled,
            second_half=person.pk in resettled,
            persons=HALF,
            quota=HALF,
        )
        for person in grant.half
    ]
    extras = [Entitlement(approval=approval, reason=reason, persons=0, quota=quota) for reason, quota in grant.extras]
    return whole + half + extras


def _members(days: Mapping[int, date]) -> set[tuple[int, int]]:
    """Household and person of every membership that is open on the day its household is asked about."""
    found: set[tuple[int, int]] = set()
    keys = list(days)
    for start in range(0, len(keys), 500):
        rows = Membership.objects.filter(household__in=keys[start : start + 500]).values_list(
            "household_id", "person_id", "joined_on", "left_on"
        )
        found |= {(h, p) for h, p, joined, left in rows if joined <= days[h] and (left is None or left > days[h])}
    return found


def _first_halves_taken(grants: Sequence[Grant]) -> set[int]:
    halves = [person.pk for grant in grants for person in grant.half]
    return set(Entitlement.objects.filter(person__in=halves, first_half=True).values_list("person_id", flat=True))
