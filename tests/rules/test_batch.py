"""One text, two executions: alone or in a batch, all come out the same to the fen, and stop for the same reasons."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet
import pytest

from anzhi.rules import packs
from anzhi.rules.engine import batch, exact, running
from anzhi.rules.engine.compiling import problem_column
from anzhi.rules.engine.pack import Pack
from tests.rules import spark
from tests.rules.population import Population, population

HOUSEHOLDS = 10_000
SEED = 20211231
Outcome = dict[tuple[str, str, int], Any]
"""By kind of row, rule and key: the value, or the reason why there is none."""


@pytest.fixture(scope="module", params=sorted(packs.PACKS))
def people(request: pytest.FixtureRequest) -> Population:
    return population(packs.load(request.param), HOUSEHOLDS, SEED)


@pytest.fixture(scope="module")
def alone(people: Population) -> Outcome:
    """Everybody computed by themselves."""
    run, found = exact.Run(people.pack), {}
    for name in people.pack.order:
        entity = people.pack.rules[name].of
        for row in people.rows[entity]:
            results = run.results(row, [name])
            found[entity, name, int(row.key)] = results.values.get(name, results.problems.get(name))
    return found


def together(pack: Pack, engine: running.Engine) -> Outcome:
    """Everybody computed at once."""
    plan = batch.plan(pack, pack.order, engine.dialect)
    engine.run(plan)
    found = {}
    for entity, table in plan.tables.items():
        rules = [name for name in pack.order if pack.rules[name].of == entity]
        wanted = [pack.schema.entities[entity].key, *rules, *map(problem_column, rules)]
        for key, *cells in engine.rows(engine.select(table, wanted)):
            for name, value, problem in zip(rules, cells, cells[len(rules) :], strict=False):
                found[entity, name, key] = value if problem is None else plan.problems[problem - 1]
                assert (value is None) is (problem is not None)
    return found


def differing(one: Outcome, other: Outcome) -> list[tuple[Any, Any, Any]]:
    assert one.keys() == other.keys()
    return [(key, one[key], other[key]) for key in one if one[key] != other[key]]


def test_duckdb_computes_everybody_as_if_alone(people: Population, alone: Outcome):
    engine = running.DuckDB(duckdb.connect())
    for name, table in people.tables().items():
        engine.connection.register(name, table)
    assert differing(alone, together(people.pack, engine))[:5] == []


def test_a_spark_cluster_computes_everybody_as_if_alone(people: Population, alone: Outcome, tmp_path: Path):
    with spark.cluster() as session:
        engine = running.Spark(session)
        for name, table in people.tables().items():
            pyarrow.parquet.write_table(table, tmp_path / f"{name}.parquet")
            engine.read(name, tmp_path / f"{name}.parquet")
        assert differing(alone, together(people.pack, engine))[:5] == []


def test_every_rule_comes_out_and_stops_often_enough_to_be_compared(people: Population, alone: Outcome):
    if not people.pack.is_fictional:
        pytest.skip("numbers of the real pack are unknown on purpose")
    values: Callable[[str], list[Any]] = lambda name: [v for (_, rule, _), v in alone.items() if rule == name]  # noqa: E731
    for name in people.pack.order:
        found = values(name)
        stopped = sum(isinstance(value, exact.Problem) for value in found)
        assert len(found) - stopped > 20, name
