"""现状 How a review stands: its stage, who has approved, who still may, and what keeps it from going on. Only reads."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from django.db.models import Sum

from anzhi.casework import facts, snapshots, stages
from anzhi.casework.models import Decision, Determination, Objection, PublicationEntry, Review
from anzhi.casework.snapshots import Change
from anzhi.casework.stages import Stage
from anzhi.office.models import Account, Event, Officer
from anzhi.registry.models import Household
from anzhi.values.digest import sm3
from anzhi.values.refusal import Refused
from anzhi.values.wording import Listed, Phrase, phrase

_TOGETHER = 500
"""Households of one read."""
_NO_ENTRY = frozenset({
    "household.sign", "household.unsign", "household.demolish", "household.explain_hold_out",
    "household.reveal_phone", "household.reveal_account", "person.reveal_identity",
    "project.explain_tail", "project.start_signing", "project.clear",
})  # fmt: skip
"""What can happen to the records of a case without entering a fact of it."""


@dataclass(frozen=True)
class Standing:
    """A review at this moment.

    Attributes:
        review: the review.
        decisions: everybody's part in it, in order.
        changes: facts that differ between the snapshot and the records; not empty: its approvals are void.
    """

    review: Review
    decisions: tuple[Decision, ...]
    changes: tuple[Change, ...]

    @property
    def is_open(self) -> bool:
        """Can it be decided at all?"""
        return self.review.outcome == Review.Outcome.OPEN

    @property
    def is_void(self) -> bool:
        """Do the records say something else than what is reviewed?"""
        return bool(self.changes)

    @property
    def holds(self) -> bool:
        """Is it approved, and still what the records say?"""
        return self.review.outcome == Review.Outcome.APPROVED and not self.is_void

    @cached_property
    def stage(self) -> Stage | None:
        """The stage that it is in; None when its review is over."""
        return stage_of(self.review)

    @property
    def approvals(self) -> tuple[Decision, ...]:
        """Who approved in this stage."""
        key = self.stage.key if self.stage else ""
        return tuple(d for d in self.decisions if d.stage == key and d.verdict == Decision.Verdict.APPROVED)

    @property
    def lacking(self) -> int:
        """How many approvals the stage still needs."""
        return self.stage.quorum - len(self.approvals) if self.stage else 0

    @cached_property
    def pool(self) -> tuple[Officer, ...]:
        """Who may still decide in this stage."""
        taken = {decision.officer_id for decision in self.decisions}
        return pool(self.stage, self.review.household, taken) if self.stage else ()

    @property
    def obstacle(self) -> Phrase | None:
        """Why it does not go on; None when it can, or is over."""
        if not self.is_open or self.stage is None:
            return None
        if self.is_void:
            return phrase("事实已有改动（{facts}），此前的审核意见作废，请重新核定", facts=labels(self.changes))
        if len(self.pool) < self.lacking:
            return phrase(
                "“{stage}”还需 {needed} 人同意，可审核的只有 {available} 人，暂停办理",
                stage=self.stage.label,
                needed=self.lacking,
                available=len(self.pool),
            )
        return None


def standing(review: Review, household: Household | None = None) -> Standing:
    """How a review stands; ``household`` spares reading it when its facts were read just now."""
    decisions = tuple(review.decisions.select_related("officer__organisation", "meeting").order_by("pk"))
    return Standing(review, decisions, changes(review, household))


def standings(reviews: Iterable[Review]) -> Iterator[Standing]:
    """How many reviews stand, their households read together."""
    found = iter(reviews)
    while some := list(islice(found, _TOGETHER)):
        wanted = Household.objects.filter(pk__in={review.household_id for review in some})
        households = {household.pk: household for household in facts.with_facts(wanted)}
        yield from (standing(review, households[review.household_id]) for review in some)


def stage_of(review: Review) -> Stage | None:
    """The stage that a review is in; None when it is over."""
    if review.outcome != Review.Outcome.OPEN:
        return None
    return stages.read(review.flow)[review.stage]


def changes(review: Review, household: Household | None = None) -> tuple[Change, ...]:
    """Facts that differ between the snapshot of a review and the records."""
    determination = subject(review)
    now = snapshots.freeze(household or fresh(review.household_id), determination.computed_on)
    if sm3(now) == review.digest:
        return ()
    return snapshots.changes(bytes(determination.snapshot.content), now)


def labels(changes: Iterable[Change]) -> Listed:
    """What has changed, each kind of fact once."""
    return Listed(tuple(dict.fromkeys(change.label for change in changes)))


def subject(review: Review) -> Determination:
    """The determination that a review is about, or whose adjustment it is about."""
    return review.determination or review.adjustment.determination


def fresh(household: int) -> Household:
    """A household as the records have it now, whatever was read before."""
    return Household.objects.select_related("project", "street").get(pk=household)


def pool(stage: Stage, household: Household, taken: Iterable[int]) -> tuple[Officer, ...]:
    """The officers who may decide on a household in a stage, without those who have a part in the review already."""
    accounts = Account.objects.filter(is_active=True, role__in=stage.roles).exclude(officer__in=list(taken))
    found = accounts.select_related("officer__organisation").order_by("officer")
    return tuple(a.officer for a in found if stage.admits(a.officer, a.powers, household))


def authors(household: Household) -> set[int]:
    """The officers who entered or corrected what the registry knows of a household and its project."""
    kinds = (
        [household],
        [household.project],
        household.project.notices.all(),
        household.memberships.all(),
        [membership.person for membership in household.memberships.select_related("person")],
        household.structures.all(),
        household.crops.all(),
    )
    found: set[int] = set()
    for records in kinds:
        keys = [record.pk for record in records]
        if keys:
            events = Event.objects.filter(noun=_noun(records), key__in=keys).exclude(verb__in=_NO_ENTRY)
            found |= set(events.order_by().values_list("recorded_by", flat=True).distinct())
    return found


def payable(determination: Determination) -> int:
    """What a determination comes to with its approved adjustments, in fen."""
    approved = determination.adjustments.filter(review__outcome=Review.Outcome.APPROVED)
    adjusted: int | None = approved.aggregate(total=Sum("amount"))["total"]
    return int(determination.total) + (adjusted or 0)


def current(household: Household) -> Determination | None:
    """The determination that counts for a household: the newest one that is under review or approved."""
    alive = (Review.Outcome.OPEN, Review.Outcome.APPROVED)
    found = Determination.objects.filter(household=household, review__outcome__in=alive)
    return found.select_related("review", "snapshot").order_by("-pk").first()


def demand_settled(determination: Determination) -> None:
    """Can something rest on a determination?

    Raises:
        Refused: it is not the one that counts, not approved, or not what the records say any more; or an adjustment of
            it is still under review.
    """
    household, review = determination.household, fresh_review(determination)
    if current(household) != determination:
        raise Refused("“{household}”的这次核定已不再有效", household=household)
    if review.outcome != Review.Outcome.APPROVED:
        raise Refused("“{household}”的核定尚未通过审核", household=household)
    if changes(review):
        raise Refused("“{household}”的事实在审核后有改动，请重新核定", household=household)
    if determination.adjustments.filter(review__outcome=Review.Outcome.OPEN).exists():
        raise Refused("“{household}”还有调整在审核中", household=household)


def fresh_review(determination: Determination) -> Review:
    """The review of a determination as it is now, whatever was read before."""
    return Review.objects.select_related("determination__snapshot", "household").get(determination=determination)


def entry_of(determination: Determination) -> PublicationEntry | None:
    """Where a determination was made public last."""
    return determination.entries.select_related("publication").order_by("-pk").first()


def demand_agreeable(determination: Determination, on: date) -> None:
    """Can a determination be agreed on, on a day?

    Raises:
        Refused: see ``demand_settled``; or it was not made public with this amount, the period still runs, or an
            objection is unanswered.
    """
    demand_settled(determination)
    if (obstacle := _publication_obstacle(determination, on)) is not None:
        raise Refused("“{household}”的核定{obstacle}", household=determination.household, obstacle=obstacle)


def agreement_obstacle(determination: Determination, on: date) -> Refused | None:
    """Why a determination cannot be agreed on, on a day; None when it can."""
    try:
        demand_agreeable(determination, on)
    except Refused as refusal:
        return refusal
    return None


def _publication_obstacle(determination: Determination, on: date) -> Phrase | None:
    entry = entry_of(determination)
    if entry is None:
        return phrase("尚未公示")
    if entry.amount != payable(determination):
        return phrase("公示后金额有调整，须重新公示")
    if on <= entry.publication.last_day:
        return phrase("公示期至 {day}，尚未届满", day=entry.publication.last_day)
    if Objection.objects.filter(entry__determination=determination, answered_on__isnull=True).exists():
        return phrase("有异议尚未答复")
    return None


def _noun(records: Sequence[object]) -> str:
    return next(iter(records))._meta.label_lower  # type: ignore[attr-defined,no-any-return]
