from datetime import date

import pytest

from anzhi.budget.actions import accounts
from anzhi.budget.models import Appropriation, Earmark, EconomicItem, Expenditure
from anzhi.values.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 1)


@pytest.fixture
def item(cast):
    accounts.load_classification(by=cast.officer)
    return EconomicItem.objects.get(code="30216")


@pytest.fixture
def paid(cast, item):
    payment = Expenditure(
        year=2021, nature="basic", item=item, amount=10_000, voucher="V1", paid_on=DAY, summary="培训"
    )
    return accounts.pay([payment], by=cast.officer)[0]


def test_a_payment_is_reversed_once(cast, paid):
    accounts.reverse(paid, voucher="V2", paid_on=DAY, by=cast.officer)

    with pytest.raises(Refused, match="该凭证已冲销"):
        accounts.reverse(paid, voucher="V3", paid_on=DAY, by=cast.officer)
    assert sum(Expenditure.objects.values_list("amount", flat=True)) == 0


def test_a_reversal_is_not_reversed(cast, paid):
    back = accounts.reverse(paid, voucher="V2", paid_on=DAY, by=cast.officer)

    with pytest.raises(Refused, match="本身是冲销"):
        accounts.reverse(back, voucher="V3", paid_on=DAY, by=cast.officer)


def test_an_appropriation_does_not_take_the_earmark_of_another_year(cast, item):
    earmark = Earmark(year=2021, name="甲", purpose="甲", ordinal=1)
    approved = Appropriation(year=2021, nature="project", item=item, earmark=earmark, amount=100)
    accounts.appropriate([earmark], [approved], by=cast.officer)

    with pytest.raises(Refused, match="年的专项") as refused:
        accounts.correct_appropriation(approved, {"year": 2022}, by=cast.officer)
    assert refused.value.field == "earmark"


def test_an_earmark_with_amounts_stays_in_its_year(cast, item):
    earmark = Earmark(year=2021, name="甲", purpose="甲", ordinal=1)
    approved = Appropriation(year=2021, nature="project", item=item, earmark=earmark, amount=100)
    accounts.appropriate([earmark], [approved], by=cast.officer)

    with pytest.raises(Refused, match="年的专项"):
        accounts.correct_earmark(earmark, {"year": 2022}, by=cast.officer)
    assert Earmark.objects.get().year == 2021
