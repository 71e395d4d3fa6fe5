from datetime import date

import pytest

from anzhi.office import personal_data
from anzhi.office.models import Event, Officer
from anzhi.registry.actions import firms, household_corrections, households, projects
from anzhi.registry.models import Filing, Firm, LandClearing, Membership, Notice, Project
from anzhi.values.exact import MU
from anzhi.values.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 1)


def detail(verb):
    return Event.objects.filter(verb=verb).latest("pk").detail


def test_a_correction_keeps_old_and_new_of_what_differs(cast):
    projects.correct(cast.project, {"area": 120 * MU, "name": cast.project.name}, by=cast.officer)

    assert detail("project.correct") == {"old": {"area": 100 * MU}, "new": {"area": 120 * MU}}


def test_a_correction_that_changes_nothing_leaves_no_event(cast):
    projects.correct(cast.project, {"area": cast.project.area}, by=cast.officer)

    assert not Event.objects.filter(verb="project.correct").exists()


def test_a_step_that_has_not_come_is_not_filled_in_by_correcting(cast):
    household = cast.household()

    with pytest.raises(Refused, match="请先办理这一步") as refused:
        household_corrections.correct(household, {"vacated_on": DAY}, by=cast.officer)
    assert refused.value.field == "vacated_on"


def test_a_signing_is_not_taken_back_by_correcting(cast):
    household = cast.household()
    households.sign({household: DAY}, by=cast.officer)

    with pytest.raises(Refused, match="请撤销并说明原因"):
        household_corrections.correct(household, {"signed_on": None}, by=cast.officer)


def test_a_move_entered_by_mistake_can_be_emptied(cast):
    household = cast.household()
    households.vacate({household: DAY}, by=cast.officer)

    household_corrections.correct(household, {"vacated_on": None}, by=cast.officer)

    household.refresh_from_db()
    assert household.vacated_on is None


def test_a_key_is_not_a_field_to_correct(cast):
    with pytest.raises(Refused, match="不能更正"):
        projects.correct(cast.project, {"id": 99}, by=cast.officer)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"area": 29 * MU}, "area"),
        ({"launched_on": date(2021, 3, 2), "signing_started_on": date(2021, 3, 2)}, "launched_on"),
    ],
)
def test_a_project_keeps_room_for_the_land_it_cleared(cast, values, field):
    projects.clear_land([LandClearing(project=cast.project, cleared_on=DAY, area=30 * MU)], by=cast.officer)

    with pytest.raises(Refused) as refused:
        projects.correct(cast.project, values, by=cast.officer)
    assert refused.value.field == field
    assert Project.objects.get(pk=cast.project.pk).area == 100 * MU


def test_as_much_land_as_was_cleared_is_enough(cast):
    projects.clear_land([LandClearing(project=cast.project, cleared_on=DAY, area=30 * MU)], by=cast.officer)

    assert projects.correct(cast.project, {"area": 30 * MU}, by=cast.officer).area == 30 * MU


def test_signing_cannot_begin_after_a_household_signed(cast):
    household = cast.household()
    households.sign({household: DAY}, by=cast.officer)

    projects.correct(cast.project, {"signing_started_on": DAY}, by=cast.officer)
    with pytest.raises(Refused, match="已有住户于"):
        projects.correct(cast.project, {"signing_started_on": date(2021, 3, 2)}, by=cast.officer)


def test_a_household_of_a_cleared_project_stays_signed_and_down(cast):
    household = cast.household()
    households.sign({household: DAY}, by=cast.officer)
    households.demolish({household: DAY}, by=cast.officer)
    projects.clear({cast.project: date(2021, 4, 1)}, by=cast.officer)

    with pytest.raises(Refused, match="应在此前签约并拆除") as refused:
        household_corrections.correct(household, {"demolished_on": date(2021, 4, 2)}, by=cast.officer)
    assert refused.value.field == "demolished_on"


def test_a_cleared_project_is_not_moved_before_its_last_household(cast):
    household = cast.household()
    households.sign({household: DAY}, by=cast.officer)
    households.demolish({household: DAY}, by=cast.officer)
    projects.clear({cast.project: date(2021, 4, 1)}, by=cast.officer)

    projects.correct(cast.project, {"cleared_on": DAY}, by=cast.officer)
    with pytest.raises(Refused, match="不能清零"):
        projects.correct(cast.project, {"cleared_on": date(2021, 2, 28)}, by=cast.officer)


