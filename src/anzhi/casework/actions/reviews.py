"""审核 Beginning a review, and every decision in it: the one way in for all who decide."""

from collections.abc import Collection, Iterable

from django.db import transaction

from anzhi.casework import stages, standing
from anzhi.casework.models import Adjustment, Decision, Determination, Meeting, Review
from anzhi.casework.stages import Stage, Subject
from anzhi.office.actions import events
from anzhi.office.models import Account, Officer
from anzhi.registry.models import Household
from anzhi.values.refusal import Refused

Verdict = Decision.Verdict
_OUTCOMES = {Verdict.RETURNED: Review.Outcome.RETURNED, Verdict.REJECTED: Review.Outcome.REJECTED}


@transaction.atomic
def begin(made: Determination | Adjustment, *, authors: Collection[int] = (), by: Officer) -> Review:
    """Send a determination or an adjustment into its review; whoever made it has his part in it from here on.

    Args:
        made: what is to be reviewed.
        authors: officers who entered what it rests on.
        by: who made it.

    Raises:
        Refused: the stages are not configured, or the household has a determination under review.
    """
    is_determination = isinstance(made, Determination)
    determination = made if isinstance(made, Determination) else made.determination
    review = Review(
        household=determination.household,
        determination=made if is_determination else None,
        adjustment=None if is_determination else made,
        digest=determination.snapshot.digest,
        maker=by,
        flow=stages.write(stages.flow(Subject.DETERMINATION if is_determination else Subject.ADJUSTMENT)),
    )
    events.add([review], verb="review.begin", by=by)
    parts = [(by.pk, Verdict.MADE), *((officer, Verdict.ENTERED) for officer in sorted({*authors} - {by.pk}))]
    events.add(
        [
            Decision(review=review, verdict=part, officer_id=officer, maker=by, digest=review.digest)
            for officer, part in parts
        ],
        verb="review.take_part",
        by=by,
    )
    return review


@transaction.atomic
def decide(
    review: Review, verdict: Decision.Verdict, *, reason: str = "", meeting: Meeting | None = None, by: Officer
) -> Review:
    """Approve, return or reject at the stage that a review is in.

    Those who decide at the same moment do so one after the other: the row is locked, everything is read again, checked,
    the decision inserted, the approvals counted, and the review moved on by whoever completes them.

    Args:
        review: what is decided on.
        verdict: approved, returned or rejected.
        reason: why; must be given for a return or a rejection.
        meeting: the meeting that decided, where the stage asks for one.
        by: who decides.

    Raises:
        Refused: the review is over, its facts have changed, the officer is not in the pool of the stage or has a part
            in the review already, a reason or a meeting is lacking.
    """
    locked = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    stage = standing.stage_of(locked)
    if stage is None:
        raise Refused("审核已经结束：{outcome}", outcome=locked.get_outcome_display())
    if verdict not in (Verdict.APPROVED, *_OUTCOMES):
        raise Refused("审核意见只能是同意、退回或不同意")
    if verdict in _OUTCOMES and not reason.strip():
        raise Refused("退回或不同意须说明原因").at("reason")
    _check_facts(locked)
    _check_officer(locked, stage, by)
    _check_meeting(stage, meeting, by)
    decision = Decision(
        review=locked,
        stage=stage.key,
        verdict=verdict,
        reason=reason.strip(),
        digest=locked.digest,
        meeting=meeting,
        officer=by,
        maker=locked.maker,
    )
    events.add([decision], verb=f"review.decide_{verdict}", by=by)
    return _move(locked, stage, verdict, by)


@transaction.atomic
def approve_together(found: Iterable[Review], *, meeting: Meeting | None, by: Officer) -> list[Review]:
    """Approve several reviews in one meeting: all of them, or none.

    Raises:
        Refused: one of them cannot be approved; its household is named. Or there is none.
    """
    done = []
    for review in found:
        try:
            done.append(decide(review, Verdict.APPROVED, meeting=meeting, by=by))
        except Refused as refusal:
            said = {"household": review.household, "reason": refusal}
            raise Refused("“{household}”不能同意：{reason}。所选各户均未办理", **said) from refusal
    if not done:
        raise Refused("没有选择要同意的事项")
    return done


@transaction.atomic
def supersede(household: Household, *, by: Officer) -> list[Review]:
    """Close the open reviews of a household, because a newer determination takes the place of what they are about."""
    found = Review.objects.select_for_update(of=("self",)).filter(household=household, outcome=Review.Outcome.OPEN)
    closed = {review: {"outcome": Review.Outcome.SUPERSEDED} for review in found.order_by("pk")}
    return events.change(closed, verb="review.supersede", by=by)


def _move(review: Review, stage: Stage, verdict: Decision.Verdict, by: Officer) -> Review:
    if verdict in _OUTCOMES:
        return _change(review, {"outcome": _OUTCOMES[verdict]}, "review.close", by)
    approved = review.decisions.filter(stage=stage.key, verdict=Verdict.APPROVED, digest=review.digest).count()
    if approved < stage.quorum:
        return review
    if review.stage + 1 < len(review.flow):
        return _change(review, {"stage": review.stage + 1}, "review.advance", by)
    return _change(review, {"outcome": Review.Outcome.APPROVED}, "review.close", by)


def _change(review: Review, values: dict[str, object], verb: str, by: Officer) -> Review:
    return events.change({review: values}, verb=verb, by=by)[0]


def _check_facts(review: Review) -> None:
    if changed := standing.changes(review):
        raise Refused("事实已有改动（{facts}），此前的审核意见作废，请重新核定", facts=standing.labels(changed))


def _check_officer(review: Review, stage: Stage, by: Officer) -> None:
    taken = review.decisions.filter(officer=by).first()
    if taken is not None:
        part = taken.get_verdict_display()
        raise Refused("录入、经办和各级审核须为不同的人，{officer}已参与（{part}）", officer=by.name, part=part)
    account = Account.objects.filter(officer=by, is_active=True).first()
    if account is None or not stage.admits(by, account.powers, review.household):
        raise Refused("{officer}不在“{stage}”的审核人员之内", officer=by.name, stage=stage.label)


def _check_meeting(stage: Stage, meeting: Meeting | None, by: Officer) -> None:
    if not stage.meeting:
        if meeting is not None:
            raise Refused("“{stage}”不经会议研究", stage=stage.label).at("meeting")
        return
    if meeting is None:
        raise Refused("“{stage}”须经会议集体研究，请先登记会议", stage=stage.label).at("meeting")
    if not meeting.attendances.filter(officer=by).exists():
        raise Refused("{officer}没有参加会议“{meeting}”", officer=by.name, meeting=meeting).at("meeting")
