"""算 Figures for pages: computed once for a state of the record, then kept until what they read is written to."""

import os
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from fractions import Fraction
from functools import lru_cache, wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.db import connection
from django.db.models import Count, Max

from anzhi.metrics import engine
from anzhi.metrics.definitions import METRICS
from anzhi.metrics.engine import Figures
from anzhi.office.models import Event, Seal
from anzhi.registry.models import Household
from anzhi.trials import population
from anzhi.trials.population import Population
from anzhi.values.finding import Finding
from anzhi.values.period import Year

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Memory:
    """Answers by question. Who asks for one that is being worked out waits for it instead of working it out too."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._answers: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = Lock()

    def answer(self, question: Hashable, work: Callable[[], Any]) -> Any:
        """The answer that is kept, else the one that is worked out now. What goes wrong is not kept."""
        with self._lock:
            kept = self._answers.get(question)
            answer = self._answers[question] = kept or Future()
            self._answers.move_to_end(question)
            if len(self._answers) > self._size:
                self._answers.popitem(last=False)
        if kept is None:
            try:
                answer.set_result(work())
            except BaseException as error:
                with self._lock:
                    self._answers.pop(question, None)
                answer.set_exception(error)
        return answer.result()

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._answers.clear()


_whole, _passes = Memory(256), Memory(2048)
"""What depends on anything that is written; passes over relations, each of which depends on a few tables only."""
_trials, _populations = Memory(16), Memory(2)
"""What is large: what a policy would do to everybody, and the facts of everybody. Few are kept."""
_calm = ThreadPoolExecutor(1, "figures", lambda: os.nice(5))
"""Passes go one after the other, and where they have to share the processor they leave it to the lists and files that
somebody else waits for. (On Linux, a thread has a niceness of its own.)"""


def kept(compute: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Let a function that reads the record answer from memory until something is written."""
    return _kept_in(_whole, compute)


def tried(compute: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The same for a trial of a policy, of which few are kept."""
    return _kept_in(_trials, compute)


def _kept_in(memory: Memory, compute: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    @wraps(compute)
    def answer(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        question = (_State(), compute, args, tuple(kwargs.items()))
        return memory.answer(question, lambda: compute(*args, **kwargs))

    return answer


def forget() -> None:
    """Keep nothing: what was computed in a transaction that was rolled back may never have been so."""
    for memory in (_whole, _passes, _trials, _populations):
        memory.clear()


def everybody(on: date) -> Population:
    """The facts of the whole office on a day of computing."""
    return _populations.answer((_State(), on), lambda: population.everybody(on))


def facts(on: date, households: Collection[int]) -> Population:
    """The facts of some households on a day of computing; those of everybody are read, and kept, only for many."""
    if 2 * len(households) > Household.objects.count():
        return population.of_households(everybody(on), households)
    return population.read(on, households)


@kept
def figures(year: Year) -> Figures:
    """All figures of a year."""
    return compute(year)


@kept
def findings(year: Year) -> list[Finding]:
    """What the identities say of a year's figures."""
    return engine.check(figures(year), breakdown)


def compute(year: Year, names: Sequence[str] | None = None) -> Figures:
    """The named figures, or all, as ``engine.compute`` does it; passes over tables that nobody wrote to are kept."""
    state = _State()
    return engine.compute(
        year, names, lambda one: _passes.answer((state.of(one.relation), one), lambda: _calmly(engine.scan, one))
    )


def breakdown(year: Year, name: str, by: str) -> Mapping[object, Fraction]:
    """A figure's value for each value of a column of its relation, in smallest units."""
    question = (_State().of(METRICS[name].of), year, name, by)
    return _passes.answer(question, lambda: _calmly(engine.breakdown, year, name, by))


def _calmly(work: Callable[Asked, Answer], *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
    """What a function answers, worked out beside the pages."""
    if connection.in_atomic_block:  # another connection would not see what this one has written
        return work(*args, **kwargs)
    return _calm.submit(_and_disconnect, work, *args, **kwargs).result()


def _and_disconnect(work: Callable[Asked, Answer], *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
    try:
        return work(*args, **kwargs)
    finally:
        connection.close()


class _State:
    """What tells whether anything was written: by table, the newest event and how many there are since the last seal.

    Every write leaves an event. The newest alone would not do: of two transactions, the one that took its number
    first may commit last. Nothing can still come in below a seal, so only what follows it is counted.
    """

    def __init__(self) -> None:
        self._sealed = Seal.objects.aggregate(last=Max("last_event"))["last"] or 0
        events = Event.objects.filter(pk__gt=self._sealed).order_by("noun")
        self._written = tuple(events.values_list("noun").annotate(Max("pk"), Count("pk")))

    def of(self, relation: str) -> Hashable:
        """The state of the tables that a relation is made from."""
        read = engine.tables(relation)
        return self._sealed, tuple(written for written in self._written if _tables(written[0]) & read)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _State) and (self._sealed, self._written) == (other._sealed, other._written)

    def __hash__(self) -> int:
        return hash((self._sealed, self._written))


@lru_cache
def _tables(noun: str) -> frozenset[str]:
    """The tables that a record of a kind is written to."""
    model = apps.get_model(noun)
    return frozenset(kind._meta.db_table for kind in (model, *model._meta.get_parent_list()))