def test_a_household_does_not_move_to_a_project_whose_signing_began_later(cast):
    household = cast.household()
    households.sign({household: DAY}, by=cast.officer)
    later = cast.launch("乙项目", on=date(2021, 3, 2))

    with pytest.raises(Refused, match="尚未启动签约"):
        household_corrections.correct(household, {"project": later}, by=cast.officer)


def test_cleared_land_is_not_corrected_beyond_the_project(cast):
    [clearing] = projects.clear_land(
        [LandClearing(project=cast.project, cleared_on=DAY, area=30 * MU)], by=cast.officer
    )

    with pytest.raises(Refused, match="超过征地面积"):
        projects.correct_clearing(clearing, {"area": 101 * MU}, by=cast.officer)
    with pytest.raises(Refused, match="启动之前"):
        projects.correct_clearing(LandClearing.objects.get(), {"cleared_on": date(2021, 1, 31)}, by=cast.officer)


def test_a_notice_is_published_before_it_is_filed(cast):
    [notice] = projects.publish([Notice(project=cast.project, kind="plan", published_on=DAY)], by=cast.officer)
    [filing] = projects.file([Filing(notice=notice, filed_with=cast.bureau, filed_on=DAY)], by=cast.officer)

    with pytest.raises(Refused, match="发布日期不能更晚"):
        projects.correct_notice(notice, {"published_on": date(2021, 3, 2)}, by=cast.officer)
    with pytest.raises(Refused, match="备案日期早于发布日期"):
        projects.correct_filing(filing, {"filed_on": date(2021, 2, 28)}, by=cast.officer)


def test_a_member_who_was_approved_belonged_to_the_household_that_day(cast):
    household = cast.household(1)
    cast.approve(household, whole=1, on=date(2021, 6, 1))
    membership = household.memberships.get()

    household_corrections.correct_member(membership, {"joined_on": date(2021, 6, 1)}, by=cast.officer)
    with pytest.raises(Refused, match="当天应是家庭成员") as refused:
        household_corrections.correct_member(membership, {"joined_on": date(2021, 6, 2)}, by=cast.officer)
    assert refused.value.field == "joined_on"


def test_a_new_identity_number_is_sealed_found_and_not_told(cast):
    [person] = cast.people(cast.household(1))
    number = cast.identity(date(1991, 2, 3))

    household_corrections.correct_person(person, {"name": "钱", "identity": number}, by=cast.officer)

    person.refresh_from_db()
    assert personal_data.unseal(person.sealed_identity) == number
    assert (person.name, person.born_on) == ("钱", date(1991, 2, 3))
    assert number not in str(detail("person.correct"))


def test_nobody_gets_the_identity_number_of_somebody_else(cast):
    household = cast.household(2)
    one, other = cast.people(household)

    with pytest.raises(Refused, match="另一人名下") as refused:
        household_corrections.correct_person(
            one, {"identity": personal_data.unseal(other.sealed_identity)}, by=cast.officer
        )
    assert refused.value.field == "identity"


def test_the_same_number_again_is_no_change(cast):
    [person] = cast.people(cast.household(1))

    household_corrections.correct_person(
        person, {"identity": personal_data.unseal(person.sealed_identity)}, by=cast.officer
    )

    assert not Event.objects.filter(verb="person.correct").exists()


def test_a_member_joins_later(cast):
    household = cast.household(1)
    facts = cast.facts(1).members[0]

    households.add_members([(household, facts)], by=cast.officer)

    assert Membership.objects.filter(household=household).count() == 2


def test_a_firm_signs_once_and_not_before_the_survey(cast):
    [firm] = firms.register([Firm(project=cast.project, name="甲厂", surveyed_on=DAY)], by=cast.officer)

    with pytest.raises(Refused, match="早于调查日期"):
        firms.sign({firm: date(2021, 2, 28)}, by=cast.officer)
    firms.sign({firm: DAY}, by=cast.officer)
    with pytest.raises(Refused, match="已于 2021-03-01 签约"):
        firms.sign({firm: DAY}, by=cast.officer)


def test_a_firm_of_a_cleared_project_stays_down(cast):
    [firm] = firms.register([Firm(project=cast.project, name="甲厂", surveyed_on=DAY)], by=cast.officer)
    firms.demolish({firm: DAY}, by=cast.officer)
    projects.clear({cast.project: DAY}, by=cast.officer)

    with pytest.raises(Refused, match="应在此前拆除"):
        firms.correct(firm, {"demolished_on": None}, by=cast.officer)


def test_who_corrected_is_in_the_trail(cast):
    household = cast.household()

    household_corrections.correct(household, {"address": "九组"}, by=cast.officer)

    assert Event.objects.get(verb="household.correct").recorded_by == Officer.objects.get()
