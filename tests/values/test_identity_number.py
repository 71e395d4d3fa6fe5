from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from anzhi.values.identity_number import IdentityNumber
from anzhi.values.refusal import Refused

NUMBERS = st.builds(IdentityNumber.synthetic, st.dates(date(1900, 1, 1), date(2021, 12, 31)), st.integers(1, 999)).map(
    lambda number: number.text
)


@given(NUMBERS)
def test_what_is_built_can_be_read(text: str):
    assert IdentityNumber.parse(f" {text.lower()} ").text == text


@given(NUMBERS, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_is_always_noticed(text: str, position: int, wrong: str):
    assume(text[position] != wrong)
    with pytest.raises(Refused):
        IdentityNumber.parse(text[:position] + wrong + text[position + 1 :])


@given(NUMBERS, st.integers(0, 16))
def test_two_swapped_neighbours_are_always_noticed(text: str, position: int):
    assume(text[position] != text[position + 1])
    swapped = text[:position] + text[position + 1] + text[position] + text[position + 2 :]
    with pytest.raises(Refused):
        IdentityNumber.parse(swapped)


@pytest.mark.parametrize(
    "text", ["", "43010419800101", "4" * 18, "43010419801301123X", "四三零一零四一九八零零一零一一二三X"]
)
def test_malformed_numbers_are_refused_without_being_repeated(text: str):
    with pytest.raises(Refused) as refusal:
        IdentityNumber.parse(text)
    assert not text or text not in str(refusal.value)


def test_the_standard_examples_are_valid():
    assert IdentityNumber.parse("11010519491231002x").born_on == date(1949, 12, 31)
    assert IdentityNumber.parse("440524188001010014").born_on == date(1880, 1, 1)


def test_the_mask_hides_the_date_of_birth():
    number = IdentityNumber.synthetic(date(1980, 5, 6), 7)
    assert number.masked == f"439999********{number.text[-4:]}"
