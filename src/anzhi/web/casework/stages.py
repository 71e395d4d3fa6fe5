"""环节 The stages of a review as a page shows them: who decided what in each, and where it is now."""

from dataclasses import dataclass

from anzhi.casework.models import Decision, Review
from anzhi.casework.stages import Stage, read
from anzhi.casework.standing import Standing


@dataclass(frozen=True)
class StageLine:
    """A stage with its decisions: done, now, or next; ended where a decision closed the review in it."""

    stage: Stage
    decisions: tuple[Decision, ...]
    state: str


def stages(standing: Standing) -> list[StageLine]:
    """The stages of a review in their order."""
    review = standing.review
    return [
        StageLine(stage, tuple(d for d in standing.decisions if d.stage == stage.key), _state(review, place))
        for place, stage in enumerate(read(review.flow))
    ]


def _state(review: Review, place: int) -> str:
    if review.outcome == Review.Outcome.APPROVED or place < review.stage:
        return "done"
    if place > review.stage:
        return "next"
    return "now" if review.outcome == Review.Outcome.OPEN else "ended"
