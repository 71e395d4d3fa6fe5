"""Single projects drawn by Hypothesis from the schema: every fact, on days near those on which the law changes.

A fact or two may be missing, a row may be lost. What fails shrinks to one household with few people, all facts there.
"""

from datetime import timedelta
from itertools import count
from typing import Any

from hypothesis import strategies as st

from anzhi.rules.engine.case import Row
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.schema import Entity, Fact, Schema, declared
from tests.rules.population import BORN, FIRST, LAST, RANGES, changing_days

ROWS = {"land": 2, "households": 2, "persons": 3, "structures": 2, "crops": 2}
"""Rows of a kind below one at most."""
LEAST = {"households": 1, "land": 1}


class Drawing:
    """Draws projects of a pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        near = {day + timedelta(days=step) for day in changing_days(pack) for step in (-1, 0, 1)}
        self.near = st.sampled_from(sorted(near, reverse=True))

    def projects(self) -> st.SearchStrategy[Row]:
        """Projects with everything below them."""
        return st.composite(lambda draw: self._project(draw))()

    def _project(self, draw: Any) -> Row:
        rows: list[Row] = []
        project = self._row(draw, self.pack.schema.entities["project"], None, rows)
        facts = [(row, name) for row in rows for name in row.facts]
        for holder, name in draw(st.lists(st.sampled_from(facts), max_size=2)):
            holder.facts.pop(name, None)
        return project

    def _row(self, draw: Any, entity: Entity, parent: Row | None, rows: list[Row]) -> Row:
        row = Row(entity.name, "", {fact.name: draw(self._values(fact)) for fact in entity.facts.values()}, parent)
        rows.append(row)
        for child in self.pack.schema.children(entity.name):
            number = draw(st.integers(LEAST.get(child.plural, 0), ROWS[child.plural]))
            row.children[child.plural] = [self._row(draw, child, row, rows) for _ in range(number)]
            row.facts[declared(child).name] = number + draw(st.sampled_from([0] * 30 + [1]))
        return row

    def _values(self, fact: Fact) -> st.SearchStrategy[Any]:
        match fact.type.kind:
            case "flag":
                return st.booleans()
            case "word":
                return st.sampled_from(list(fact.type.words))
            case "day":
                return self.near | st.dates(BORN if fact.name == "born_on" else FIRST, LAST)
        if fact.type.unit == "人":
            return st.sampled_from((10, 5, 0, 20, 3) if "child" in fact.name else (10, 5, 7))
        low, high = RANGES.get(fact.type.unit, (0, 400))
        return st.integers(low, high)


def everybody(schema: Schema, projects: list[Row]) -> dict[str, list[Row]]:
    """All rows by kind, each with a key of its own."""
    found: dict[str, list[Row]] = {entity: [] for entity in schema.entities}

    def visit(row: Row) -> None:
        found[row.entity].append(row)
        for below in row.children.values():
            for child in below:
                visit(child)

    for project in projects:
        visit(project)
    for rows in found.values():
        for key, row in zip(count(1), rows, strict=False):
            row.key = str(key)
    return found
