"""People who do not exist, in any number: every fact of the schema drawn at random, some missing.

Days lie close to those on which the law changes.
The same population comes as rows for the exact computation and as tables for a batch.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from anzhi.rules.engine.batch import columns
from anzhi.rules.engine.case import Row
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.schema import Entity, Fact, declared

FIRST, LAST = date(1998, 1, 1), date(2027, 12, 31)
BORN = date(1935, 1, 1)
CHILDREN = {"land": (1, 4), "persons": (0, 7), "structures": (0, 3), "crops": (0, 3)}
"""How many rows of a kind there are below one: at least and at most."""
RANGES = {"亩": (1, 400_000), "平方米": (0, 4_000_000), "亩/人": (0, 15_000)}
"""Numbers by unit, in their smallest unit."""
_ARROW = {"int64": pa.int64(), "boolean": pa.bool_(), "date": pa.date32(), "string": pa.string()}


@dataclass
class Population:
    """Rows by kind, every row with its key and that of the row above."""

    pack: Pack
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def table(self, entity: str) -> pa.Table:
        """All rows of a kind as a table of facts."""
        known, found = self.pack.schema.entities[entity], self.rows[entity]
        parent = self.pack.schema.entities[known.parent].key if known.parent else ""
        data: dict[str, list[Any]] = {known.key: [int(row.key) for row in found]}
        if parent:
            data[parent] = [int(row.parent.key) if row.parent else 0 for row in found]
        for name in columns(self.pack, entity):
            if name not in data:
                data[name] = [row.facts.get(name) for row in found]
        types = columns(self.pack, entity)
        return pa.table({name: pa.array(data[name], _ARROW[types[name]]) for name in types})

    def tables(self) -> dict[str, pa.Table]:
        """Every kind's table by plural."""
        return {known.plural: self.table(name) for name, known in self.pack.schema.entities.items()}


def population(pack: Pack, households: int, seed: int, *, missing: float = 0.03, lost: float = 0.01) -> Population:
    """A population.

    Args:
        pack: whose facts, and close to whose days.
        households: how many.
        seed: the same seed gives the same people.
        missing: share of facts that were not entered.
        lost: share of lists of which a row got lost.
    """
    return _Drawing(pack, random.Random(seed), missing, lost).all(households)


class _Drawing:
    def __init__(self, pack: Pack, chance: random.Random, missing: float, lost: float) -> None:
        self.pack, self.chance, self.missing, self.lost = pack, chance, missing, lost
        self.days = sorted(changing_days(pack))
        self.made = Population(pack, {name: [] for name in pack.schema.entities})

    def all(self, households: int) -> Population:
        per_project = 40
        for first in range(0, households, per_project):
            project = self._row(self.pack.schema.entities["project"], None)
            wanted = min(per_project, households - first)
            self._children(project, counts={"households": (wanted, wanted)})
        return self.made

    def _row(self, entity: Entity, parent: Row | None) -> Row:
        row = Row(entity.name, str(len(self.made.rows[entity.name]) + 1), {}, parent)
        self.made.rows[entity.name].append(row)
        for fact in entity.facts.values():
            if self.chance.random() >= self.missing:
                row.facts[fact.name] = self._value(fact)
        return row

    def _children(self, row: Row, counts: dict[str, tuple[int, int]] = CHILDREN) -> None:
        for child in self.pack.schema.children(row.entity):
            low, high = {**CHILDREN, **counts}[child.plural]
            row.children[child.plural] = []
            for _ in range(self.chance.randint(low, high)):
                made = self._row(child, row)
                row.children[child.plural].append(made)
                self._children(made)
            chance = self.chance.random()
            if chance >= self.lost:
                row.facts[declared(child).name] = len(row.children[child.plural]) + (chance < 2 * self.lost)

    def _value(self, fact: Fact) -> Any:
        match fact.type.kind:
            case "flag":
                return self.chance.random() < 0.5
            case "word":
                return self.chance.choice(list(fact.type.words))
            case "day":
                return self._day(BORN if fact.name == "born_on" else FIRST)
        if fact.type.unit == "人":
            return self.chance.choice((0, 5, 10) if "child" in fact.name else (5, 10))
        low, high = RANGES.get(fact.type.unit, (0, 100_000))
        return self.chance.randint(low, high)

    def _day(self, first: date) -> date:
        if self.chance.random() < 0.4:
            return self.chance.choice(self.days) + timedelta(days=self.chance.choice((-1, 0, 1)))
        return first + timedelta(days=self.chance.randrange((LAST - first).days))


def changing_days(pack: Pack) -> Iterator[date]:
    """Days on which something changes."""
    for parameter in pack.parameters.values():
        yield from (period.since for period in parameter.periods)
    for rule in pack.rules.values():
        yield from (version.since for version in rule.versions if version.since)
