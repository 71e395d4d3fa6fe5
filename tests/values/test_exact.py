from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anzhi.values.exact import PERSON, WAN_YUAN, YUAN, half_up, smallest
from anzhi.values.refusal import Refused


@given(st.integers(-(10**15), 10**15))
def test_fen_survive_the_way_to_text_and_back(fen: int):
    assert smallest(str(Decimal(fen) / 100), YUAN) == fen


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6))
def test_half_up_rounds_as_decimal_does(value: Decimal):
    assert half_up(Fraction(value)) == int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


@pytest.mark.parametrize("text", ["", "一百", "1,000", "12元", "NaN", "Infinity", "1e999x"])
def test_what_is_no_number_is_refused_in_words(text: str):
    with pytest.raises(Refused):
        smallest(text, YUAN)


@pytest.mark.parametrize(("text", "scale"), [("0.001", YUAN), ("0.25", PERSON), ("1.0000001", WAN_YUAN)])
def test_finer_than_the_smallest_unit_is_refused_not_rounded(text: str, scale: int):
    with pytest.raises(Refused, match="小数位过多"):
        smallest(text, scale)


def test_half_persons_are_exact():
    assert [smallest(text, PERSON) for text in ("591.5", "6774.5", "2550.5", "1314.5")] == [5915, 67745, 25505, 13145]
