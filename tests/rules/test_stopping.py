"""Whatever stops a case stops it by the same name alone and in a batch; what is too large stops the batch."""

from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from anzhi.rules.engine import batch, case, exact, running
from anzhi.rules.engine.compiling import problem_column
from anzhi.rules.engine.expression import Expression, cases, rounded
from anzhi.rules.engine.pack import Pack, View
from anzhi.rules.engine.parameters import Cell, Parameter, Period
from anzhi.rules.engine.problems import Kind
from anzhi.rules.engine.rule import Parameters, Rule, Version
from anzhi.rules.engine.schema import Fact, entity, schema
from anzhi.rules.engine.types import DAY, MONEY, SQUARE_METRES, number, word
from anzhi.values.citation import Citation

DECREE = Citation("某令")
CASE = schema(
    entity(
        "house", "houses", "房屋",
        Fact("day", "基准日", DAY),
        Fact("area", "面积", SQUARE_METRES),
        Fact("rooms", "间数", number(0, "间")),
        Fact("use", "用途", word({"home": "住宅", "stable": "畜舍", "mill": "磨坊"})),
    )
)  # fmt: skip
FIRST, SECOND, LAST = date(2000, 1, 1), date(2010, 1, 1), date(2020, 1, 1)


def rate() -> Parameter:
    """In force from 2000 to 2020; of a stable not known before 2010, of a mill never there."""
    keys = {("home",): "住宅", ("stable",): "畜舍"}
    early = {("home",): Cell(250, "found"), ("stable",): Cell(None, "unknown")}
    late = {("home",): Cell(300, "found"), ("stable",): Cell(125, "found")}
    periods = (Period(FIRST, SECOND, DECREE, "", early), Period(SECOND, LAST, DECREE, "", late))
    return Parameter("some.rate", "单价", number(2, "元/平方米"), ("用途",), keys, "", "day", LAST, periods, "")


def price(house: View, parameter: Parameters) -> Expression:
    return rounded(house.area * parameter("some.rate", house.use), MONEY)


def per_room(house: View, parameter: Parameters) -> Expression:
    return rounded(house.price, MONEY, over=house.rooms)


def of_a_home(house: View, parameter: Parameters) -> Expression:
    return cases((house.use == "home", house.area))


def rules() -> dict[str, Rule]:
    always = Version(None, None, DECREE, "found", price)
    old = Version(FIRST, date(2012, 1, 1), DECREE, "found", lambda house, parameter: house.area)
    new = Version(SECOND, date(2015, 1, 1), DECREE, "found", lambda house, parameter: house.area + house.area)
    made = [
        Rule("price", "价款", "house", MONEY, "", False, (always,)),
        Rule("per_room", "每间价款", "house", MONEY, "", False, (replace(always, text=per_room),)),
        Rule("of_a_home", "住宅面积", "house", SQUARE_METRES, "", False, (replace(always, text=of_a_home),)),
        Rule("dated", "分时段面积", "house", SQUARE_METRES, "day", False, (old, new)),
    ]
    return {rule.name: rule for rule in made}


PACK = Pack("some", "某政策", CASE, rules(), {"some.rate": rate()})
WHOLE = {"day": date(2005, 5, 5), "area": 123_4567, "rooms": 3, "use": "home"}
STOPS: dict[str, tuple[dict[str, Any], str, Kind, str]] = {
    "a fact that is missing": ({"area": None}, "price", Kind.MISSING_FACT, "house.area"),
    "a class that is missing": ({"use": None}, "price", Kind.MISSING_FACT, "house.use"),
    "a governing day that is missing": ({"day": None}, "dated", Kind.MISSING_FACT, "house.day"),
    "what a rule rests on": ({"area": None}, "per_room", Kind.MISSING_FACT, "house.area"),
    "nothing to divide by": ({"rooms": 0}, "per_room", Kind.MISSING_FACT, "house.rooms>0"),
    "no case fits": ({"use": "mill"}, "of_a_home", Kind.NO_RULE, "of_a_home"),
    "no version yet": ({"day": date(1999, 12, 31)}, "dated", Kind.NO_RULE, "dated"),
    "no version any more": ({"day": date(2015, 1, 1)}, "dated", Kind.NO_RULE, "dated"),
    "two versions": ({"day": date(2011, 1, 1)}, "dated", Kind.CONFLICT, "dated"),
    "a parameter not in force yet": ({"day": date(1999, 12, 31)}, "price", Kind.NO_PARAMETER, "some.rate"),
    "a parameter no longer in force": ({"day": LAST}, "price", Kind.NO_PARAMETER, "some.rate"),
    "a value that is not known": ({"use": "stable"}, "price", Kind.NO_PARAMETER, "some.rate[stable]@2000-01-01"),
    "a class that there is not": ({"use": "mill"}, "price", Kind.NO_PARAMETER, "some.rate[*]@2000-01-01"),
}


def table(*rows: dict[str, Any]) -> pa.Table:
    types = {"int64": pa.int64(), "date": pa.date32(), "string": pa.string()}
    columns = batch.columns(PACK, "house")
    keyed = [row | {"house_id": key} for key, row in enumerate(rows, 1)]
    return pa.table({name: pa.array([row[name] for row in keyed], types[type]) for name, type in columns.items()})


def together(facts: pa.Table, *names: str) -> list[tuple[Any, ...]]:
    """Values and problems of rules, a row a house."""
    engine = running.DuckDB(duckdb.connect())
    engine.connection.register("houses", facts)
    plan = batch.plan(PACK, names, engine.dialect)
    engine.run(plan)
    columns = [column for name in names for column in (name, problem_column(name))]
    found = engine.rows(engine.select(plan.tables["house"], ["house_id", *columns]))
    return [
        tuple(plan.problems[cell - 1] if place % 2 and cell else cell for place, cell in enumerate(cells))
        for _, *cells in sorted(found)
    ]


@pytest.mark.parametrize(("changed", "rule", "kind", "name"), STOPS.values(), ids=STOPS)
def test_a_case_stops_by_the_same_name_alone_and_in_a_batch(changed: Any, rule: str, kind: Kind, name: str):
    facts = WHOLE | changed
    alone = case.Row("house", "1", {name: value for name, value in facts.items() if value is not None})

    with pytest.raises(exact.Stop) as stopped:
        exact.Run(PACK).value(rule, alone)
    [(value, problem)] = together(table(facts), rule)

    assert (stopped.value.problem.kind, stopped.value.problem.name) == (kind, name)
    assert (value, problem) == (None, stopped.value.problem)


def test_a_whole_case_comes_out_beside_one_that_stops():
    [whole, lacking] = together(table(WHOLE, WHOLE | {"area": None}), "price", "dated")

    assert whole == (half_up_price := 30864, None, 123_4567, None)
    assert half_up_price == round(123.4567 * 250)
    assert [lacking[0], lacking[2]] == [None, None]


def test_an_amount_beyond_64_bits_stops_the_batch_instead_of_coming_out_wrong():
    too_large = table(WHOLE, WHOLE | {"area": 2**62})

    with pytest.raises(duckdb.OutOfRangeException):
        together(too_large, "price")
