"""The same people computed one by one and all at once, in a form that can be compared."""

from collections.abc import Sequence
from typing import Any

import duckdb

from anzhi.rules.engine import batch, exact, running
from anzhi.rules.engine.compiling import problem_column
from anzhi.rules.engine.pack import Pack
from tests.rules.population import Population

Outcome = dict[tuple[str, str, int], Any]
"""By kind of row, rule and key: the value, or the reason why there is none."""


def alone(people: Population) -> Outcome:
    """Everybody computed by themselves."""
    run, found = exact.Run(people.pack), {}
    for name in people.pack.order:
        entity = people.pack.rules[name].of
        for row in people.rows[entity]:
            results = run.results(row, [name])
            found[entity, name, int(row.key)] = results.values.get(name, results.problems.get(name))
    return found


def together(pack: Pack, engine: running.Engine, names: Sequence[str] = ()) -> Outcome:
    """Everybody whose facts an engine holds computed at once: one query a kind of row; all rules when none is named."""
    wanted_rules = pack.closure(names) if names else pack.order
    plan = batch.plan(pack, wanted_rules, engine.dialect)
    engine.run(plan)
    found = {}
    for entity, table in plan.tables.items():
        rules = [name for name in wanted_rules if pack.rules[name].of == entity]
        wanted = [pack.schema.entities[entity].key, *rules, *map(problem_column, rules)]
        for key, *cells in engine.rows(engine.select(table, wanted)):
            for name, value, problem in zip(rules, cells, cells[len(rules) :], strict=False):
                found[entity, name, key] = value if problem is None else plan.problems[problem - 1]
                assert (value is None) is (problem is not None)
    return found


def in_duckdb(people: Population) -> Outcome:
    """Everybody computed at once on DuckDB."""
    engine = running.DuckDB(duckdb.connect())
    for name, table in people.tables().items():
        engine.connection.register(name, table)
    return together(people.pack, engine)


def differing(one: Outcome, other: Outcome) -> list[tuple[Any, Any, Any]]:
    """What is not the same: key, and both results."""
    assert one.keys() == other.keys()
    return [(key, one[key], other[key]) for key in one if one[key] != other[key]]
