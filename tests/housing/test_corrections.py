from datetime import date

import pytest

from anzhi.casework.actions import approvals
from anzhi.housing.actions import allotments, estates
from anzhi.housing.models import Allotment
from anzhi.values.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2021, 7, 1)


@pytest.fixture
def home(cast):
    approval = cast.approve(cast.household(3))
    allotment = Allotment(approval=approval, estate=cast.estate(), unit="1-101", housed_on=DAY, persons=20)
    return allotments.allot([allotment], by=cast.officer)[0]


def test_a_home_does_not_come_to_house_more_than_were_approved(cast, home):
    allotments.correct(home, {"persons": 30}, by=cast.officer)

    with pytest.raises(Refused, match="超出审批人数") as refused:
        allotments.correct(home, {"persons": 31}, by=cast.officer)
    assert refused.value.field == "persons"
    assert Allotment.objects.get().persons == 30


def test_other_homes_of_the_approval_count_too(cast, home):
    other = Allotment(approval=home.approval, estate=home.estate, unit="1-102", housed_on=DAY, persons=10)
    allotments.allot([other], by=cast.officer)

    with pytest.raises(Refused, match="超出审批人数"):
        allotments.correct(other, {"persons": 11}, by=cast.officer)


@pytest.mark.parametrize("day", [date(2014, 12, 31), date(2021, 5, 31)])
def test_a_home_is_not_moved_before_its_delivery_or_approval(cast, home, day):
    with pytest.raises(Refused) as refused:
        allotments.correct(home, {"housed_on": day}, by=cast.officer)
    assert refused.value.field == "housed_on"


def test_a_home_does_not_move_to_an_estate_that_was_delivered_later(cast, home):
    later = cast.estate("乙小区")
    estates.correct(later, {"delivered_on": date(2021, 7, 2)}, by=cast.officer)

    with pytest.raises(Refused, match="尚未交付"):
        allotments.correct(home, {"estate": later}, by=cast.officer)


@pytest.mark.parametrize("day", [date(2021, 7, 2), None])
def test_an_estate_was_delivered_before_its_first_home(cast, home, day):
    estates.correct(home.estate, {"delivered_on": DAY}, by=cast.officer)

    with pytest.raises(Refused, match="交付日期不能更晚"):
        estates.correct(home.estate, {"delivered_on": day}, by=cast.officer)


def test_an_approval_came_before_its_first_home(cast, home):
    approvals.correct(home.approval, {"approved_on": DAY}, by=cast.officer)

    with pytest.raises(Refused, match="审批不能更晚"):
        approvals.correct(home.approval, {"approved_on": date(2021, 7, 2)}, by=cast.officer)


def test_an_approval_with_a_home_stays_one_for_a_home(cast, home):
    with pytest.raises(Refused, match="不能改为其他安置方式") as refused:
        approvals.correct(home.approval, {"option": "cash"}, by=cast.officer)
    assert refused.value.field == "option"


def test_what_was_decided_is_not_corrected(cast, home):
    with pytest.raises(Refused, match="不能更正"):
        approvals.correct(home.approval, {"persons": 10}, by=cast.officer)


def test_an_approval_is_not_moved_before_its_members_joined(cast):
    approval = cast.approve(cast.household(1), whole=1)

    with pytest.raises(Refused, match="的家庭成员"):
        approvals.correct(approval, {"approved_on": date(1979, 12, 31)}, by=cast.officer)
