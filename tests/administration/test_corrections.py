from datetime import date

import pytest

from anzhi.administration.actions import activities
from anzhi.administration.models import Activity, Programme
from anzhi.values.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(cast):
    [programme] = activities.set_up([Programme(year=2021, kind="culture", name="健走")], by=cast.officer)
    activity = Activity(kind="walk", programme=programme, held_on=date(2021, 5, 1), title="健走", attendance=9)
    return activities.hold([activity], by=cast.officer)[0]


def test_an_activity_stays_in_the_year_of_its_programme(cast, walk):
    with pytest.raises(Refused, match="不在专项活动所属年度"):
        activities.correct_activity(walk, {"held_on": date(2022, 5, 1)}, by=cast.officer)
    assert Activity.objects.get().held_on.year == 2021


def test_a_programme_stays_in_the_year_of_its_activities(cast, walk):
    with pytest.raises(Refused, match="不在专项活动所属年度"):
        activities.correct_programme(walk.programme, {"year": 2022}, by=cast.officer)


def test_an_activity_that_leaves_its_programme_may_move(cast, walk):
    activities.correct_activity(walk, {"programme": None, "held_on": date(2022, 5, 1)}, by=cast.officer)

    assert Activity.objects.get().held_on.year == 2022
