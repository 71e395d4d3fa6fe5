from datetime import date

import pytest

from anzhi.housing.actions import allotments, estates
from anzhi.housing.models import Allotment, Estate
from anzhi.values.refusal import Refused

pytestmark = pytest.mark.django_db


def home(approval, estate, unit="1栋101", persons=30, on=date(2021, 8, 1)):
    return Allotment(approval=approval, estate=estate, unit=unit, housed_on=on, persons=persons)


def test_one_home_goes_to_one_household(cast):
    estate = cast.estate()
    allotments.allot([home(cast.approve(cast.household()), estate)], by=cast.officer)

    with pytest.raises(Refused, match="此房已分给另一户"):
        allotments.allot([home(cast.approve(cast.household()), estate)], by=cast.officer)


def test_nobody_gets_homes_for_more_persons_than_approved(cast):
    estate, approval = cast.estate(), cast.approve(cast.household())
    allotments.allot([home(approval, estate, "1栋101", 20)], by=cast.officer)

    with pytest.raises(Refused, match=r"审批 3人，累计分房 3\.5人"):
        allotments.allot([home(approval, estate, "1栋102", 15)], by=cast.officer)
    assert Allotment.objects.count() == 1


def test_cash_gets_no_home(cast):
    with pytest.raises(Refused, match="不是保障住房安置"):
        allotments.allot([home(cast.approve(cast.household(), option="cash"), cast.estate())], by=cast.officer)


def test_no_home_before_the_estate_is_delivered(cast):
    [estate] = estates.register(
        [Estate(name="乙小区", street=cast.street, approved_on=date(2020, 1, 1))], by=cast.officer
    )
    approval = cast.approve(cast.household())
    with pytest.raises(Refused, match="尚未交付"):
        allotments.allot([home(approval, estate)], by=cast.officer)

    estates.start(estate, date(2020, 5, 1), by=cast.officer)
    estates.deliver(estate, date(2021, 7, 1), by=cast.officer)
    allotments.allot([home(approval, estate)], by=cast.officer)


def test_no_home_before_the_approval(cast):
    with pytest.raises(Refused, match="早于安置审批日期"):
        allotments.allot([home(cast.approve(cast.household()), cast.estate(), on=date(2021, 5, 1))], by=cast.officer)


def test_an_estate_starts_only_after_it_was_approved(cast):
    [estate] = estates.register([Estate(name="乙小区", street=cast.street)], by=cast.officer)

    with pytest.raises(Refused, match="尚未立项批准"):
        estates.start(estate, date(2021, 5, 1), by=cast.officer)


def test_a_forecast_keeps_why_it_moved(cast):
    [estate] = estates.register([Estate(name="乙小区", street=cast.street)], by=cast.officer)

    estates.forecast(estate, date(2023, 1, 1), delay_reason="规划调整", by=cast.officer)
    estate.refresh_from_db()
    assert (estate.expected_on, estate.delay_reason) == (date(2023, 1, 1), "规划调整")
