"""现状 Where every indicator stands on a day, how it got there, and where its pace leads.

Unlike ``queries.evaluation``, which is for the finished table, this says what it can: an indicator whose figure is
missing, or that nobody has graded, stands there with the reason.
"""

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from anzhi.metrics.engine import Figures, compute
from anzhi.performance import scoring
from anzhi.performance.models import Evaluation, Indicator
from anzhi.performance.pace import Outlook, outlook, projected
from anzhi.performance.queries import Evaluated, measure, metrics_used
from anzhi.performance.scoring import Method
from anzhi.values.figure import Figure
from anzhi.values.finding import Finding
from anzhi.values.period import Year
from anzhi.values.refusal import Missing


@dataclass(frozen=True)
class Standing:
    """An indicator on a day.

    Attributes:
        indicator: the indicator.
        evaluated: target and actual value; empty when a figure is missing.
        actual: the figure it is measured by; empty for a quality.
        target: the figure it is aimed by; empty when the target is fixed.
        proposed: the method's score in hundredths of a point; empty when there is none.
        projected: what the figure comes to at the end of the year, in its smallest unit; empty for a quality.
        outlook: how it stands; empty when that cannot be said.
        missing: why something above is empty.
        findings: what is wrong, or looks wrong, with its score.
    """

    indicator: Indicator
    evaluated: Evaluated | None = None
    actual: Figure | None = None
    target: Figure | None = None
    proposed: int | None = None
    projected: Fraction | None = None
    outlook: Outlook | None = None
    missing: Missing | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def score(self) -> int | None:
        """The score that counts: the officer's where there is one, else the proposed one."""
        return self.proposed if self.indicator.score is None else self.indicator.score


@dataclass(frozen=True)
class Board:
    """All indicators of a year on a day.

    Attributes:
        year: the year and the day.
        method: the scoring method.
        lines: the indicators in their order.
        findings: what is wrong with the weights.
    """

    year: Year
    method: Method
    lines: tuple[Standing, ...]
    findings: tuple[Finding, ...]

    @property
    def total(self) -> int:
        """Sum of the scores that there are, in hundredths of a point."""
        return sum(line.score or 0 for line in self.lines)

    @property
    def unscored(self) -> int:
        """How many indicators have no score yet."""
        return sum(line.score is None for line in self.lines)


def days(year: Year) -> list[date]:
    """1 January, every month's end that has come, and the day the year is seen from."""
    ends = [date(year.number, month, calendar.monthrange(year.number, month)[1]) for month in range(1, 13)]
    return sorted({year.first, *(day for day in ends if day < year.as_of), year.as_of})


def course(year: Year, compute: Callable[[Year, Sequence[str]], Figures] = compute) -> tuple[Figures, ...]:
    """The figures of a year's indicators on each of its ``days``."""
    names = metrics_used(year.number)
    return tuple(compute(Year(year.number, day), names) for day in days(year))


def board(year: Year, figures: Figures, opening: Figures) -> Board:
    """Every indicator of a year.

    Args:
        year: the year and the day it is seen from.
        figures: the figures on that day.
        opening: the figures of the indicators on 1 January.

    Raises:
        Missing: the year has no indicators.
    """
    found = Evaluation.objects.filter(year=year.number).prefetch_related("indicators").first()
    if found is None:
        raise Missing("{year} 年还没有绩效指标", year=year.number)
    method = scoring.load_method(found.method)
    indicators = list(found.indicators.all())
    lines = tuple(standing(indicator, method, figures, opening) for indicator in indicators)
    return Board(year, method, lines, tuple(scoring.check_weights([(i.first, i.weight) for i in indicators], method)))


def standing(indicator: Indicator, method: Method, figures: Figures, opening: Figures) -> Standing:
    """One indicator, see ``board``."""
    try:
        evaluated = measure(indicator, figures)
    except Missing as missing:
        return Standing(indicator, missing=missing)
    measured, then = evaluated.measured, None
    if measured.actual is not None:
        then = projected(indicator.metric, _values(opening), _values(figures), figures.year)
    proposed, reason = _proposed(evaluated, method)
    scored = proposed is not None or indicator.score is not None
    return Standing(
        indicator,
        evaluated,
        actual=figures[indicator.metric] if indicator.metric and measured.actual is not None else None,
        target=figures[indicator.target_metric] if indicator.target_metric else None,
        proposed=proposed,
        projected=then,
        outlook=outlook(measured, then, figures.year),
        missing=reason,
        findings=tuple(scoring.check_score(measured, method)) if scored else (),
    )


def history(indicator: Indicator, method: Method, points: Sequence[Figures]) -> list[Standing]:
    """An indicator on each day of ``course``."""
    return [standing(indicator, method, point, points[0]) for point in points]


def _proposed(evaluated: Evaluated, method: Method) -> tuple[int | None, Missing | None]:
    measured = evaluated.measured
    try:
        return scoring.propose(measured, method), None
    except Missing as missing:
        return None, None if measured.adjusted is not None else missing


def _values(figures: Figures) -> dict[str, Fraction]:
    return {name: figure.value for name, figure in figures.items()}
