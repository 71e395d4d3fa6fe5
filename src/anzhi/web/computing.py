"""算 Figures for pages: computed once for a state of the record, then kept until something is written."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from django.db.models import Max

from anzhi.metrics import engine
from anzhi.metrics.engine import Figures
from anzhi.office.models import Event
from anzhi.values.period import Year


def figures(year: Year) -> Figures:
    """All figures of a year."""
    return _computed(year, newest_event())


def breakdown(year: Year, name: str, by: str) -> Mapping[object, Fraction]:
    """A figure's value for each value of a column of its relation, in smallest units."""
    return _broken_down(year, name, by, newest_event())


def newest_event() -> int:
    """Number of the newest event. Every write leaves one, so what was computed under this number still holds."""
    return Event.objects.aggregate(newest=Max("pk"))["newest"] or 0


@lru_cache(maxsize=16)
def _computed(year: Year, event: int) -> Figures:
    return engine.compute(year)


@lru_cache(maxsize=64)
def _broken_down(year: Year, name: str, by: str, event: int) -> Mapping[object, Fraction]:
    return engine.breakdown(year, name, by)
