import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anzhi.values.phone import Phone
from anzhi.values.refusal import Refused

MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
LANDLINES = st.from_regex(r"(010|02[0-9])-[0-9]{8}|0[3-9][0-9]{2}-[0-9]{7,8}", fullmatch=True)
NUMBERS = MOBILES | LANDLINES


@given(NUMBERS, st.data())
def test_a_number_reads_the_same_however_it_is_spaced(text: str, data: st.DataObject):
    digits = text.replace("-", "")
    cuts = data.draw(st.lists(st.integers(1, len(digits) - 1), max_size=4))
    marks = data.draw(st.lists(st.sampled_from(" -()"), min_size=len(cuts), max_size=len(cuts)))
    typed = digits
    for cut, mark in sorted(zip(cuts, marks, strict=True), reverse=True):
        typed = typed[:cut] + mark + typed[cut:]

    assert Phone.parse(typed).text == text


@given(MOBILES, st.sampled_from(["+86", "+86 ", "0086"]))
def test_the_country_code_is_no_part_of_the_number(text: str, prefix: str):
    assert Phone.parse(prefix + text).text == text


@given(NUMBERS, st.integers(0, 12), st.sampled_from(["", "x"]) | st.integers(0, 9).map(str))
def test_what_is_read_was_a_mobile_or_a_landline(text: str, place: int, inserted: str):
    typed = text[:place] + inserted + text[place + (not inserted) :]
    try:
        read = Phone.parse(typed).text
    except Refused:
        return
    assert re.fullmatch(r"1[3-9]\d{9}|0\d{2,3}-\d{7,8}", read)
    assert read.replace("-", "") == re.sub(r"\D", "", typed)


@given(st.text(max_size=20) | st.text("0123456789-+", min_size=5, max_size=16))
def test_a_refusal_never_repeats_what_was_typed(text: str):
    try:
        Phone.parse(text)
    except Refused as refusal:
        assert refusal.parameters == {}


@pytest.mark.parametrize("text", ["", "12" + "3" * 9, "1" * 11, "13" + "0" * 8, "13" + "0" * 10, "8" * 8, "0" * 12])
def test_what_nobody_can_dial_is_refused(text: str):
    with pytest.raises(Refused):
        Phone.parse(text)


@given(NUMBERS)
def test_the_mask_shows_the_first_three_and_the_last_four_and_nothing_between(text: str):
    masked = Phone(text).masked

    assert (masked[:3], masked[-4:]) == (text[:3], text[-4:])
    assert set(masked[3:-4]) == {"*"} and len(masked[3:-4]) >= 4


@given(st.integers(0, 10**7 - 1))
def test_an_invented_number_is_read_like_any_other_and_begins_as_nobodys_does(sequence: int):
    number = Phone.synthetic(sequence).text

    assert Phone.parse(number).text == number
    assert number.startswith("0731-0")
