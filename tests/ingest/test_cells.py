"""A cell is read as what a clerk meant, or refused in words; it never raises anything else."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anzhi.ingest.cells import (
    Account,
    Choice,
    Code,
    CreditCode,
    Day,
    Exact,
    Identity,
    Kind,
    Telephone,
    Text,
    Unreadable,
    Whole,
    YesNo,
)
from anzhi.values.exact import MU, YUAN
from anzhi.values.identity_number import IdentityNumber
from anzhi.values.refusal import Refused

KINDS: list[Kind] = [
    Text(40), Code(20), Day(), Whole(0, 32767), Exact(YUAN, -(10**15)), Exact(MU), YesNo(),
    Choice({"legal": "合法", "temporary": "批准的临时建筑"}), Choice({1: "第一年龄段", 2: "第二年龄段"}), Identity(),
    CreditCode(18), Telephone(), Account(),
]  # fmt: skip
CELLS = st.one_of(
    st.none(), st.booleans(), st.text(), st.floats(), st.dates(), st.datetimes(), st.times(), st.timedeltas(),
    st.from_regex(r"[-+]?[\d０-９,.]{0,40}", fullmatch=True), st.from_regex(r"\d{4}[-/.年]\d{1,3}[-/.月]\d{1,3}日?"),
    st.builds(Unreadable, st.just(Refused("错误值"))),
)  # fmt: skip


@given(kind=st.sampled_from(KINDS), cell=CELLS)
def test_a_cell_is_read_or_refused(kind, cell):
    try:
        value = kind.read(cell)
    except Refused as refusal:
        assert str(refusal)
    else:
        assert isinstance(kind.text(value), str)


@pytest.mark.parametrize(
    "cell",
    [
        date(2021, 3, 1), datetime(2021, 3, 1, 8, 30), "2021-03-01", "2021-3-1", "2021/3/1", "2021.3.1", "2021年3月1日",
        "２０２１－３－１", " 2021 年 3 月 1 日　", "20210301", 20210301.0, "2021-03-01 00:00:00",
    ],
)  # fmt: skip
def test_a_day_in_the_ways_clerks_write_it(cell):
    assert Day().read(cell) == date(2021, 3, 1)


@pytest.mark.parametrize(
    "cell",
    [44256.0, "21-3-1", "2021-3", "2021-2-30", "三月一日", "1021-03-01", "2021-3/1", True, time(3), timedelta(1)],
)
def test_what_may_be_another_day_is_refused(cell):
    with pytest.raises(Refused):
        Day().read(cell)


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("1,234.50", 123450), ("１２３４．５", 123450), (1234.5, 123450), (0.1 + 0.2, 30), (1e-2, 1), (" 7 ", 700),
        (-3.0, -300), ("1234567890123.45", 123456789012345),
    ],
)  # fmt: skip
def test_an_amount_is_exact(cell, fen):
    assert Exact(YUAN, -(10**15)).read(cell) == fen


@pytest.mark.parametrize(
    "cell",
    [
        "12元",
        "1,23",
        "1e3",
        "0x10",
        "",
        "１２３．４５６",
        0.001,
        float("inf"),
        float("nan"),
        1e20,
        "1" * 31,
        "--1",
        True,
    ],
)
def test_what_is_no_exact_amount_is_refused(cell):
    with pytest.raises(Refused):
        if Exact(YUAN).read(cell) is None:
            raise Refused("空")


def test_a_number_that_lost_its_end_is_not_an_identity_number():
    number = IdentityNumber.synthetic(date(1980, 1, 1), 1).text

    with pytest.raises(Refused, match="文本"):
        Identity().read(float(number[:17] + "0"))


def test_an_identity_number_is_not_repeated_when_it_is_refused():
    number = IdentityNumber.synthetic(date(1980, 1, 1), 1).text
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")

    with pytest.raises(Refused) as refused:
        Identity().read(wrong)

    assert wrong[6:14] not in str(refused.value)


def test_a_phone_that_a_spreadsheet_took_for_a_number_is_the_phone_it_shows():
    mobile = int("1" + "5" * 10)

    assert Telephone().read(float(mobile)) == str(mobile)


def test_an_account_that_a_spreadsheet_took_for_a_number_is_refused_however_short():
    with pytest.raises(Refused, match="文本"):
        Account().read(12345678.0)


@given(st.text("0123456789-", min_size=5, max_size=20) | st.floats(1e6, 1e22))
def test_a_phone_or_an_account_is_never_repeated_in_clear(cell):
    for kind in (Telephone(), Account()):
        try:
            assert sum(character.isdigit() for character in kind.text(kind.read(cell))) <= 7
        except Refused as refusal:
            assert refusal.parameters.keys() <= {"length"}


@pytest.mark.parametrize(
    ("cell", "text"), [(1001.0, "1001"), (12.5, "12.5"), ("  张\u3000三 ", "张 三"), ("张\n三", "张 三")]
)
def test_a_text_kept_as_a_number_is_the_text_it_shows(cell, text):
    assert Text(20).read(cell) == text


@pytest.mark.parametrize("cell", [date(2021, 3, 1), True, "a\x00b", 1e16, "长" * 21])
def test_what_a_spreadsheet_made_of_a_text_is_refused(cell):
    with pytest.raises(Refused):
        Text(20).read(cell)


def test_a_code_in_full_width_characters_is_the_plain_one():
    assert Code(20).read("　Ｈ－００ １") == "H-001"


@pytest.mark.parametrize("cell", ["", "  ", "\u3000", "\u200b\xa0", None])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
def test_a_cell_of_blanks_is_blank(kind, cell):
    assert kind.read(cell) is None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
def test_a_cell_in_error_is_never_blank(kind):
    with pytest.raises(Refused, match="错误值"):
        kind.read(Unreadable(Refused("错误值")))
