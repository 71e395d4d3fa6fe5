"""进度 Will an indicator be met at today's pace? Pure.

A count or a sum goes on changing as it has since 1 January: a straight line through its value on that day and its value
today, drawn on to 31 December. What accumulates starts from nothing and grows on; a stock that is worked down goes on
falling, to nothing at most; one that stands still stays. What is added up or subtracted from others comes to what they
come to. A ratio stays as it is today: its parts move, and where they leave it says little.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction

from anzhi.metrics.definitions import METRICS
from anzhi.metrics.model import Count, Ratio, Sum, combine, inputs
from anzhi.performance.scoring import Measured
from anzhi.values.period import Year

Values = Mapping[str, Fraction]
"""Values by metric, in the smallest unit."""


class Outlook(StrEnum):
    """How an indicator stands."""

    MET = "met"
    """Reached, and nothing but a loss of what was reached can undo it; after the year: reached."""
    ON_COURSE = "on_course"
    """Reached at the end of the year at today's pace."""
    AT_RISK = "at_risk"
    """Not reached at the end of the year at today's pace."""
    MISSED = "missed"
    """A ceiling is exceeded and the figure still rises; after the year: not reached."""


def is_over(year: Year) -> bool:
    """Is the year seen from its last day?"""
    return year.as_of == date(year.number, 12, 31)


def projected(name: str, opening: Values, actual: Values, year: Year) -> Fraction:
    """What a metric comes to on 31 December.

    Args:
        name: the metric.
        opening: values on 1 January, by metric; one that is not there stays as it is today.
        actual: values on ``year.as_of``, of the metric and of everything it is computed from.
        year: the year and the day it is seen from.
    """
    metric = METRICS[name]
    if isinstance(metric, Count | Sum):
        return _line(opening.get(name), actual[name], year)
    if isinstance(metric, Ratio) or not inputs(metric):
        return actual[name]
    return combine(metric, *(projected(part, opening, actual, year) for part in inputs(metric)))


def _line(start: Fraction | None, today: Fraction, year: Year) -> Fraction:
    passed = (year.as_of - year.first).days
    if start is None or not passed:
        return today
    there = start + (today - start) * Fraction((date(year.number, 12, 31) - year.first).days, passed)
    return there if min(start, today) < 0 else max(there, Fraction(0))


def outlook(measured: Measured, then: Fraction | None, year: Year) -> Outlook | None:
    """How an indicator stands.

    Args:
        measured: the indicator as it is today.
        then: what its figure comes to; empty for a quality.
        year: the year and the day it is seen from.

    Returns:
        None for a quality that nobody has graded.
    """
    if measured.target is None or measured.actual is None or then is None:
        return _of_quality(measured, year)
    if is_over(year):
        return Outlook.MET if measured.is_met else Outlook.MISSED
    will_be = _will_be_met(measured.comparator, measured.target, measured.actual, then)
    if measured.comparator == "at_least" and measured.is_met and will_be:
        return Outlook.MET
    if will_be:
        return Outlook.ON_COURSE
    exceeded = measured.comparator != "at_least" and measured.actual > measured.target and then > measured.actual
    return Outlook.MISSED if exceeded else Outlook.AT_RISK


def _of_quality(measured: Measured, year: Year) -> Outlook | None:
    if not measured.grade:
        return None
    if measured.is_met:
        return Outlook.MET
    return Outlook.MISSED if is_over(year) else Outlook.AT_RISK


def _will_be_met(comparator: str, target: Fraction, actual: Fraction, then: Fraction) -> bool:
    """An exact target is met on the way: whoever gets there can stop."""
    return {
        "at_least": then >= target,
        "at_most": then <= target,
        "exactly": min(actual, then) <= target <= max(actual, then),
    }[comparator]
