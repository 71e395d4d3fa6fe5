"""户 Households with their members and structures, and what became of each.

2021: 1,831 households of new projects, all signed; on tail projects 442 standing at the opening (27 of them unsigned),
402 taken down and 6 signed in the year, 40 standing and 21 unsigned at its end. 11,361 persons waited for a home when
the year began, 5,032 were approved in it, 741 housed, and 7,518 of those who wait vacated over two years ago.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from anzhi.demo.contacts import Contacts
from anzhi.demo.people import Invented
from anzhi.demo.steps.projects import CLEARED, LATE, SIGNED, TAIL_CLEARED
from anzhi.demo.world import Cohort, World
from anzhi.registry.actions import households
from anzhi.registry.actions.households import HouseholdFacts, MemberFacts, StructureFacts
from anzhi.registry.models import Membership, Project, Structure
from anzhi.values.exact import PERSON, SQUARE_METRE

OVERDUE = {
    "洋湖街道": 25505,
    "学士街道": 20000,
    "望岳街道": 13145,
    "坪塘街道": 4860,
    "含浦街道": 3520,
    "梅溪湖街道": 2750,
    "观沙岭街道": 2100,
    "天顶街道": 1500,
    "莲花镇": 1120,
    "雨敞坪镇": 680,
}
"""Tenths of persons overdue by street: three are published, the other 1,653 persons are spread."""
HOUSED_2021, HOUSED_BEFORE = 7410, 6200
STILL_IN_TIME = 113610 - HOUSED_2021 - sum(OVERDUE.values())
"""Carried in, not housed in 2021, and not yet overdue."""
APPROVED_2021, CASH_2021 = 50320, 4210
PER_HOUSEHOLD = 31
_YEAR_END = date(2021, 12, 31)
_RELATIONS = ("户主", "配偶", "子", "女", "父", "母", "孙子", "孙女")


def build(world: World) -> None:
    """Survey and register every household."""
    world.cohorts = [*_past(world), *_tail(world), *_new(world)]
    surveyed: list[HouseholdFacts] = []
    numbers: dict[int, int] = {}
    contacts = Contacts()
    for cohort in world.cohorts:
        for size in cohort.persons:
            numbers[cohort.project.pk] = numbers.get(cohort.project.pk, 0) + 1
            facts = _survey(world, cohort, size, numbers[cohort.project.pk])
            surveyed.append(replace(facts, **contacts.of(cohort.project.street.name)))
    registered = iter(households.register(surveyed, by=world.clerks["拆迁部"]))
    for cohort in world.cohorts:
        cohort.households = [next(registered) for _ in cohort.persons]
    for membership in Membership.objects.select_related("person").order_by("pk"):
        world.people.setdefault(membership.household_id, []).append(membership.person)


def relocate(world: World) -> None:
    """Sign, vacate and demolish: each on a day of its own, in that order."""
    signed, vacated, demolished, reasons = {}, {}, {}, {}
    for cohort, _, household in world.households():
        day = household.surveyed_on
        for span, dates in ((cohort.signed, signed), (cohort.vacated, vacated), (cohort.demolished, demolished)):
            if span is not None:
                day = world.chance.day(max(day, span[0]), max(day, span[1]))
                dates[household] = day
        if cohort.hold_out:
            reasons[household] = cohort.hold_out
    by = world.clerks["拆迁部"]
    households.sign(signed, by=by)
    households.vacate(vacated, by=by)
    households.demolish(demolished, by=by)
    households.explain_hold_out(reasons, by=by)


def _past(world: World) -> Iterator[Cohort]:
    """Households of cleared projects: overdue, housed in 2021, housed earlier."""
    by_street: dict[str, list[Project]] = {}
    for project in world.projects["past"]:
        by_street.setdefault(project.street.name, []).append(project)
    for street, total in OVERDUE.items():
        yield from _vacated_long_ago(world, by_street[street], total, None)
    yield from _vacated_long_ago(
        world, world.projects["past"][::3], HOUSED_2021, (date(2021, 2, 1), date(2021, 11, 30))
    )
    yield from _vacated_long_ago(
        world, world.projects["past"][1::3], HOUSED_BEFORE, (date(2018, 12, 1), date(2020, 12, 20))
    )


def _vacated_long_ago(
    world: World, projects: list[Project], total: int, housed: tuple[date, date] | None
) -> Iterator[Cohort]:
    step = PERSON // 2
    for project, share in zip(projects, world.chance.partition(total // step, len(projects), least=20), strict=True):
        start = project.launched_on
        yield Cohort(
            project=project,
            surveyed_on=start,
            persons=_sizes(world, share * step),
            signed=(start + timedelta(days=10), start + timedelta(days=120)),
            vacated=(start + timedelta(days=40), start + timedelta(days=300)),
            demolished=(start + timedelta(days=60), start + timedelta(days=600)),
            option="housing",
            approved=(start + timedelta(days=310), start + timedelta(days=500)),
            housed=housed,
        )


def _tail(world: World) -> Iterator[Cohort]:
    """Households of tail projects."""
    chance, tail = world.chance, world.projects["tail"]
    left = tail[TAIL_CLEARED:]
    surveyed = {"surveyed_on": date(2019, 1, 15)}
    signed = {"signed": (date(2019, 3, 1), date(2020, 4, 30)), "option": "housing"}
    approved = {**surveyed, **signed, "approved": (date(2020, 6, 1), date(2020, 12, 25))}
    standing = chance.sizes(12500, 415)
    down, up = standing[:396], standing[396:]
    for project, count in zip(tail, chance.partition(396, len(tail), least=20), strict=True):
        sizes, down = down[:count], down[count:]
        fate = {"vacated": (date(2020, 7, 1), date(2021, 2, 28)), "demolished": (date(2021, 1, 4), date(2021, 10, 25))}
        yield Cohort(project=project, persons=sizes, **approved, **fate)
    for project, count in zip(left, chance.partition(19, len(left)), strict=True):
        sizes, up = up[:count], up[count:]
        yield Cohort(project=project, persons=sizes, vacated=(date(2021, 3, 1), _YEAR_END), **approved)
    gone = chance.partition((STILL_IN_TIME - 12500) // 5, len(tail), least=100)
    for project, share in zip(tail, gone, strict=True):
        fate = {"vacated": (date(2020, 1, 5), date(2020, 5, 31)), "demolished": (date(2020, 6, 1), date(2020, 12, 20))}
        yield Cohort(project=project, persons=_sizes(world, share * 5), **approved, **fate)
    for project in left[:6]:
        yield Cohort(
            project=project,
            persons=[30],
            **surveyed,
            signed=(date(2021, 3, 1), date(2021, 9, 30)),
            vacated=(date(2021, 10, 1), date(2021, 10, 31)),
            demolished=(date(2021, 11, 1), date(2021, 12, 10)),
            option="housing",
            approved=(date(2021, 11, 1), date(2021, 12, 24)),
        )
    reasons = ("补偿诉求过高，已进入司法程序", "家庭内部析产纠纷", "合法面积认定有异议", "户主长期在外")
    for index, (project, count) in enumerate(zip(left, chance.partition(21, len(left)), strict=True)):
        yield Cohort(project=project, persons=[0] * count, **surveyed, hold_out=reasons[index % len(reasons)])


def _new(world: World) -> Iterator[Cohort]:
    """Households of new projects: all signed in the 26 that opened signing, none in the others."""
    chance, new = world.chance, world.projects["new"]
    counts = [
        *chance.partition(1000, CLEARED, least=25),
        150,
        142,
        138,
        *chance.partition(401, SIGNED - LATE, least=40),
    ]
    standing = [*[0] * CLEARED, 131, 125, 116, *counts[LATE:]]
    fates = [("housing", size) for size in chance.sizes(APPROVED_2021 - 6 * 30, 1500)]
    fates += [("cash", size) for size in chance.sizes(CASH_2021, 128)] + [("", 0)] * (sum(counts) - 1628)
    chance.shuffle(fates)
    for project, count, left in zip(new, counts, standing, strict=False):
        members, fates = fates[:count], fates[count:]
        for index, (option, size) in enumerate(members):
            start = project.signing_started_on
            yield Cohort(
                project=project,
                surveyed_on=project.launched_on,
                persons=[size],
                signed=(start, start + timedelta(days=60)),
                vacated=(start + timedelta(days=61), date(2021, 9, 30)),
                demolished=(date(2021, 10, 1), date(2021, 11, 15)) if index >= left else None,
                option=option,
                approved=(start + timedelta(days=61), date(2021, 12, 28)) if option else None,
            )
    for project, count in zip(new[SIGNED:], chance.partition(120, len(new) - SIGNED, least=4), strict=True):
        yield Cohort(project=project, surveyed_on=project.launched_on, persons=[0] * count)


def _sizes(world: World, total: int) -> list[int]:
    return world.chance.sizes(total, max(1, round(total / PER_HOUSEHOLD)))


def _survey(world: World, cohort: Cohort, size: int, number: int) -> HouseholdFacts:
    chance = world.chance
    eligible = -(-size // PERSON) if size else chance.randrange(2, 6)
    people = _family(world, cohort.surveyed_on.year, max(eligible, 1) + chance.choices((0, 1, 2), (35, 40, 25))[0])
    return HouseholdFacts(
        project=cohort.project,
        street=cohort.project.street,
        number=f"{cohort.project.code}-{number:04d}",
        head_name=people[0].name,
        address=f"{chance.choice('新桥上下东西南北')}村{chance.choice('一二三四五六七八九十')}组",
        surveyed_on=cohort.surveyed_on,
        members=tuple(
            MemberFacts(
                name=person.name,
                identity=person.identity,
                relation=_RELATIONS[min(index, len(_RELATIONS) - 1)],
                is_collective_member=index < eligible,
                joined_on=person.born_on,
            )
            for index, person in enumerate(people)
        ),
        structures=tuple(_structure(world) for _ in range(chance.choices((1, 2, 3), (45, 40, 15))[0])),
    )


def _family(world: World, year: int, count: int) -> list[Invented]:
    """A head, a spouse, children, parents; children and the father share the head's surname."""
    ages = ((36, 62), (34, 60), (8, 34), (1, 30), (62, 88), (60, 86), (1, 9), (1, 9))
    head = world.population.person(*ages[0], year)
    surname = head.name[0]
    family = [head]
    for index in range(1, count):
        youngest, oldest = ages[min(index, len(ages) - 1)]
        family.append(world.population.person(youngest, oldest, year, "" if index in (1, 5) else surname))
    return family


def _structure(world: World) -> StructureFacts:
    chance, kinds, legality = world.chance, Structure.Construction, Structure.Legality
    return StructureFacts(
        construction=chance.choices(
            (
                kinds.BRICK_CONCRETE_1,
                kinds.BRICK_CONCRETE_2,
                kinds.BRICK_TIMBER,
                kinds.REINFORCED_CONCRETE,
                kinds.EARTH_TIMBER,
            ),
            (40, 25, 18, 10, 7),
        )[0],
        floors=chance.choices((1, 2, 3), (25, 55, 20))[0],
        floor_area=chance.randrange(3500, 42000) * SQUARE_METRE // 100,
        legality=chance.choices((legality.LEGAL, legality.TEMPORARY, legality.UNAUTHORISED), (90, 4, 6))[0],
        built_in=chance.randrange(1978, 2014),
    )
