"""核定与协议 A few households at every step: computed, under review, returned, public, objected to, agreed on, amended.

They are those whose case can be computed; of a project in which everybody has signed, and of one that has not begun.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from anzhi.casework import facts, results, snapshots
from anzhi.casework.actions import adjustments, agreements, determinations, meetings, publications, reviews
from anzhi.casework.actions.determinations import PACK
from anzhi.casework.models import Agreement, Decision, Determination, Meeting, Objection, Review
from anzhi.demo.steps.projects import LATE, SIGNED
from anzhi.demo.world import World
from anzhi.office.models import Account, Officer
from anzhi.registry.actions import households
from anzhi.registry.models import Crop, Household, Project
from anzhi.rules import packs
from anzhi.values.exact import MU

STREET = "洋湖街道"
"""The street whose officer has an account."""
DAYS = 7
"""How long the lists are public: invented, since the number is not known (FACTS 8)."""
_STAGES = ("street", "resettlement", "partner_bureau", "director", "general")
Verdict = Decision.Verdict


def build(world: World) -> None:
    """Take the households of two projects as far as each goes."""
    _signed(world, _project(world, LATE, SIGNED))
    _begun(world, _project(world, SIGNED, None))


def _signed(world: World, project: Project) -> None:
    """Agreements, an adjustment, and a household that was computed again after it had signed."""
    by, day = world.clerks["拆迁部"], project.launched_on
    found = [_compute(world, household, day) for household in _computable(project, day, 4)]
    meeting = _meet(f"{project.name}三审会议", day, by)
    for determination in found:
        _approve(determination.review, meeting)
    adjusted = adjustments.propose(
        found[1], amount=-120_000, reason="室外设施已由施工单位恢复", evidence="街道现场核实记录", by=by
    )
    _approve(adjusted.review, meeting, ("resettlement", "director", "general"))
    publications.publish(project, found, on=day, days=DAYS, place=f"{STREET}公示栏", by=by)
    drawn = [_draw_up(determination, number, by) for number, determination in enumerate(found, start=1)]
    for agreement in drawn[:3]:
        agreements.sign(agreement, on=agreement.drawn_on, by=by)
    _compute_again(world, drawn[0])


def _begun(world: World, project: Project) -> None:
    """Households that have not signed: under review, returned, public and objected to, approved."""
    by, day = world.clerks["拆迁部"], project.launched_on
    found = [_compute(world, household, day) for household in _computable(project, day, 5)]
    meeting = _meet(f"{project.name}三审会议", day, by)
    for determination, steps in zip(found, (0, 0, 5, 3, 5), strict=False):
        _approve(determination.review, meeting, _STAGES[:steps])
    _, returned, public, *_ = found
    street = Account.objects.get(username="street").officer
    reviews.decide(returned.review, Verdict.RETURNED, reason="偏房面积与现场不符，请复核", by=street)
    publication = publications.publish(project, [public], on=day, days=DAYS, place=f"{STREET}公示栏", by=by)
    objection = Objection(
        entry=publication.entries.get(),
        received_on=day + timedelta(days=2),
        objector="邻户（虚构）",
        text="偏房系租赁，不应计入",
    )
    publications.receive(objection, by=by)


def _project(world: World, first: int, last: int | None) -> Project:
    return next(p for p in world.projects["new"][first:last] if p.street.name == STREET)


def _computable(project: Project, on: date, most: int) -> list[Household]:
    """The first households of a project whose case lacks nothing."""

    def found() -> Iterator[Household]:
        for household in facts.with_facts(project.households.order_by("pk")):
            case = snapshots.thaw(snapshots.freeze(household, on))
            if not results.compute(packs.load(PACK), case).lacks:
                yield household

    return [household for household, _ in zip(found(), range(most), strict=False)]


def _compute(world: World, household: Household, on: date) -> Determination:
    return determinations.compute(household, on=on, by=world.clerks["拆迁部"])


def _meet(title: str, on: date, by: Officer) -> Meeting:
    present = [account.officer for account in Account.objects.filter(role__in=("director", "general", "finance"))]
    minutes = "逐户核对人口、合法面积和补偿明细，与会人员一致同意。（演示数据）"
    return meetings.hold(Meeting(title=title, held_on=on, minutes=minutes), present, by=by)


def _approve(review: Review, meeting: Meeting | None, roles: tuple[str, ...] = _STAGES) -> None:
    for role in roles:
        officer = Account.objects.get(username=role).officer
        review = Review.objects.get(pk=review.pk)
        held = {"meeting": meeting} if review.flow[review.stage]["meeting"] else {}
        reviews.decide(review, Verdict.APPROVED, by=officer, **held)


def _draw_up(determination: Determination, number: int, by: Officer) -> Agreement:
    """On the day on which the household signed."""
    household = Household.objects.get(pk=determination.household_id)
    code = f"岳征协〔{household.signed_on.year}〕{household.project_id:03d}-{number:03d}号"
    return agreements.draw_up(determination, number=code, on=household.signed_on, by=by)


def _compute_again(world: World, agreement: Agreement) -> None:
    """A crop was forgotten in the survey: found after signing, it makes a new determination, and later an amendment.

    The street has approved it; the centre and the bureau have not yet.
    """
    by = world.clerks["拆迁部"]
    household = Household.objects.get(pk=agreement.household_id)
    forgotten = Crop(household=household, crop_class="timber", grade="1", area=MU // 2)
    households.add_crops([forgotten], by=by)
    _approve(_compute(world, household, agreement.drawn_on).review, None, ("street",))
