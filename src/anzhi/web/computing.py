"""算 Figures for pages: computed once for a state of the record, then kept until something is written."""

from functools import lru_cache

from django.db.models import Max

from anzhi.metrics import engine
from anzhi.metrics.engine import Figures
from anzhi.office.models import Event
from anzhi.values.period import Year


def figures(year: Year) -> Figures:
    """All figures of a year. Every write leaves an event, so the newest event tells whether they still hold."""
    return _computed(year, Event.objects.aggregate(newest=Max("pk"))["newest"] or 0)


@lru_cache(maxsize=8)
def _computed(year: Year, newest_event: int) -> Figures:
    return engine.compute(year)
