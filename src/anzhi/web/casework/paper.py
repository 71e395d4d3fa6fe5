"""纸面 The statement as it is printed: an official paper, in Chinese whatever the reader's language is."""

from dataclasses import dataclass
from datetime import date

from anzhi.casework.models import Adjustment
from anzhi.casework.queries import Assessment, DeterminationPage
from anzhi.casework.standing import Standing
from anzhi.casework.statements import Statement
from anzhi.office.official import INVENTED
from anzhi.office.queries import office
from anzhi.registry.models import Household
from anzhi.rules import packs
from anzhi.values.capitals import capitals

DRAFT = "试算，未经核定和审核，不作为补偿依据"
FICTIONAL = "虚构示例：所用政策数值全部为虚构，不作为补偿依据"
_STATES = {
    "open": "审核中，未经审核通过不作为补偿依据",
    "approved": "已通过审核",
    "returned": "审核退回，须重新核定，不作为补偿依据",
    "rejected": "审核不予通过，不作为补偿依据",
    "superseded": "已被新的核定取代，不作为补偿依据",
}
VOID = "审核后事实有改动，须重新核定，不作为补偿依据"


@dataclass(frozen=True)
class Paper:
    """A statement with what stands around it.

    Attributes:
        office: name of the centre.
        household: whose it is.
        policy: the policy pack.
        computed_on: the day of computing.
        statement: the lines.
        adjustments: approved amounts on top or off.
        payable: lines and adjustments in fen.
        marks: what has to be said about it before anything else.
        warning: what runs across every printed page; empty for a paper that holds.
        digests: of the facts and of the computation; empty for a draft.
    """

    office: str
    household: Household
    policy: str
    computed_on: date
    statement: Statement
    adjustments: tuple[Adjustment, ...]
    payable: int
    marks: tuple[str, ...]
    warning: str
    digests: tuple[str, str] | tuple[()] = ()

    @property
    def capitals(self) -> str:
        """The sum in capitals."""
        return f"负{capitals(-self.payable)}" if self.payable < 0 else capitals(self.payable)


def of_determination(page: DeterminationPage) -> Paper:
    """The paper of a determination, with the adjustments that were approved."""
    found = page.determination
    fictional = packs.load(found.pack).is_fictional
    state = VOID if page.standing.is_void else _STATES[page.standing.review.outcome]
    return Paper(
        office=office().name,
        household=found.household,
        policy=packs.load(found.pack).label,
        computed_on=found.computed_on,
        statement=page.statement,
        adjustments=tuple(made for made, standing in page.adjustments if _counts(standing)),
        payable=page.payable,
        marks=(*_marks(fictional), state),
        warning="虚构示例" if fictional else "" if page.standing.holds else "未生效",
        digests=(found.snapshot.digest, found.trace_digest),
    )


def of_assessment(household: Household, assessment: Assessment, on: date, pack: str) -> Paper | None:
    """The paper of what a case would come to now; None while something is missing."""
    if assessment.statement is None:
        return None
    law = packs.load(pack)
    return Paper(
        office=office().name,
        household=household,
        policy=law.label,
        computed_on=on,
        statement=assessment.statement,
        adjustments=(),
        payable=assessment.statement.total,
        marks=(*_marks(law.is_fictional), DRAFT),
        warning="虚构示例" if law.is_fictional else "试算",
    )


def _marks(is_fictional: bool) -> tuple[str, ...]:
    return tuple(mark for mark, holds in ((FICTIONAL, is_fictional), (INVENTED, office().is_synthetic)) if holds)


def _counts(standing: Standing) -> bool:
    return standing.review.outcome == "approved"
