"""Phone and account of a household are sealed, indexed where that helps, and never told."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from anzhi.office import personal_data
from anzhi.office.models import Event
from anzhi.registry.actions import household_corrections, households
from anzhi.registry.models import Household
from anzhi.values.bank_account import BankAccount
from anzhi.values.phone import Phone
from anzhi.values.refusal import Refused

pytestmark = pytest.mark.django_db

PHONE, OTHER_PHONE = (Phone.synthetic(number).text for number in (1, 2))
ACCOUNT, OTHER_ACCOUNT = (BankAccount.synthetic(number).text for number in (1, 2))
KNOWN = {"phone": PHONE, "bank": "甲银行", "account": ACCOUNT}


@pytest.fixture
def household(cast):
    return cast.household(**KNOWN)


def stored(household):
    return Household.objects.get(pk=household.pk)


def trail():
    return " ".join(str(detail) for detail in Event.objects.values_list("detail", flat=True))


def test_phone_and_account_are_stored_sealed_and_shown_masked(household):
    found = stored(household)

    assert PHONE.encode() not in bytes(found.sealed_phone)
    assert ACCOUNT.encode() not in bytes(found.sealed_account)
    assert personal_data.unseal(found.sealed_phone) == PHONE
    assert personal_data.unseal(found.sealed_account) == ACCOUNT
    assert (found.masked_phone, found.masked_account) == (f"073******{PHONE[-4:]}", f"****{ACCOUNT[-4:]}")


def test_neither_they_nor_what_they_are_found_by_enter_the_trail(cast, household):
    new = {"phone": OTHER_PHONE, "account": OTHER_ACCOUNT}
    household_corrections.correct(household, new, by=cast.officer)

    secrets = [PHONE, OTHER_PHONE, ACCOUNT, OTHER_ACCOUNT]
    secrets += [personal_data.blind_index(account) for account in (ACCOUNT, OTHER_ACCOUNT)]
    assert [secret for secret in secrets if secret in trail()] == []
    event = Event.objects.get(verb="household.correct")
    assert event.detail == {"old": {}, "new": {}, "sealed": ["sealed_phone", "sealed_account"]}


def test_the_same_numbers_typed_otherwise_change_nothing(cast, household):
    same = {"phone": PHONE.replace("-", " "), "account": f"{ACCOUNT[:4]} {ACCOUNT[4:]}"}

    household_corrections.correct(household, same, by=cast.officer)

    assert not Event.objects.filter(verb="household.correct").exists()


def test_what_is_struck_out_is_gone(cast, household):
    household_corrections.correct(household, {"phone": "", "account": "", "bank": ""}, by=cast.officer)

    found = stored(household)
    assert (found.sealed_phone, found.sealed_account, found.account_index, found.bank) == (None, None, "", "")


@pytest.mark.parametrize("wrong", [{"phone": "12345"}, {"account": "1234567"}, {"bank": " "}])
def test_a_wrong_number_or_an_account_without_its_bank_stops_the_whole_registration(cast, wrong):
    good, bad = cast.facts(1, **KNOWN), cast.facts(1, **KNOWN | wrong)

    with pytest.raises(Refused):
        households.register([good, bad], by=cast.officer)
    assert not Household.objects.exists()


@pytest.mark.parametrize("values", [{"bank": ""}, {"account": "1"}, {"phone": "１" * 11}])
def test_a_correction_is_held_to_the_same(cast, household, values):
    before = Event.objects.count()

    with pytest.raises(Refused):
        household_corrections.correct(household, values, by=cast.officer)
    assert (Event.objects.count(), stored(household).bank) == (before, "甲银行")


@pytest.mark.parametrize("values", [{"bank": ""}, {"sealed_account": None}, {"account_index": ""}])
def test_the_database_keeps_an_account_with_its_bank_and_its_index(household, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Household.objects.filter(pk=household.pk).update(**values)


def test_families_may_share_an_account_and_its_index_finds_them(cast, household):
    other = households.register([replace(cast.facts(1), **KNOWN)], by=cast.officer)[0]

    found = Household.objects.filter(account_index=personal_data.blind_index(ACCOUNT))
    assert {h.pk for h in found} == {household.pk, other.pk}
    assert bytes(stored(household).sealed_account) != bytes(stored(other).sealed_account)


def test_an_account_without_a_check_digit_is_kept_and_doubted(cast, household):
    slip = ACCOUNT[:-1] + str((int(ACCOUNT[-1]) + 1) % 10)
    doubted, without = cast.household(**KNOWN | {"account": slip}), cast.household()

    assert [stored(h).has_doubtful_account for h in (household, doubted, without)] == [False, True, False]
    assert personal_data.unseal(stored(doubted).sealed_account) == slip
