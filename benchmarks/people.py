"""Many invented households as columns: four persons, two buildings and one crop each, every fact there."""

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from anzhi.rules.engine.batch import columns
from anzhi.rules.engine.case import Row
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.schema import Entity, Fact

PER_PROJECT = 50
ROWS = {"persons": 4, "structures": 2, "crops": 1, "land": 3}
"""Rows below each row."""
EPOCH = date(1970, 1, 1)
_DAYS = {"born_on": (date(1936, 1, 1), date(2020, 1, 1)), "plan_announced_on": (date(2009, 1, 1), date(2025, 6, 1))}
_ANY_DAY = (date(1990, 1, 1), date(2024, 12, 31))
_NUMBERS = {"亩": (100, 40_000), "平方米": (200_000, 3_000_000), "亩/人": (0, 8_000)}
"""Numbers by unit, in their smallest part."""
_ARROW = {"int64": pa.int64(), "boolean": pa.bool_(), "date": pa.date32(), "string": pa.string()}


def tables(pack: Pack, households: int, seed: int = 1) -> dict[str, pa.Table]:
    """A population as tables of facts by plural."""
    chance = np.random.default_rng(seed)
    counts = {"project": -(-households // PER_PROJECT), "household": households}
    made: dict[str, pa.Table] = {}
    for entity in pack.schema.entities.values():
        if entity.name not in counts:
            counts[entity.name] = counts[entity.parent] * ROWS[entity.plural]
        made[entity.plural] = _table(pack, entity, counts[entity.name], counts, chance)
    return made


def _table(pack: Pack, entity: Entity, rows: int, counts: dict[str, int], chance: np.random.Generator) -> pa.Table:
    data: dict[str, Any] = {entity.key: np.arange(1, rows + 1)}
    if entity.parent:
        above = counts[entity.parent]
        per = PER_PROJECT if entity.name == "household" else ROWS[entity.plural]
        data[pack.schema.entities[entity.parent].key] = np.minimum(np.arange(rows) // per + 1, above)
    for fact in entity.facts.values():
        data[fact.name] = _facts(fact, rows, chance)
    for child in pack.schema.children(entity.name):
        whole = np.full(rows, ROWS.get(child.plural, PER_PROJECT))
        if child.name == "household":
            whole[-1] = counts["household"] - PER_PROJECT * (rows - 1)
        data[child.plural] = whole
    types = columns(pack, entity.name)
    return pa.table({name: pa.array(data[name], _ARROW[types[name]]) for name in types})


def _facts(fact: Fact, rows: int, chance: np.random.Generator) -> Any:
    match fact.type.kind:
        case "flag":
            return chance.random(rows) < 0.5
        case "word":
            words = pa.array(list(fact.type.words))
            return words.take(pa.array(chance.integers(0, len(words), rows)))
        case "day":
            first, last = ((day - EPOCH).days for day in _DAYS.get(fact.name, _ANY_DAY))
            return pa.array(chance.integers(first, last, rows).astype("int32")).cast(pa.date32())
    if fact.type.unit == "人":
        return chance.choice([0, 5, 10] if "child" in fact.name else [5, 10], rows)
    low, high = _NUMBERS.get(fact.type.unit, (0, 100_000))
    return chance.integers(low, high, rows)


def rows(pack: Pack, made: dict[str, pa.Table], chosen: list[int]) -> list[Row]:
    """Some households, by their places from 0, as rows for the exact computation, with everything below them."""
    projects: dict[int, Row] = {}
    found = []
    for place in chosen:
        of = int(made["households"]["project_id"][place].as_py())
        if of not in projects:
            projects[of] = _row(pack, "project", made["projects"], of - 1, None)
        found.append(
            _with_children(pack, made, _row(pack, "household", made["households"], place, projects[of]), place)
        )
    return found


def _row(pack: Pack, entity: str, table: pa.Table, place: int, parent: Row | None) -> Row:
    facts = {name: table[name][place].as_py() for name in columns(pack, entity) if not name.endswith("_id")}
    return Row(entity, str(place + 1), facts, parent)


def _with_children(pack: Pack, made: dict[str, pa.Table], household: Row, place: int) -> Row:
    for child in pack.schema.children("household"):
        first = place * ROWS[child.plural]
        places = range(first, first + ROWS[child.plural])
        household.children[child.plural] = [_row(pack, child.name, made[child.plural], p, household) for p in places]
    return household
