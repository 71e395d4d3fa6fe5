"""A file of the law is read strictly; what it holds is a number, or a day."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from anzhi.rules.engine import parameters
from anzhi.rules.engine.types import DAY
from anzhi.values.refusal import Refused

WRITTEN: dict[str, Any] = {
    "label": "须有许可证的起始日",
    "unit": "日期",
    "governed_by": "policy_date",
    "review_by": date(2027, 6, 30),
    "values": [
        {"from": date(2000, 1, 1), "to": None, "document": "某令", "certainty": "found", "value": date(1987, 1, 1)}
    ],
}


def written(value: Any) -> dict[str, Any]:
    changed = deepcopy(WRITTEN)
    changed["values"][0]["value"] = value
    return changed


@pytest.mark.parametrize("value", [date(1987, 1, 1), "1987-01-01"])
def test_a_day_of_the_law_is_read_as_a_day(value: Any):
    parameter = parameters.read("house.permit_from", written(value))

    assert parameter.type == DAY
    assert parameter.say(parameter.periods[0].cells[()].value or "") == "1987-01-01"


@pytest.mark.parametrize("value", ["1987", 1987, "8", True, {"1": "1987-01-01"}])
def test_what_is_no_day_is_refused(value: Any):
    with pytest.raises(Refused):
        parameters.read("house.permit_from", written(value))


def test_a_ratio_is_told_without_a_unit():
    parameter = parameters.read("land.fee_share", {**written("0.40"), "unit": "比例"})

    assert parameter.say(parameter.periods[0].cells[()].value or "") == "0.4"


def period(since: date, until: date | None, **changed: Any) -> dict[str, Any]:
    whole = {"from": since, "to": until, "document": "某令", "certainty": "found", "value": {"a": "1.25", "b": "2"}}
    return whole | changed


FIRST, SECOND = date(2000, 1, 1), date(2010, 1, 1)
CLASSED: dict[str, Any] = {
    "label": "某单价",
    "unit": "元/平方米",
    "by": ["类别"],
    "classes": {"a": "甲", "b": "乙"},
    "governed_by": "policy_date",
    "review_by": date(2027, 6, 30),
    "values": [period(FIRST, SECOND), period(SECOND, None)],
}
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown key": ({"vlaues": []}, "vlaues"),
    "an unknown key of a period": ({"values": [period(FIRST, None, vaule="1")]}, "vaule"),
    "a gap": ({"values": [period(FIRST, date(2009, 1, 1)), period(SECOND, None)]}, "2009-01-01"),
    "an overlap": ({"values": [period(FIRST, date(2011, 1, 1)), period(SECOND, None)]}, "2010-01-01"),
    "a period without end before another": ({"values": [period(FIRST, None), period(SECOND, None)]}, "2010-01-01"),
    "a period that ends before it begins": ({"values": [period(SECOND, FIRST)]}, "2010-01-01"),
    "no period": ({"values": []}, "values"),
    "a number without quotes": ({"values": [period(FIRST, None, value={"a": 1.25, "b": "2"})]}, "1.25"),
    "a class that is missing": ({"values": [period(FIRST, None, value={"a": "1"})]}, "b"),
    "a class that was not declared": ({"values": [period(FIRST, None, value={"a": "1", "b": "2", "c": "3"})]}, "c"),
    "a number finer than its unit": ({"values": [period(FIRST, None, value={"a": "1.255", "b": "2"})]}, "1.255"),
    "a text that is no number": ({"values": [period(FIRST, None, value={"a": "一", "b": "2"})]}, "一"),
    "a certainty that there is not": ({"values": [period(FIRST, None, certainty="sure")]}, "found"),
    "a known value marked unknown": ({"values": [period(FIRST, None, certainty="unknown")]}, "1.25"),
    "a unit that there is not": ({"unit": "元/亩·月"}, "元/亩·月"),
    "classes without what they are of": ({"by": []}, "classes"),
    "brackets that are no numbers": ({"brackets": "人"}, "a"),
    "a first day that is a text": ({"values": [period("2000-01-01", None)]}, "2000-01-01"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize(("changed", "named"), WRONG.values(), ids=WRONG)
def test_a_file_that_is_not_as_it_should_be_is_refused_by_name(changed: dict[str, Any], named: str):
    with pytest.raises(Refused) as refused:
        parameters.read("some.rate", CLASSED | changed)

    assert "some.rate" in str(refused.value)
    assert named in str(refused.value)


@pytest.mark.parametrize("key", ["label", "unit", "governed_by", "review_by", "values"])
def test_a_file_lacks_nothing(key: str):
    with pytest.raises(Refused, match=key):
        parameters.read("some.rate", {name: value for name, value in CLASSED.items() if name != key})


def test_the_day_on_which_a_period_begins_belongs_to_it():
    parameter = parameters.read(
        "some.rate", CLASSED | {"values": [period(FIRST, SECOND), period(SECOND, None, note="新")]}
    )

    assert parameter.on(date(1999, 12, 31)) is None
    assert [parameter.on(day).note for day in (FIRST, date(2009, 12, 31), SECOND)] == ["", "", "新"]  # type: ignore[union-attr]


def test_one_null_stands_for_every_class_and_is_listed_as_unknown():
    parameter = parameters.read("some.rate", CLASSED | {"values": [period(FIRST, None, value=None)]})

    assert [key for _, key in parameter.unknown] == [("a",), ("b",)]
