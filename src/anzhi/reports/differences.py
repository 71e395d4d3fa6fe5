"""差异 What a submitted report said, and what the records say now."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from anzhi.metrics import engine
from anzhi.metrics.definitions import METRICS
from anzhi.metrics.engine import Figures
from anzhi.metrics.model import Simple
from anzhi.reports.models import Submission, SubmittedFigure
from anzhi.values.figure import Figure
from anzhi.values.period import Year
from anzhi.values.refusal import Missing

Rows = Mapping[int, tuple[str, int]]
"""Label and amount of records by identifier."""


@dataclass(frozen=True)
class Difference:
    """A figure whose value, or whose records, are no longer those of the submission.

    Attributes:
        then: the figure as submitted.
        now: the figure as computed now; empty when there is none.
        reason: why there is none.
        added: records that count now and did not: identifier, label, amount.
        removed: records that counted and do not any more: identifier, label, amount.
        changed: records that count with another amount: identifier, label, amount then, amount now.
    """

    then: SubmittedFigure
    now: Figure | None
    reason: Missing | None = None
    added: tuple[tuple[int, str, int], ...] = ()
    removed: tuple[tuple[int, str, int], ...] = ()
    changed: tuple[tuple[int, str, int, int], ...] = ()

    @property
    def has_moved(self) -> bool:
        """Is the value itself another one?"""
        return self.now is None or self.now.value != Fraction(self.then.value)


def differences(submission: Submission) -> list[Difference]:
    """Every difference, seen from the day of the submission: corrections show, the year that went on does not."""
    year = Year(submission.year, submission.as_of)
    frozen = list(submission.figures.order_by("pk"))
    figures = engine.compute(year, [figure.name for figure in frozen if figure.name in METRICS])
    return list(_differing(frozen, figures, year))


def _differing(frozen: list[SubmittedFigure], figures: Figures, year: Year) -> Iterator[Difference]:
    for then in frozen:
        metric = METRICS.get(then.name)
        if metric is None:
            yield Difference(then, None, Missing("没有名为 {name} 的数字", name=then.name))
        elif then.name in figures.missing:
            yield Difference(then, None, figures.missing[then.name])
        else:
            records = _records(then, year) if isinstance(metric, Simple) else ((), (), ())
            found = Difference(then, figures[then.name], None, *records)
            if found.has_moved or any(records):
                yield found


def _records(then: SubmittedFigure, year: Year) -> tuple[tuple, tuple, tuple]:
    """Records added, removed and changed."""
    before: Rows = {key: (label, amount) for key, label, amount in json.loads(bytes(then.evidence))}
    [part] = engine.evidence(year, then.name)
    after: Rows = {key: (label, amount) for key, label, amount in part.rows}
    return (
        tuple((key, *after[key]) for key in after if key not in before),
        tuple((key, *before[key]) for key in before if key not in after),
        tuple(
            (key, after[key][0], before[key][1], after[key][1])
            for key in after
            if key in before and before[key][1] != after[key][1]
        ),
    )
