"""Several totals over the same rows stand in one rule, for one case and in a batch."""

import duckdb
import pyarrow as pa

from anzhi.rules.engine import batch, case, exact, running
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.rule import Rule, Version
from anzhi.rules.engine.schema import Fact, entity, schema
from anzhi.rules.engine.types import SQUARE_METRES, decimal
from anzhi.values.citation import Citation

AREAS = (Fact("lower", "下层", SQUARE_METRES), Fact("upper", "上层", SQUARE_METRES))
CASE = schema(entity("farm", "farms", "农庄"), entity("house", "houses", "房屋", *AREAS, parent="farm"))
BOTH = Version(
    None, None, Citation("某令"), "found",
    lambda farm, parameter: farm.houses.total("lower") - farm.houses.total("upper"),
)  # fmt: skip
PACK = Pack("some", "某政策", CASE, {"result": Rule("result", "结果", "farm", SQUARE_METRES, "", False, (BOTH,))}, {})
HOUSES = [(50, 20), (31, 7)]


def test_two_totals_of_one_kind_of_row_are_told_apart_alone_and_in_a_batch():
    written = [{"lower": decimal(lower, 4), "upper": decimal(upper, 4)} for lower, upper in HOUSES]
    alone = exact.Run(PACK).value("result", case.read(CASE, {"farm": {"houses": written}}, of="farm"))

    engine = running.DuckDB(duckdb.connect())
    lower, upper = map(list, zip(*HOUSES, strict=True))
    tables = {
        "farms": pa.table({"farm_id": [1], "houses": [len(HOUSES)]}),
        "houses": pa.table({"house_id": [1, 2], "farm_id": [1, 1], "lower": lower, "upper": upper}),
    }
    for name, table in tables.items():
        engine.connection.register(name, table)
    plan = batch.plan(PACK, ["result"], engine.dialect)
    engine.run(plan)

    assert alone == 50 + 31 - 20 - 7
    assert engine.rows(f"SELECT result FROM {plan.tables['farm']}") == [(alone,)]
