from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from anzhi.budget.actions import accounts
from anzhi.budget.models import Appropriation, Earmark, EconomicItem, Expenditure
from anzhi.metrics import engine
from anzhi.values.refusal import Refused
from tests.cast import YEAR

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast):
    accounts.load_classification(by=cast.officer)
    return EconomicItem.objects.get(code="30216")


def payment(item, **changes):
    values = {
        "year": 2021,
        "nature": "project",
        "item": item,
        "amount": 10_000,
        "voucher": "V1",
        "paid_on": date(2021, 3, 1),
        "summary": "培训",
    }
    return Expenditure(**(values | changes))


def test_loading_the_classification_again_adds_nothing(cast, item):
    count = EconomicItem.objects.count()

    assert accounts.load_classification(by=cast.officer) == []
    assert EconomicItem.objects.count() == count > 90


def test_a_reversal_brings_the_total_back_and_keeps_both_rows(cast, item):
    [paid] = accounts.pay([payment(item)], by=cast.officer)
    accounts.pay([payment(item, voucher="V2", amount=500)], by=cast.officer)
    accounts.reverse(paid, voucher="V3", paid_on=date(2021, 4, 1), by=cast.officer)

    assert engine.compute(YEAR, ["spending"])["spending"].value == 500
    assert Expenditure.objects.count() == 3


@pytest.mark.parametrize("sql", ["UPDATE budget_expenditure SET amount = 1", "DELETE FROM budget_expenditure"])
def test_a_posted_payment_is_never_rewritten(cast, item, sql):
    accounts.pay([payment(item)], by=cast.officer)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_voucher_is_used_once_a_year(cast, item):
    accounts.pay([payment(item)], by=cast.officer)

    with pytest.raises(Refused, match="该年度已有此凭证号"):
        accounts.pay([payment(item)], by=cast.officer)


def test_a_payment_belongs_to_the_year_it_was_paid_in(cast, item):
    with pytest.raises(Refused, match="不在 2021 年"):
        accounts.pay([payment(item, paid_on=date(2022, 1, 1))], by=cast.officer)


def test_money_of_one_years_earmark_is_not_spent_in_another(cast, item):
    earmark = Earmark(year=2020, name="甲专项", purpose="甲", ordinal=1)
    accounts.appropriate([earmark], [], by=cast.officer)

    with pytest.raises(Refused, match="使用了 2020 年的专项"):
        accounts.pay([payment(item, earmark=earmark)], by=cast.officer)


def test_basic_spending_is_never_earmarked(cast, item):
    earmark = Earmark(year=2021, name="甲专项", purpose="甲", ordinal=1)
    accounts.appropriate([earmark], [], by=cast.officer)

    with pytest.raises(Refused, match="只有项目支出可以指定专项"):
        accounts.pay([payment(item, nature="basic", earmark=earmark)], by=cast.officer)


def test_an_item_is_approved_once_with_and_once_without_each_earmark(cast, item):
    earmark = Earmark(year=2021, name="甲专项", purpose="甲", ordinal=1)
    lines = [Appropriation(year=2021, nature="project", item=item, amount=1, earmark=e) for e in (None, earmark)]
    accounts.appropriate([earmark], lines, by=cast.officer)

    for again in (None, earmark):
        with pytest.raises(Refused, match="已有预算批复"):
            accounts.appropriate(
                [], [Appropriation(year=2021, nature="project", item=item, amount=1, earmark=again)], by=cast.officer
            )


def test_spending_outside_the_earmarks_lowers_the_rate(cast, item):
    earmark = Earmark(year=2021, name="甲专项", purpose="甲", ordinal=1)
    accounts.appropriate([earmark], [], by=cast.officer)
    accounts.pay([payment(item, earmark=earmark, amount=300), payment(item, voucher="V2", amount=100)], by=cast.officer)

    assert engine.compute(YEAR, ["earmarked_rate"])["earmarked_rate"].printed == "75%"
