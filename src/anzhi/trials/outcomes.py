"""得失 What a change does to those it is tried on: the sums, who gains and who loses, and who cannot be compared."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from anzhi.registry.models import Crop, Household, Membership, Structure
from anzhi.rules import whatif
from anzhi.rules.engine.problems import Problem
from anzhi.rules.engine.types import COUNT, Type
from anzhi.rules.facts import CONSTRUCTIONS, CROP_CLASSES
from anzhi.rules.whatif import Effect, Summary
from anzhi.trials import population
from anzhi.trials.population import Population
from anzhi.trials.requests import Request

GAINS, LOSES, SAME, STOPPED = "gains", "loses", "same", "stopped"
KINDS = (GAINS, LOSES, SAME, STOPPED)
"""What a change can do to a row, in the order of the pages."""


@dataclass(frozen=True)
class Place:
    """Where a row belongs: its household, the project, the street, and what it is called within the household."""

    household: int
    number: str
    head: str
    project: str
    street: str
    name: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a trial came to.

    Attributes:
        request: what was asked.
        effects: a row each, by key.
    """

    request: Request
    effects: tuple[Effect, ...]

    @property
    def type(self) -> Type:
        """What is compared: an amount of its unit; of a flag, how many it is true of."""
        found = self.request.change.pack.rules[self.request.change.rule].type
        return found if found.kind == "number" else COUNT

    @property
    def entity(self) -> str:
        """The kind of row that is compared."""
        return self.request.change.pack.rules[self.request.change.rule].of

    @cached_property
    def summary(self) -> Summary:
        """All together."""
        return whatif.summary(self.effects)

    @cached_property
    def bars(self) -> list[tuple[int, int, int]]:
        """How many gain or lose how much."""
        return whatif.distribution(self.effects)

    @cached_property
    def by_kind(self) -> dict[str, tuple[Effect, ...]]:
        """Effects by what they are; those that gain or lose most first, and otherwise by key."""
        found: dict[str, list[Effect]] = {kind: [] for kind in KINDS}
        for effect in self.effects:
            found[kind_of(effect)].append(effect)
        return {
            kind: tuple(sorted(some, key=lambda e: (-abs(e.difference or 0), e.key))) for kind, some in found.items()
        }

    @cached_property
    def reasons(self) -> list[tuple[Problem, int]]:
        """Why rows cannot be compared, and how many stop there first; the most frequent first."""
        counts = Counter(reason for effect in self.effects if (reason := effect.before_problem or effect.after_problem))
        return sorted(counts.items(), key=lambda found: (-found[1], found[0]))


def kind_of(effect: Effect) -> str:
    """What a change does to a row."""
    if effect.difference is None:
        return STOPPED
    return GAINS if effect.difference > 0 else LOSES if effect.difference < 0 else SAME


def outcome(request: Request, everybody: Population, households: Collection[int]) -> Outcome:
    """Try a change.

    Args:
        request: what is asked.
        everybody: the facts of the office on the day of computing.
        households: keys of those that it is tried on.
    """
    some = population.of_households(everybody, households)
    return Outcome(request, tuple(whatif.effects(request.change, some)))


def places(entity: str, keys: Iterable[int]) -> dict[int, Place]:
    """Where rows of a kind belong, by key."""
    model, prefix, path, words = _KINDS[entity]
    paths = [f"{prefix}{name}" for name in _PATHS] + ([path] if path else [])
    found = {}
    for some in population.parts(keys, _TOGETHER):
        for key, household, number, head, project, street, *names in model.objects.filter(pk__in=some).values_list(
            "pk", *paths
        ):
            name = names[0] if names else ""
            found[key] = Place(household, number, head, project, street, words.get(name, name))
    return found


_TOGETHER = 5_000
"""Rows of one read."""
_PATHS = ("pk", "number", "head_name", "project__name", "street__name")
_KINDS: Mapping[str, tuple[Any, str, str, Mapping[str, str]]] = {
    "household": (Household, "", "", {}),
    "person": (Membership, "household__", "person__name", {}),
    "structure": (Structure, "household__", "construction", CONSTRUCTIONS),
    "crop": (Crop, "household__", "crop_class", CROP_CLASSES),
}
"""Kinds of rows: their records, the way to the household, where their name stands, and what it means."""
