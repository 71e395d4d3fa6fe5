"""Amounts in capitals read back as what they were, by a reader that knows nothing of the library that wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anzhi.values.capitals import capitals
from anzhi.values.refusal import Refused

DIGITS = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def read(text: str) -> int:
    """Fen of an amount in capitals."""
    whole, mark, rest = text.partition("元")
    if not mark:
        whole, rest = "", text
    rest = rest.removesuffix("整").lstrip("零")
    jiao, has_jiao, fen = rest.partition("角") if "角" in rest else ("", "", rest)
    tenths = DIGITS[jiao] * 10 if has_jiao else 0
    return _whole(whole) * 100 + tenths + (DIGITS[fen.lstrip("零").removesuffix("分")] if fen else 0)


def _whole(text: str) -> int:
    for mark, size in (("亿", 10**8), ("万", 10**4)):
        above, found, below = text.rpartition(mark)
        if found:
            return _whole(above) * size + _whole(below)
    total = digit = 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        else:
            total, digit = total + digit * PLACES[character], 0
    return total + digit


@given(
    st.integers(0, 10**14 - 1)
    | st.builds(lambda digit, zeros: digit * 10**zeros, st.integers(1, 99), st.integers(0, 12))
    | st.builds(lambda whole, fen: whole * 100 + fen, st.integers(0, 10**6), st.integers(0, 99))
)
def test_an_amount_reads_back_to_the_fen(amount):
    assert read(capitals(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (5, "伍分"),
        (50, "伍角"),
        (1_000_000_000, "壹仟万元整"),
        (100_110, "壹仟零壹元壹角"),
        (100_101, "壹仟零壹元零壹分"),
        (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
        (0, "零元整"),
    ],
)
def test_amounts_are_written_as_vouchers_write_them(amount, words):
    assert capitals(amount) == words


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_different_amounts_have_different_words(one, other):
    assert (capitals(one) == capitals(other)) is (one == other)


@pytest.mark.parametrize("amount", [-1, 10**16])
def test_what_has_no_words_is_refused(amount):
    with pytest.raises(Refused, match="大写"):
        capitals(amount)
