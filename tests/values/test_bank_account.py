import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anzhi.values.bank_account import BankAccount
from anzhi.values.refusal import Refused

ACCOUNTS = st.text("0123456789", min_size=8, max_size=32)


def passes(text: str) -> bool:
    """ISO/IEC 7812: every second digit from the right doubled, digits of the products summed."""
    doubled = [int(d) * (1 + place % 2) for place, d in enumerate(reversed(text))]
    return sum(n - 9 * (n > 9) for n in doubled) % 10 == 0


@given(ACCOUNTS, st.integers(1, 8), st.sampled_from(" -"))
def test_an_account_reads_the_same_in_groups_and_in_one(text: str, size: int, mark: str):
    groups = mark.join(text[start : start + size] for start in range(0, len(text), size))

    assert BankAccount.parse(groups).text == text


@given(st.text("0123456789", max_size=7) | st.text("0123456789", min_size=33) | st.text("0123456789x", max_size=40))
def test_what_is_read_has_eight_to_thirty_two_digits_and_nothing_else(text: str):
    try:
        assert re.fullmatch(r"\d{8,32}", BankAccount.parse(text).text)
    except Refused as refusal:
        assert not re.fullmatch(r"\d{8,32}", text)
        assert refusal.parameters == {"length": len(text)}


@pytest.mark.parametrize("text", ["", "１" * 19, "二" * 19, "1" * 18 + "X"])
def test_what_only_looks_like_digits_is_refused(text: str):
    with pytest.raises(Refused):
        BankAccount.parse(text)


@given(ACCOUNTS)
def test_an_account_without_a_check_digit_is_taken_and_known_as_such(text: str):
    assert BankAccount.parse(text).passes_check == passes(text)


@given(ACCOUNTS, ACCOUNTS)
def test_the_mask_shows_four_digits_and_not_the_length(one: str, other: str):
    assert BankAccount(one).masked == "****" + one[-4:]
    assert len(BankAccount(one).masked) == len(BankAccount(other).masked)


@given(st.integers(0, 10**12 - 1))
def test_an_invented_account_has_a_check_digit_and_no_bank(sequence: int):
    account = BankAccount.synthetic(sequence).text

    assert BankAccount.parse(account).text == account
    assert (account[:6], len(account)) == ("000000", 19)
    assert passes(account)
