"""One text, two executions: alone or in a batch, all come out the same to the fen, and stop for the same reasons."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from anzhi.rules import packs
from anzhi.rules.engine import running
from anzhi.rules.engine.problems import Problem
from tests.rules import spark
from tests.rules.conftest import Computed
from tests.rules.together import differing, in_duckdb, together

Both = dict[str, Computed]
STOPPING = ("house_compensation", "overdue_transition_fee", "legality")
"""Rules that rest on numbers which nobody knows yet; all of them on a cluster take minutes to plan."""


@pytest.fixture(scope="module")
def session() -> Any:
    with spark.cluster() as started:
        yield started


@pytest.mark.parametrize("pack", packs.PACKS)
def test_duckdb_computes_everybody_as_if_alone(pack: str, computed: Both):
    people, alone = computed[pack]

    found = differing(alone, in_duckdb(people))[:5]
    assert found == []


@pytest.mark.parametrize(("pack", "names"), [("example", ()), ("changsha", STOPPING)], ids=["example", "changsha"])
def test_a_spark_cluster_computes_everybody_as_if_alone(
    pack: str, names: Sequence[str], computed: Both, session: Any, tmp_path: Path
):
    people, alone = computed[pack]
    engine = running.Spark(session)
    for name, table in people.tables().items():
        pyarrow.parquet.write_table(table, tmp_path / f"{name}.parquet")
        engine.read(name, tmp_path / f"{name}.parquet")

    found = together(people.pack, engine, names)
    rules = {rule for _, rule, _ in found}
    assert rules == set(people.pack.closure(names) if names else people.pack.order)
    assert differing({key: value for key, value in alone.items() if key[1] in rules}, found)[:5] == []


def test_every_rule_comes_out_and_stops_often_enough_to_be_compared(example: Computed):
    for name in example.people.pack.order:
        found = [value for (_, rule, _), value in example.alone.items() if rule == name]
        stopped = sum(isinstance(value, Problem) for value in found)
        assert len(found) - stopped > 20, name
        assert stopped or len(found) < 1000, name
