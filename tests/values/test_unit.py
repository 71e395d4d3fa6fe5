from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from anzhi.values.exact import WAN_YUAN
from anzhi.values.refusal import Refused
from anzhi.values.unit import PERCENT, PERSONS, WAN, WHOLE_PERCENT, YI, count


@given(st.integers(-(10**14), 10**14))
def test_wan_yuan_print_as_decimal_rounds_them(fen: int):
    expected = (Decimal(fen) / WAN_YUAN).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    assert Decimal(WAN.number(fen)) == expected


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_percentage_claims_nothing_or_everything_only_when_it_is_so(part: int, whole: int):
    assume(part <= whole)
    share = Fraction(part, whole)
    for unit in (PERCENT, WHOLE_PERCENT):
        assert (unit.number(share) == "100") == (share == 1)
        assert (unit.number(share) == "0") == (share == 0)


@given(st.integers(-(10**12), 10**12))
def test_trimming_changes_the_look_and_not_the_number(fen: int):
    trimmed = WAN.trimmed().number(fen)
    assert Decimal(trimmed) == Decimal(WAN.number(fen))
    assert "." not in trimmed or not trimmed.endswith("0")


@given(st.integers(0, 10**7))
def test_about_never_exceeds_the_count_and_says_so_when_it_falls_short(number: int):
    text = count("户").over(number)
    floor = int(text.removesuffix("户").removesuffix("余"))
    assert floor <= number
    assert ("余" in text) == (floor < number)


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        (WAN, 423_254_000, "423.25万元"),
        (WAN, 0, "0.00万元"),
        (WAN.trimmed(), 9_599_200, "9.6万元"),
        (WAN.trimmed(), 0, "0万元"),
        (WAN, -2_000_000, "-2.00万元"),
        (YI, 58_501_234_567, "5.85亿元"),
        (YI, 835_012_345_678, "83.5亿元"),
        (PERSONS, 67745, "6774.5人"),
        (PERSONS, 50320, "5032人"),
        (WHOLE_PERCENT, Fraction(7518, 15652), "48%"),
        (PERCENT, Fraction(1830, 1831), "99.95%"),
        (PERCENT, Fraction(99_999, 100_000), "99.999%"),
    ],
)
def test_published_forms(unit, value, text):
    assert unit.text(value) == text


def test_small_counts_in_chinese_numerals():
    assert [count("项").chinese(n) for n in (2, 3, 12)] == ["两项", "三项", "十二项"]


@pytest.mark.parametrize("value", [5, -10])
def test_half_persons_and_debts_have_no_chinese_numeral(value: int):
    with pytest.raises(Refused):
        PERSONS.chinese(value)
