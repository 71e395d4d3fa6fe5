"""Every kind of record comes in from its own template, once; what an action refuses is named row by row."""

from datetime import date

import pytest

from anzhi.administration.models import Activity, Programme
from anzhi.budget.models import Appropriation, Expenditure
from anzhi.casework.models import Approval, Entitlement
from anzhi.grievances.models import Ticket
from anzhi.housing.models import Allotment
from anzhi.ingest.nouns import NOUNS
from anzhi.office import personal_data
from anzhi.office.models import Event
from anzhi.office.roles import ROLES
from anzhi.registry.models import LandClearing, Project
from anzhi.social_security.models import Batch, Enrolment
from tests.ingest.office import Office
from tests.ingest.workbooks import bring, filled, first_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(cast):
    return Office(cast)


@pytest.fixture
def tried(cast, tmp_path):
    return lambda noun, rows: bring(filled(noun, rows), noun, tmp_path, cast.officer)


def reasons(outcome):
    return {line: "；".join(str(refusal) for _, refusal in found) for line, found in outcome.problems.lines.items()}


@pytest.mark.parametrize("noun", NOUNS)
def test_rows_in_the_template_become_records_once(place, tried, noun):
    rows = place.rows(noun)
    first = tried(noun, rows)
    events = Event.objects.count()
    second = tried(noun, rows)

    assert reasons(first) == reasons(second) == {}
    assert first.added > 0 == first.present
    assert (second.added, second.present) == (0, first.added)
    assert Event.objects.count() == events


@pytest.mark.parametrize("noun", NOUNS)
def test_a_blank_required_cell_is_named(place, tried, noun):
    required = [column for column in NOUNS[noun].columns if column.required]
    rows = place.rows(noun)
    rows[0] = {heading: cell for heading, cell in rows[0].items() if heading != required[-1].heading}

    outcome = tried(noun, rows)

    assert required[-1].heading in reasons(outcome)[first_line(noun)]
    assert outcome.added == 0


@pytest.mark.parametrize(
    "noun", [key for key, noun in NOUNS.items() if any(c.name in ("street", "project") for c in noun.columns)]
)
def test_a_name_that_is_not_registered_is_named(place, tried, noun):
    rows = place.rows(noun)
    [heading] = {c.heading for c in NOUNS[noun].columns if c.name in ("street", "project")} & {"街道", "所在街道"} or {
        "项目"
    }
    rows[-1 if noun in ("ticket", "project") else 0][heading] = "没有的"

    assert "没有的" in "".join(reasons(tried(noun, rows)).values())


def test_a_project_comes_in_with_every_date_that_has_come(place, tried):
    tried("project", place.rows("project"))

    project = Project.objects.get(code="P100")
    dates = [project.prepared_on, project.launched_on, project.clear_by, project.signing_started_on, project.cleared_on]
    assert [str(day) for day in dates] == ["2020-01-01", "2021-06-01", "2021-12-01", "2021-06-01", "2021-09-01"]
    assert (project.area, project.is_key) == (1_205_000, True)


def test_a_ticket_is_received_closed_and_rated(place, tried):
    tried("ticket", place.rows("ticket"))

    ticket = Ticket.objects.get(number="甲1")
    verbs = Event.objects.filter(noun="grievances.ticket", key=ticket.pk).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["ticket.receive", "ticket.close", "ticket.rate"]
    assert ticket.is_satisfied is False


def test_persons_and_quota_of_an_approval_follow_from_its_lines(place, tried):
    tried("approval", place.rows("approval"))

    approval = Approval.objects.get(household=place.household)
    assert (approval.persons, approval.quota) == (15, 25)
    assert Entitlement.objects.filter(approval=approval, reason="only_child").count() == 1


def test_a_roster_comes_in_with_its_hold_and_its_persons(place, tried):
    tried("batch", place.rows("batch"))

    batch = Batch.objects.get()
    assert (batch.hold.title, batch.held_on, batch.enrolled_on) == ("甲通知", date(2021, 6, 1), None)
    assert list(Enrolment.objects.order_by("pk").values_list("age_band", flat=True)) == [3, 4]


def test_the_year_of_a_payment_is_that_of_its_day(place, tried):
    tried("expenditure", place.rows("expenditure"))

    assert Expenditure.objects.get().year == 2021


def test_amounts_are_kept_in_fen(place, tried):
    tried("appropriation", place.rows("appropriation"))

    assert set(Appropriation.objects.values_list("amount", flat=True)) == {120050}


def test_a_programme_is_found_in_the_year_of_the_activity(place, tried):
    for year in (2020, 2021):
        tried("programme", [{"年度": year, "专项类别": "参观", "名称": "甲参观"}])
    rows = place.rows("activity")
    rows[0]["专项活动"] = "甲参观"

    tried("activity", rows)

    assert Activity.objects.get().programme == Programme.objects.get(year=2021)


def test_an_earmark_of_another_year_is_refused(place, tried):
    rows = place.rows("appropriation")
    rows[0]["年度"] = 2020

    assert "甲专项" in reasons(tried("appropriation", rows))[first_line("appropriation")]


def test_land_beyond_the_project_is_refused_at_the_row_that_crosses_it(place, tried):
    day = [date(2021, month, 1) for month in range(3, 9)]
    rows = [
        {"项目": "甲项目", "腾地日期": d, "腾地面积（亩）": area}
        for d, area in zip(day, (40, 30, 50, 20, 30, 10), strict=True)
    ]

    outcome = tried("clearing", rows)

    first = first_line("clearing")
    assert reasons(outcome).keys() == {first + 2, first + 4}
    assert LandClearing.objects.count() == 0


def test_homes_beyond_the_approval_are_refused_at_the_row_that_crosses_it(place, tried):
    [row] = place.rows("allotment")
    rows = [row | {"房号": f"1栋{number}", "安置人数": 1.5} for number in range(3)]

    assert reasons(tried("allotment", rows)).keys() == {first_line("allotment") + 2}
    assert Allotment.objects.count() == 0


def test_an_approval_of_somebody_elses_member_is_refused(place, tried):
    rows = place.rows("approval")
    stranger = place.cast.people(place.approved)[0]
    rows[1] |= {"姓名": stranger.name, "身份证号": personal_data.unseal(stranger.sealed_identity)}

    assert "家庭成员" in reasons(tried("approval", rows))[first_line("approval")]


def test_two_rows_of_one_record_are_refused(place, tried):
    first = first_line("article")

    assert str(first) in reasons(tried("article", place.rows("article") * 2))[first + 1]


def test_what_is_unique_beside_the_key_is_checked_too(place, tried):
    rows = place.rows("project")
    rows[1]["项目名称"] = place.cast.project.name

    assert reasons(tried("project", rows)).keys() == {first_line("project") + 1}


def test_a_broken_constraint_is_told_in_its_own_words(place, tried):
    rows = place.rows("ticket")
    rows[1]["办结期限"] = date(2021, 5, 1)

    assert reasons(tried("ticket", rows)) == {first_line("ticket") + 1: "办结期限早于受理日期"}


def test_whoever_may_import_sees_the_whole_district():
    areas = {noun.area for noun in NOUNS.values()}

    assert {role.reach for role in ROLES.values() if role.changes & areas} == {"district"}


def test_kinds_are_listed_before_those_that_refer_to_them():
    order = list(NOUNS)
    needs = [("project", "household"), ("household", "approval"), ("approval", "allotment"), ("household", "batch")]

    assert all(order.index(first) < order.index(then) for first, then in needs)
