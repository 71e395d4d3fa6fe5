"""The demo office is invented from top to bottom, and says so."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anzhi.demo.chance import Chance
from anzhi.demo.load import load
from anzhi.demo.steps import STEPS
from anzhi.office import personal_data
from anzhi.office.models import Event, Organisation
from anzhi.registry.models import Household, Person
from anzhi.values.refusal import Refused

FACTORS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11643: the weight of each of the 17 digits."""
CHECKS = "10X98765432"
NOWHERE = "439999"
"""A county code of Hunan that was never assigned."""


UNASSIGNED_PHONE, UNASSIGNED_ISSUER = "0731-0", "000000"
"""No number of Changsha begins with 0 after the area code, and no bank has six zeros for its number."""


def luhn_sum(digits: str) -> int:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(sum(divmod(number, 10)) for number in doubled)


def check_character(digits: str) -> str:
    return CHECKS[sum(int(digit) * factor for digit, factor in zip(digits, FACTORS, strict=True)) % 11]


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
class TestTheOffice:
    def test_it_has_about_six_thousand_households_and_twenty_five_thousand_people(self):
        assert 5_500 < Household.objects.count() < 6_500
        assert 20_000 < Person.objects.count() < 30_000

    def test_the_office_and_every_person_in_it_are_marked_as_invented(self):
        assert Organisation.objects.get(kind="centre").is_synthetic
        assert not Person.objects.filter(is_synthetic=False).exists()

    def test_every_identity_number_is_well_formed_and_nobodys(self):
        people = Person.objects.values_list("sealed_identity", "born_on", "is_female").order_by("pk")
        numbers = Counter()
        for sealed, born_on, is_female in people:
            number = personal_data.unseal(sealed)
            numbers[number] += 1
            assert (number[:6], number[17]) == (NOWHERE, check_character(number[:17]))
            assert (number[6:14], int(number[16]) % 2 == 0) == (f"{born_on:%Y%m%d}", is_female)
        assert numbers.total() == len(numbers) == Person.objects.count()

    def test_no_phone_and_no_account_of_a_household_can_be_anybodys(self):
        sealed = Household.objects.values_list("sealed_phone", "sealed_account")
        numbers = [tuple(map(personal_data.unseal, pair)) for pair in sealed]

        assert {phone[:6] for phone, _ in numbers} == {UNASSIGNED_PHONE}
        assert {account[:6] for _, account in numbers} == {UNASSIGNED_ISSUER}
        accounts = Counter(account for _, account in numbers)
        assert 0 < len(numbers) - len(accounts) < 10
        assert all(luhn_sum(account) % 10 == 0 for account in accounts)

    def test_no_personal_number_stands_in_the_trail(self):
        for beginning in (NOWHERE, UNASSIGNED_PHONE, UNASSIGNED_ISSUER):
            assert not Event.objects.filter(detail__icontains=f'"{beginning}').exists()

    def test_loading_it_again_does_nothing_and_says_so(self):
        before = Event.objects.count()

        assert not load()
        assert Event.objects.count() == before

    def test_everything_in_it_was_written_through_an_action(self):
        written = set(Event.objects.values_list("noun", "key").distinct())

        for model in (Household, Person, Organisation):
            keys = set(model.objects.values_list("pk", flat=True))
            streets = {key for noun, key in written if noun == "office.street"} if model is Organisation else set()
            assert keys <= {key for noun, key in written if noun == model._meta.label_lower} | streets


@pytest.mark.django_db
def test_it_is_never_loaded_over_a_real_office(cast):
    before = Event.objects.count()

    with pytest.raises(Refused, match="真实机构“甲中心”，不能装入演示数据"):
        load()
    assert Event.objects.count() == before


@pytest.mark.django_db
def test_a_step_that_fails_leaves_nothing_behind(monkeypatch):
    def fail(world):
        assert Event.objects.exists()
        raise RuntimeError("a step failed")

    monkeypatch.setattr("anzhi.demo.load.STEPS", (*STEPS[:1], ("坏", fail)))
    with pytest.raises(RuntimeError, match="a step failed"):
        load()
    assert (Organisation.objects.count(), Event.objects.count()) == (0, 0)


@given(st.integers(0, 10_000), st.integers(1, 60), st.integers(0, 20), st.integers())
def test_a_total_is_split_exactly_and_no_part_is_too_small(total, parts, least, seed):
    if total < least * parts:
        with pytest.raises(ValueError, match="cannot be split"):
            Chance(seed).partition(total, parts, least)
        return
    shares = Chance(seed).partition(total, parts, least)

    assert (sum(shares), len(shares)) == (total, parts)
    assert min(shares) >= least


@given(st.integers(1, 300), st.data())
def test_persons_are_split_exactly_into_households_of_half_persons(households, data):
    total = 5 * data.draw(st.integers(5 * households, 8 * households))
    sizes = Chance(data.draw(st.integers())).sizes(total, households)

    assert (sum(sizes), len(sizes)) == (total, households)
    assert all(5 <= size <= 65 and size % 5 == 0 for size in sizes)


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.integers())
def test_a_day_lies_within_its_range(first, days, seed):
    last = date.fromordinal(first.toordinal() + days)

    assert first <= Chance(seed).day(first, last) <= last
