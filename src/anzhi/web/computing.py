"""算 Figures for pages: computed once for a state of the record, then kept until something is written."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from django.db.models import Count, Max

from anzhi.metrics import engine
from anzhi.metrics.engine import Figures
from anzhi.office.models import Event, Seal
from anzhi.values.period import Year

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
KEPT = 64
"""Answers that are kept of one function."""
_forgetting: list[Callable[[], None]] = []


def kept(compute: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Let a function that reads the record answer from memory until something is written."""
    remembered = lru_cache(maxsize=KEPT)(lambda state, *args, **kwargs: compute(*args, **kwargs))
    _forgetting.append(remembered.cache_clear)

    @wraps(compute)
    def answer(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        return remembered(_state(), *args, **kwargs)

    return answer


def forget() -> None:
    """Keep nothing: what was computed in a transaction that was rolled back may never have been so."""
    for clear in _forgetting:
        clear()


@kept
def figures(year: Year) -> Figures:
    """All figures of a year."""
    return engine.compute(year)


@kept
def breakdown(year: Year, name: str, by: str) -> Mapping[object, Fraction]:
    """A figure's value for each value of a column of its relation, in smallest units."""
    return engine.breakdown(year, name, by)


def _state() -> tuple[int, int]:
    """What tells whether anything was written: the newest event, and how many there are since the last seal.

    Every write leaves an event. The newest alone would not do: of two transactions, the one that took its number
    first may commit last. Nothing can still come in below a seal, so only what follows it is counted.
    """
    sealed = Seal.objects.aggregate(last=Max("last_event"))["last"] or 0
    found = Event.objects.filter(pk__gt=sealed).aggregate(newest=Max("pk"), count=Count("pk"))
    return found["newest"] or sealed, found["count"]
