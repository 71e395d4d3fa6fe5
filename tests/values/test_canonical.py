"""One value, one sequence of bytes; and no two values share one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anzhi.values.canonical import decode, encode
from anzhi.values.refusal import Refused

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    TEXTS | st.booleans(), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4)
)
GOLDEN = [
    ("", b"t0:"),
    ("户", b"t3:\xe6\x88\xb7"),
    (True, b"y"),
    (False, b"n"),
    ([], b"l0:"),
    (["1", "23"], b"l2:t1:1t2:23"),
    (["12", "3"], b"l2:t2:12t1:3"),
    ({"b": True, "a": "1.50", "é": []}, b"m3:t1:at4:1.50t1:byt2:\xc3\xa9l0:"),
    ({"persons": [{"born_on": "1980-01-01"}]}, b"m1:t7:personsl1:m1:t7:born_ont10:1980-01-01"),
]

DAMAGED = [b"", b"x", b"t3:ab", b"t01:a", b"y ", b"l1:", b"m1:yy", b"m2:t1:byt1:ay", b"t1:\xff"]


@pytest.mark.parametrize(("value", "content"), GOLDEN, ids=str)
def test_bytes_written_down_once_are_the_bytes_for_ever(value, content):
    assert encode(value) == content
    assert decode(content) == value


@given(VALUES, VALUES)
def test_two_values_have_the_same_bytes_only_if_they_are_the_same(one, other):
    assert (encode(one) == encode(other)) is (plain(one) == plain(other))


def plain(value):
    """A value with its kinds told apart: to Python True is 1."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else (type(value), value)


@given(VALUES)
def test_a_value_comes_back_from_its_bytes(value):
    assert decode(encode(value)) == value


@given(st.dictionaries(TEXTS, TEXTS, min_size=2, max_size=5), st.randoms())
def test_the_order_in_which_facts_were_entered_does_not_matter(value, chance):
    pairs = list(value.items())
    chance.shuffle(pairs)
    assert encode(dict(pairs)) == encode(value)


@given(VALUES, st.data())
def test_one_byte_more_less_or_other_is_noticed(value, data):
    content = encode(value)
    place = data.draw(st.integers(0, len(content)))
    byte = bytes([data.draw(st.integers(0, 255))])
    for altered in (content[:place] + byte + content[place:], content[:place] + content[place + 1 :]):
        if altered != content:
            try:
                assert decode(altered) != value
            except Refused:
                continue


@pytest.mark.parametrize("content", DAMAGED, ids=str)
def test_what_is_no_canonical_content_is_refused(content):
    with pytest.raises(Refused, match="规范字节"):
        decode(content)


@pytest.mark.parametrize("value", [1, 1.5, None, {"a": None}, {1: "a"}, b"a", ["a", 2]], ids=str)
def test_numbers_and_nothing_have_no_canonical_form(value):
    with pytest.raises(TypeError):
        encode(value)
