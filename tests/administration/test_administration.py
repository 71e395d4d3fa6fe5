from datetime import date

import pytest

from anzhi.administration.actions import activities
from anzhi.administration.models import Activity, Article, Assistance, HomeVisit, Programme
from anzhi.metrics import engine
from anzhi.values.refusal import Refused
from tests.cast import YEAR

pytestmark = pytest.mark.django_db

DAY, LAST_YEAR = date(2021, 5, 4), date(2020, 12, 31)


def activity(**changes: object) -> Activity:
    values = {"kind": Activity.Kind.STUDY, "held_on": DAY, "title": "甲专题", "attendance": 9}
    return Activity(**(values | changes))


def article(**changes: object) -> Article:
    values = {
        "title": "甲文",
        "occasion": "征文",
        "outlet": "区网站",
        "level": Article.Level.DISTRICT,
        "placed_on": DAY,
    }
    return Article(**(values | changes))


def assistance(household, **changes: object) -> Assistance:
    values = {"household": household, "kind": Assistance.Kind.ILLNESS, "paid_on": DAY, "amount": 100_00}
    return Assistance(**(values | changes))


def value(name: str) -> int:
    return int(engine.compute(YEAR, [name])[name].value)


def test_an_occasion_counts_in_the_year_it_was_held_and_for_its_kind(cast):
    activities.hold(
        [activity(), activity(held_on=LAST_YEAR), activity(kind=Activity.Kind.LECTURE)],
        by=cast.officer,
    )

    assert (value("study_sessions"), value("lectures")) == (1, 1)


def test_an_occasion_submitted_twice_at_once_is_refused_in_one_line_that_repeats_no_data(cast):
    with pytest.raises(Refused, match="本次提交的记录之间有重复") as refused:
        activities.hold([activity(title="甲某"), activity(title="甲某")], by=cast.officer)
    assert "\n" not in str(refused.value) and "甲某" not in str(refused.value)


def test_an_occasion_is_recorded_once(cast):
    activities.hold([activity()], by=cast.officer)
    with pytest.raises(Refused, match="当天已有同类同名活动"):
        activities.hold([activity()], by=cast.officer)


def test_an_occasion_nobody_attended_did_not_take_place(cast):
    with pytest.raises(Refused, match="参加人数应大于 0"):
        activities.hold([activity(attendance=0)], by=cast.officer)


def test_an_occasion_lies_in_the_year_of_its_programme(cast):
    [walk] = activities.set_up([Programme(year=2021, kind="culture", name="健走")], by=cast.officer)

    with pytest.raises(Refused, match="不在专项活动所属年度"):
        activities.hold([activity(), activity(programme=walk, held_on=LAST_YEAR)], by=cast.officer)
    assert not Activity.objects.exists()


def test_a_programme_counts_once_it_had_an_occasion(cast):
    walk, _ = activities.set_up(
        [Programme(year=2021, kind="culture", name=name) for name in ("健走", "无烟机关")], by=cast.officer
    )
    activities.hold([activity(programme=walk, title=f"{month}月健走") for month in "一二三"], by=cast.officer)

    assert (value("culture_programmes"), value("activities_organised")) == (1, 3)


def test_a_programme_is_set_up_once_a_year(cast):
    activities.set_up([Programme(year=2021, kind="culture", name="健走")], by=cast.officer)

    with pytest.raises(Refused, match="该年度已有同名专项活动"):
        activities.set_up([Programme(year=2021, kind="outing", name="健走")], by=cast.officer)


def test_articles_of_the_district_and_above_count_and_the_offices_own_do_not(cast):
    activities.place(
        [
            article(),
            article(title="乙文", level=Article.Level.STATE),
            article(title="丙文", level=Article.Level.OWN),
            article(title="丁文", placed_on=LAST_YEAR),
            article(title="戊文", occasion=""),
        ],
        by=cast.officer,
    )

    assert value("articles_placed") == 2


def test_an_article_is_placed_once_with_an_outlet_and_again_with_another(cast):
    activities.place([article(), article(outlet="市网站", level=Article.Level.CITY)], by=cast.officer)

    with pytest.raises(Refused, match="该平台已有同名稿件"):
        activities.place([article(placed_on=date(2021, 6, 1))], by=cast.officer)


def test_a_family_is_visited_once_a_day(cast):
    visit = {"street": cast.street, "family": "甲家"}
    activities.visit([HomeVisit(**visit, visited_on=DAY), HomeVisit(**visit, visited_on=LAST_YEAR)], by=cast.officer)

    with pytest.raises(Refused, match="当天已走访过该家庭"):
        activities.visit([HomeVisit(**visit, visited_on=DAY)], by=cast.officer)
    assert value("home_visits") == 1


def test_a_household_assisted_twice_counts_once(cast):
    one, other = cast.household(), cast.household()
    activities.assist(
        [
            assistance(one),
            assistance(one, kind=Assistance.Kind.HARDSHIP),
            assistance(other, paid_on=LAST_YEAR),
        ],
        by=cast.officer,
    )

    assert value("assisted_households") == 1


def test_families_visited_and_households_assisted_are_helped(cast):
    activities.visit([HomeVisit(street=cast.street, family="甲家", visited_on=DAY)], by=cast.officer)
    activities.assist([assistance(cast.household())], by=cast.officer)

    assert value("families_helped") == 2


@pytest.mark.parametrize("amount", [0, -100])
def test_assistance_is_money_given(cast, amount):
    with pytest.raises(Refused, match="金额应大于 0"):
        activities.assist([assistance(cast.household(), amount=amount)], by=cast.officer)


def test_the_same_assistance_is_paid_once_a_day(cast):
    household = cast.household()
    activities.assist([assistance(household)], by=cast.officer)

    with pytest.raises(Refused, match="该户当天已有同类救助"):
        activities.assist([assistance(household, amount=1)], by=cast.officer)
