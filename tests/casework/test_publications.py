"""A public list shows what may be shown, for as long as was said, and waits for every objection."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anzhi.casework import queries
from anzhi.casework.actions import agreements, publications
from anzhi.casework.models import Objection, Publication, PublicationEntry
from anzhi.registry.actions import household_corrections
from anzhi.values.exact import SQUARE_METRE
from anzhi.values.refusal import Missing, Refused
from tests.casework.office import DAY, TOTAL

pytestmark = pytest.mark.django_db


def object_to(office, publication, on=DAY, text="面积少算一间"):
    entry = publication.entries.get()
    return publications.receive(Objection(entry=entry, received_on=on, objector="钱邻居", text=text), by=office.maker)


def draw_up(office, determination, on):
    return agreements.draw_up(determination, number="甲1", on=on, by=office.maker)


def test_it_shows_masked_names_addresses_areas_and_amounts_and_no_numbers(office):
    household = office.household(head_name="赵小明")
    publication = office.publish(office.approved(household))

    [entry] = publication.entries.all()
    assert (entry.masked_name, entry.address, entry.members) == ("赵*明", "一组", 3)
    assert (entry.floor_area, entry.amount) == (120 * SQUARE_METRE, TOTAL)
    shown = {field.name for field in PublicationEntry._meta.fields}
    assert not shown & {"identity", "name", "head_name", "number", "phone", "account"}


def test_it_keeps_what_it_showed(office):
    household = office.household(head_name="赵小明")
    publication = office.publish(office.approved(household))
    household_corrections.correct(household, {"head_name": "钱大明", "address": "二组"}, by=office.cast.officer)

    assert publication.entries.get().masked_name == "赵*明"
    for rows in (Publication.objects.all(), PublicationEntry.objects.all()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows._raw_delete(rows.db)


def test_how_long_has_to_be_said_while_it_is_not_configured(office):
    determination = office.approved()

    with pytest.raises(Missing, match="请填写本次公示的天数"):
        office.publish(determination, days=None)
    with pytest.raises(Refused, match="公示天数至少为 1"):
        office.publish(determination, days=0)
    assert not Publication.objects.exists()


def test_only_what_is_approved_and_still_true_is_made_public(office):
    open_one, approved = office.determination(), office.approved()
    with pytest.raises(Refused, match="尚未通过审核"):
        office.publish(open_one)

    household_corrections.correct(approved.household, {"household_kind": "non_farm"}, by=office.cast.officer)
    with pytest.raises(Refused, match="在审核后有改动"):
        office.publish(approved)
    with pytest.raises(Refused, match="没有可公示的核定"):
        publications.publish(office.cast.project, [], on=DAY, days=7, by=office.maker)


def test_a_list_is_of_one_project(office):
    determination, other = office.approved(), office.cast.launch("乙项目")

    with pytest.raises(Refused, match="不属于项目“乙项目”"):
        publications.publish(other, [determination], on=DAY, days=7, by=office.maker)


def test_one_that_cannot_be_public_leaves_the_others_unpublished(office):
    with pytest.raises(Refused, match="尚未通过审核"):
        office.publish(office.approved(), office.determination())
    assert not Publication.objects.exists()


def test_the_same_amount_is_not_made_public_twice(office):
    determination = office.approved()
    office.publish(determination)

    with pytest.raises(Refused, match="已于 2021-03-01 公示，金额没有变化"):
        office.publish(determination, on=DAY + timedelta(days=30))


def test_ready_for_a_list_is_what_is_approved_true_and_not_public(office):
    project = office.cast.project
    office.determination()
    approved, gone = office.approved(), office.approved()
    household_corrections.correct(gone.household, {"household_kind": "non_farm"}, by=office.cast.officer)
    assert queries.publishable(project) == [approved]

    office.publish(approved)
    assert queries.publishable(project) == []


@pytest.fixture
def approved(office):
    """Approving takes long; every example goes on from the same one."""
    return office.approved()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(days=st.integers(1, 60), after=st.integers(-5, 70), first=st.dates(date(2020, 1, 1), date(2022, 12, 31)))
def test_no_agreement_before_the_day_after_the_last(office, approved, days, after, first):
    with transaction.atomic():
        office.publish(approved, on=first, days=days)
        day = first + timedelta(days=after)

        if after > days:
            assert draw_up(office, approved, day).drawn_on == day
        else:
            with pytest.raises(Refused, match=f"公示期至 {first + timedelta(days=days)}，尚未届满"):
                draw_up(office, approved, day)
        transaction.set_rollback(True)


def test_an_objection_holds_up_the_agreement_until_it_is_answered(office):
    determination, day = office.published()
    objection = object_to(office, Publication.objects.get())
    with pytest.raises(Refused, match="有异议尚未答复"):
        draw_up(office, determination, day)

    publications.answer(objection, "复核无误", on=DAY, by=office.maker)
    assert draw_up(office, determination, day).determination == determination


def test_an_objection_that_is_right_changes_the_facts_and_so_voids(office):
    determination, day = office.published()
    objection = object_to(office, Publication.objects.get())
    publications.answer(objection, "已更正", on=DAY, by=office.maker)
    household_corrections.correct(determination.household, {"household_kind": "non_farm"}, by=office.cast.officer)

    with pytest.raises(Refused, match="在审核后有改动"):
        draw_up(office, determination, day)


def test_an_objection_says_something_and_not_before_the_list(office):
    publication = office.publish(office.approved())
    with pytest.raises(Refused, match="早于公示日期"):
        object_to(office, publication, on=DAY - timedelta(days=1))
    with pytest.raises(Refused, match="不能为空"):
        object_to(office, publication, text=" ")


@pytest.mark.parametrize(
    ("text", "on", "sentence"), [("", DAY, "答复不能为空"), ("甲", DAY - timedelta(days=1), "不早于收到日期")]
)
def test_an_answer_says_something_and_not_before_the_objection(office, text, on, sentence):
    objection = object_to(office, office.publish(office.approved()))

    with pytest.raises(Refused, match=sentence):
        publications.answer(objection, text, on=on, by=office.maker)


def test_an_objection_is_answered_once(office):
    objection = object_to(office, office.publish(office.approved()))
    publications.answer(objection, "甲", on=DAY, by=office.maker)

    with pytest.raises(Refused, match="已于 2021-03-01 答复"):
        publications.answer(objection, "乙", on=DAY, by=office.maker)


def test_the_page_of_a_list_counts_what_is_not_answered_and_knows_whether_it_runs(office):
    publication = office.publish(office.approved())
    answered, _ = object_to(office, publication), object_to(office, publication, text="另一条")
    publications.answer(answered, "甲", on=DAY, by=office.maker)

    page = queries.publication_page(publication, publication.last_day)
    assert (len(page.entries), len(page.objections), page.unanswered, page.is_running) == (1, 2, 1, True)
    assert not queries.publication_page(publication, publication.last_day + timedelta(days=1)).is_running
