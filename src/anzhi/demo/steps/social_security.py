"""社保 51 rosters with 3,757 persons, all held by the notice of 2020-07-07, and the money collected."""

from datetime import date

from anzhi.demo.steps.projects import SIGNED
from anzhi.demo.world import World
from anzhi.registry.models import Membership, Person
from anzhi.social_security.actions import batches, contributions
from anzhi.social_security.models import Batch, Contribution, Enrolment, PolicyHold

BATCHES, PERSONS = 51, 3757
COLLECTED_2021, COLLECTED_IN_ALL = 58_501_234_567, 835_012_345_678
"""分: 5.85 and 83.5 亿元 when rounded."""


def build(world: World) -> None:
    """Approve the rosters, hold them, collect the money."""
    by = world.clerks["安置社保部"]
    policy = batches.announce_hold(
        PolicyHold(
            issuer="湖南省人力资源和社会保障厅",
            title="关于进一步规范我省被征地农民参加职工养老保障有关问题的通知",
            cites="人社部发〔2016〕132号",
            issued_on=date(2020, 7, 7),
        ),
        by=by,
    )
    rosters = _rosters(world)
    approved = batches.approve(rosters, by=by)
    for batch in approved:
        batches.hold([batch], policy, batch.approved_on, by=by)
    _collect(world)


def _rosters(world: World) -> list[tuple[Batch, list[tuple[Person, int]]]]:
    """Two batches for most signed projects, filled from the members of their resettled households."""
    chance = world.chance
    projects = world.projects["new"][:SIGNED]
    members: dict[int, list[Person]] = {project.pk: [] for project in projects}
    rows = Membership.objects.filter(
        household__project__in=projects, is_collective_member=True, household__approvals__isnull=False
    ).select_related("person")
    for membership in rows.order_by("pk"):
        members[membership.household.project_id].append(membership.person)
    available = sum(len(people) for people in members.values())
    wanted = {p.pk: len(members[p.pk]) * PERSONS // available for p in projects}
    for project in projects[: PERSONS - sum(wanted.values())]:
        wanted[project.pk] += 1
    rosters = []
    for index, project in enumerate(projects):
        parts = 1 if index == SIGNED - 1 else 2
        people = chance.sample(members[project.pk], wanted[project.pk])
        for part in range(parts):
            day = chance.day(date(2021, 8, 2), date(2021, 12, 28))
            batch = Batch(number=f"SB2021-{len(rosters) + 1:02d}", project=project, approved_on=day)
            rosters.append((batch, [(person, _band(person, day)) for person in people[part::parts]]))
    return rosters


def _band(person: Person, day: date) -> Enrolment.AgeBand:
    """The roster's age band.

    First and fourth follow the documented ages (FACTS 2.2); where the third begins is not documented, so this
    invented roster draws its own line at 40.
    """
    age = day.year - person.born_on.year - ((day.month, day.day) < (person.born_on.month, person.born_on.day))
    if age < 16:
        return Enrolment.AgeBand.FIRST
    if age >= (55 if person.is_female else 60):
        return Enrolment.AgeBand.FOURTH
    return Enrolment.AgeBand.SECOND if age < 40 else Enrolment.AgeBand.THIRD


def _collect(world: World) -> None:
    chance = world.chance
    new, old = world.projects["new"], [*world.projects["past"], *world.projects["tail"]]
    now = zip(chance.partition(COLLECTED_2021, 60, least=1_000_000), range(60), strict=True)
    before = zip(chance.partition(COLLECTED_IN_ALL - COLLECTED_2021, 240, least=1_000_000), range(240), strict=True)
    rows = [(new[i % len(new)], (date(2021, 1, 4), date(2021, 12, 30)), amount) for amount, i in now]
    rows += [(old[i % len(old)], (date(2014, 1, 6), date(2020, 12, 30)), amount) for amount, i in before]
    contributions.collect(
        [
            Contribution(
                project=project,
                collected_on=max(chance.day(*span), project.prepared_on),
                voucher=f"SBZJ-{number:04d}",
                amount=amount,
            )
            for number, (project, span, amount) in enumerate(rows, start=1)
        ],
        by=world.clerks["财务部"],
    )
