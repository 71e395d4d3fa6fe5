"""安置 Approvals with the published quota, estates by stage, and homes allotted."""

from datetime import date, timedelta

from anzhi.casework.actions import approvals
from anzhi.casework.actions.approvals import Grant
from anzhi.casework.models import Approval, Entitlement
from anzhi.demo.chance import Chance
from anzhi.demo.world import World, read
from anzhi.housing.actions import allotments, estates
from anzhi.housing.models import Allotment, Estate
from anzhi.values.exact import MU, PERSON, SQUARE_METRE, smallest

QUOTA_2021 = {"housing": 67745, "cash": 5915}
"""Tenths of quota approved in 2021 by option: 6,774.5 and 591.5."""


def build(world: World) -> None:
    """Approve, build, allot."""
    by = world.clerks["安置社保部"]
    granted = [row for row in world.households() if row[0].option]
    days = {household: _approval_day(world.chance, cohort, household) for cohort, _, household in granted}
    extras = _extras(world, granted, days)
    grants = [
        _grant(world, cohort.option, household, size, days[household], extras[household])
        for cohort, size, household in granted
    ]
    approved = approvals.approve(grants, by=by)
    delivered = _estates(world)
    homes = []
    for (cohort, size, _), approval in zip(granted, approved, strict=True):
        if cohort.housed is not None:
            day = world.chance.day(*cohort.housed)
            estate = world.chance.choice([e for e in delivered if e.delivered_on <= day])
            number = len(homes)
            unit = f"{number // 80 + 1}栋{number // 4 % 20 + 1}{number % 4 + 1:02d}"
            homes.append(Allotment(approval=approval, estate=estate, unit=unit, housed_on=day, persons=size))
    allotments.allot(homes, by=by)


def _approval_day(chance: Chance, cohort: object, household: object) -> date:
    """Within the cohort's range, and after signing."""
    first, last = cohort.approved
    earliest = max(first, household.signed_on + timedelta(days=1))
    return chance.day(earliest, max(earliest, last))


def _grant(world: World, option: str, household: object, size: int, day: date, extra: int) -> Grant:
    people = world.people[household.pk]
    whole, half = size // PERSON, size % PERSON // (PERSON // 2)
    reasons = Entitlement.Reason
    lines = {
        0: (),
        5: ((reasons.ONLY_CHILD, 5),),
        10: ((reasons.ONLY_CHILD, 10),),
        15: ((reasons.HALF_HOUSEHOLD, 10), (reasons.ONLY_CHILD, 5)),
        20: ((reasons.HALF_HOUSEHOLD, 10), (reasons.ONLY_CHILD, 10)),
    }[extra]
    return Grant(
        household=household,
        option=Approval.Option(option),
        approved_on=day,
        whole=tuple(people[:whole]),
        half=tuple(people[whole : whole + half]),
        extras=lines,
    )


def _extras(world: World, granted: list, days: dict) -> dict:
    """Extra quota of each household: in 2021 exactly what lifts the persons to the published quota."""
    chance = world.chance
    extras = {household: chance.choices((0, 5, 10), (55, 5, 40))[0] for _, _, household in granted}
    for option, total in QUOTA_2021.items():
        members = [(size, h) for cohort, size, h in granted if cohort.option == option and days[h].year == 2021]
        rest = total - sum(size for size, _ in members)
        for _, household in members:
            extras[household] = 0
        while rest:
            household = chance.choice(members)[1]
            step = 5 if rest < 10 or chance.random() < 0.06 else 10
            if extras[household] + step <= 20:
                extras[household] += step
                rest -= step
    return extras


def _estates(world: World) -> list[Estate]:
    rows = [(stage, row) for stage, entries in read("estates.yaml").items() for row in entries]
    built = [
        Estate(
            **{
                **row,
                "street": world.streets[row["street"]],
                "site_area": smallest(row["site_area"], MU) if "site_area" in row else None,
                "planned_area": smallest(row["planned_area"], SQUARE_METRE) if "planned_area" in row else None,
            }
        )
        for _, row in rows
    ]
    estates.register(built, by=world.clerks["安置社保部"])
    return [estate for estate in built if estate.delivered_on is not None]
