"""Building expressions: what cannot be added, compared or decided is found while a rule's text is read."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anzhi.rules.engine import exact
from anzhi.rules.engine.case import Row
from anzhi.rules.engine.expression import (
    FactValue,
    age,
    cases,
    constant,
    in_months,
    known,
    larger,
    months,
    rounded,
    smaller,
)
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.schema import Fact, entity, schema
from anzhi.rules.engine.types import DAY, FLAG, MONEY, MU, SQUARE_METRES, Type, number, word
from anzhi.values.exact import half_up

USES = word({"home": "住宅", "stable": "畜舍"})
TYPES = {
    "area": SQUARE_METRES, "land": MU, "money": MONEY, "count": number(0, ""), "price": number(2, "元/平方米"),
    "built_on": DAY, "left_on": DAY, "is_old": FLAG, "use": USES,
}  # fmt: skip
PACK = Pack(
    "some", "某政策", schema(entity("house", "houses", "房屋", *map(Fact, TYPES, TYPES, TYPES.values()))), {}, {}
)
F = {name: FactValue("house", name, name, type) for name, type in TYPES.items()}
NUMBERS = st.integers(-(10**9), 10**9)


def value(expression: Any, **facts: Any) -> Any:
    return exact.Run(PACK).of(expression, Row("house", "1", facts))


WRONG: dict[str, Callable[[], Any]] = {
    "square metres and mu added": lambda: F["area"] + F["land"],
    "money compared with an area": lambda: F["money"] > F["area"],
    "the smaller of two units": lambda: smaller(F["area"], F["land"]),
    "cases of two units": lambda: cases((F["is_old"], F["area"]), otherwise=F["money"]),
    "a number and a word": lambda: F["area"] == F["use"],
    "a day plus a number": lambda: F["built_on"] + 1,
    "a flag times a number": lambda: F["is_old"] * F["area"],
    "words in an order": lambda: F["use"] < F["use"],
    "flags in an order": lambda: F["is_old"] < F["is_old"],
    "a number as a condition": lambda: cases((F["area"], 1), otherwise=0),
    "a number and a flag joined": lambda: F["area"] & F["is_old"],
    "the opposite of a number": lambda: ~F["area"],
    "a word that there is not": lambda: F["use"] == "barn",
    "age of a number": lambda: age(F["area"], F["built_on"]),
    "months of a flag": lambda: months(F["is_old"], F["built_on"]),
    "a word rounded": lambda: rounded(F["use"], MONEY),
    "is a sum known": lambda: known(F["area"] + F["area"]),
    "an if": lambda: 1 if F["is_old"] else 0,
    "a chained comparison": lambda: 0 < F["area"] < 1,
    "a text's and": lambda: F["is_old"] and F["is_old"],
}


@pytest.mark.parametrize("build", WRONG.values(), ids=WRONG)
def test_what_makes_no_sense_cannot_be_written(build: Callable[[], Any]):
    with pytest.raises(TypeError):
        build()


@given(NUMBERS, NUMBERS)
def test_numbers_of_two_scales_meet_on_the_finer_one(area: int, count: int):
    total = F["area"] + F["count"]

    assert total.type == SQUARE_METRES
    assert value(total, area=area, count=count) == area + count * 10_000
    assert value(F["count"] - F["area"], area=area, count=count) == count * 10_000 - area
    assert value(F["area"] >= F["count"], area=area, count=count) == (area >= count * 10_000)
    assert value(larger(F["area"], F["count"]), area=area, count=count) == max(area, count * 10_000)


@given(NUMBERS, NUMBERS)
def test_a_product_has_both_scales_and_is_exact(area: int, price: int):
    product = F["area"] * F["price"]

    assert product.type.scale == 6
    assert value(product, area=area, price=price) == area * price


@given(NUMBERS, st.integers(1, 10**6), st.sampled_from([number(0, ""), MONEY, SQUARE_METRES, number(8, "")]))
def test_a_quotient_is_rounded_once_to_the_unit_asked_for(money: int, count: int, to: Type):
    quotient = Fraction(money, 100) / count * 10**to.scale

    assert value(rounded(F["money"], to, over=F["count"]), money=money, count=count) == half_up(quotient)


@pytest.mark.parametrize("count", [0, -3])
def test_nothing_is_divided_by_nothing_or_less(count: int):
    with pytest.raises(exact.Stop) as stopped:
        value(rounded(F["money"], MONEY, over=F["count"]), money=100, count=count)

    assert stopped.value.problem.name == "house.count>0"


@given(st.dates(date(1930, 1, 1), date(2030, 1, 1)), st.dates(date(1930, 1, 1), date(2030, 1, 1)))
def test_years_and_months_count_birthdays_and_like_days(since: date, until: date):
    facts = {"built_on": since, "left_on": until}
    in_between = value(months(F["built_on"], F["left_on"]), **facts)

    years = value(age(F["built_on"], F["left_on"]), **facts)

    assert years == in_between // 12
    assert value(months(F["built_on"], F["built_on"]), **facts) == 0
    assert (in_between >= 0) is (since <= until)


def test_years_become_months():
    assert value(in_months(constant(7))) == 84


def test_the_second_of_two_conditions_is_only_asked_where_the_first_does_not_decide():
    both, either = F["is_old"] & (F["area"] > 0), F["is_old"] | (F["area"] > 0)

    assert value(both, is_old=False) is False
    assert value(either, is_old=True) is True
    for joined, first in ((both, True), (either, False)):
        with pytest.raises(exact.Stop):
            value(joined, is_old=first)
