from dataclasses import replace
from datetime import date, timedelta

import pytest

from anzhi.office.models import Event
from anzhi.registry.actions import firms, households, projects
from anzhi.registry.models import Filing, Firm, Household, LandClearing, Membership, Notice, Person, Project
from anzhi.values.exact import MU
from anzhi.values.refusal import Refused

pytestmark = pytest.mark.django_db


def test_identity_numbers_are_stored_sealed_and_shown_masked(cast):
    facts = cast.facts(1)
    [household] = households.register([facts], by=cast.officer)

    [person] = cast.people(household)
    number = facts.members[0].identity
    assert number.encode() not in bytes(person.sealed_identity)
    assert person.masked_identity == f"{number[:6]}********{number[-4:]}"


def test_a_person_known_already_is_not_entered_twice(cast):
    first = cast.facts(1)
    [household] = households.register([first], by=cast.officer)
    households.leave(household.memberships.get(), date(2021, 5, 1), by=cast.officer)

    households.register([replace(cast.facts(0), members=first.members)], by=cast.officer)

    assert Person.objects.count() == 1
    assert Membership.objects.count() == 2


def test_nobody_is_a_member_of_two_households(cast):
    first = cast.facts(1)
    households.register([first], by=cast.officer)

    with pytest.raises(Refused, match="此人已是另一户的成员"):
        households.register([replace(cast.facts(0), members=first.members)], by=cast.officer)
    assert Household.objects.count() == 1


def test_one_wrong_identity_number_stops_the_whole_registration(cast):
    good, bad = cast.facts(2), cast.facts(1)
    number = bad.members[0].identity
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")

    with pytest.raises(Refused, match="校验码不符"):
        households.register([good, replace(bad, members=(replace(bad.members[0], identity=wrong),))], by=cast.officer)
    assert (Household.objects.count(), Person.objects.count()) == (0, 0)


def test_a_cleared_project_takes_only_households_that_are_signed_and_down(cast):
    cleared = date(2021, 11, 1)
    projects.clear({cast.project: cleared}, by=cast.officer)
    down = {"signed_on": date(2021, 3, 1), "vacated_on": date(2021, 4, 1), "demolished_on": cleared}

    for lacking in ({}, {"signed_on": date(2021, 3, 1)}, down | {"demolished_on": cleared + timedelta(days=1)}):
        with pytest.raises(Refused, match="已于 2021-11-01 清零"):
            households.register([cast.facts(**lacking)], by=cast.officer)
    assert Household.objects.count() == Person.objects.count() == 0

    households.register([cast.facts(**down)], by=cast.officer)
    assert Household.objects.count() == 1


def test_nobody_signs_before_signing_has_begun(cast):
    household = cast.household()

    with pytest.raises(Refused, match="尚未启动签约"):
        households.sign({household: cast.project.signing_started_on - timedelta(days=1)}, by=cast.officer)


def test_signing_twice_is_refused(cast):
    household = cast.household()
    households.sign({household: date(2021, 3, 1)}, by=cast.officer)

    with pytest.raises(Refused, match="已于 2021-03-01 签约"):
        households.sign({household: date(2021, 4, 1)}, by=cast.officer)


def test_vacating_and_demolition_need_no_order_but_not_before_the_survey(cast):
    household = cast.household()
    households.demolish({household: date(2021, 3, 1)}, by=cast.officer)
    households.vacate({household: date(2021, 4, 1)}, by=cast.officer)

    with pytest.raises(Refused, match=r"签约日期早于入户调查日期|尚未启动签约"):
        households.sign({household: date(2020, 1, 1)}, by=cast.officer)


@pytest.mark.parametrize("reason", ["", "  "])
def test_taking_back_a_signing_needs_a_reason(cast, reason):
    household = cast.household()
    households.sign({household: date(2021, 3, 1)}, by=cast.officer)

    with pytest.raises(Refused, match="必须说明原因"):
        households.unsign(household, reason=reason, by=cast.officer)


def test_a_project_is_not_cleared_while_a_household_stands(cast):
    household = cast.household()
    households.sign({household: date(2021, 3, 1)}, by=cast.officer)

    with pytest.raises(Refused, match="还有 1 户未签约或未拆除、0 家单位未拆除"):
        projects.clear({cast.project: date(2021, 6, 1)}, by=cast.officer)

    households.demolish({household: date(2021, 6, 1)}, by=cast.officer)
    projects.clear({cast.project: date(2021, 6, 1)}, by=cast.officer)


def test_a_project_is_not_cleared_while_a_firm_stands(cast):
    [firm] = firms.register([Firm(project=cast.project, name="甲厂", surveyed_on=date(2021, 2, 2))], by=cast.officer)

    with pytest.raises(Refused, match="1 家单位未拆除"):
        projects.clear({cast.project: date(2021, 6, 1)}, by=cast.officer)

    firms.demolish({firm: date(2021, 5, 1)}, by=cast.officer)
    projects.clear({cast.project: date(2021, 6, 1)}, by=cast.officer)


def test_no_more_land_is_cleared_than_was_acquired(cast):
    projects.clear_land(
        [LandClearing(project=cast.project, cleared_on=date(2021, 3, 1), area=60 * MU)], by=cast.officer
    )

    with pytest.raises(Refused, match=r"累计腾地 100\.01亩，超过征地面积 100亩"):
        projects.clear_land(
            [LandClearing(project=cast.project, cleared_on=date(2021, 4, 1), area=40 * MU + 100)], by=cast.officer
        )
    assert LandClearing.objects.count() == 1


def test_land_is_not_cleared_before_the_launch(cast):
    with pytest.raises(Refused, match="启动之前不能腾地"):
        projects.clear_land([LandClearing(project=cast.project, cleared_on=date(2021, 1, 1), area=1)], by=cast.officer)


def test_a_prepared_project_has_no_later_dates(cast):
    with pytest.raises(Refused, match="预备时"):
        projects.prepare(
            [
                Project(
                    code="X",
                    name="乙",
                    street=cast.street,
                    area=1,
                    prepared_on=date(2021, 1, 1),
                    launched_on=date(2021, 2, 1),
                )
            ],
            by=cast.officer,
        )


def test_a_launched_project_needs_a_date_to_be_cleared_by(cast):
    [project] = projects.prepare(
        [Project(code="X", name="乙", street=cast.street, area=1, prepared_on=date(2021, 1, 1))], by=cast.officer
    )
    with pytest.raises(Refused, match="腾地期限"):
        projects.launch({project: (date(2021, 3, 1), date(2021, 2, 1))}, by=cast.officer)


def test_a_notice_is_filed_after_it_was_published(cast):
    [notice] = projects.publish(
        [Notice(project=cast.project, kind="declaration", published_on=date(2021, 1, 20))], by=cast.officer
    )
    with pytest.raises(Refused, match="备案日期早于发布日期"):
        projects.file([Filing(notice=notice, filed_with=cast.bureau, filed_on=date(2021, 1, 19))], by=cast.officer)


def test_a_wrong_credit_code_is_refused(cast):
    with pytest.raises(Refused, match="校验不符"):
        firms.register(
            [Firm(project=cast.project, name="甲厂", credit_code="91350100M000100Y44", surveyed_on=date(2021, 2, 2))],
            by=cast.officer,
        )


def test_a_bulk_registration_writes_an_event_a_record(cast):
    households.register([cast.facts(2) for _ in range(5)], by=cast.officer)

    counted = {verb: Event.objects.filter(verb=verb).count() for verb in ("household.register", "person.register")}
    assert counted == {"household.register": 5, "person.register": 10}
