from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from anzhi.office.actions import events, officers, organisations, seals
from anzhi.office.models import Event, Officer, Organisation, Post, Seal
from anzhi.values.refusal import Refused

pytestmark = pytest.mark.django_db


def broken(head: str = "") -> list[str]:
    return [str(finding) for finding in seals.verify(head)]


def tamper(sql: str, *parameters: object) -> None:
    """Change the trail as somebody with the database's own rights would: triggers off."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER office_event_no_UPDATE")
            cursor.execute("DROP TRIGGER office_event_no_DELETE")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks still to be made cannot be altered
            cursor.execute("ALTER TABLE office_event DISABLE TRIGGER USER")
        cursor.execute(sql, parameters)


@pytest.fixture
def sealed(cast):
    """A trail with three seals."""
    seals.seal(by=cast.officer)
    for name in ("乙局", "丙局"):
        organisations.add([Organisation(kind="partner_bureau", name=name)], by=cast.officer)
        seals.seal(by=cast.officer)
    return cast


def test_every_action_leaves_an_event_with_its_author(cast):
    household = cast.household()

    event = Event.objects.get(verb="household.register")
    assert (event.key, event.recorded_by, event.detail["number"]) == (household.pk, cast.officer, household.number)


def test_a_change_keeps_old_and_new_values_and_the_reason(cast):
    from anzhi.registry.actions import households

    household = cast.household()
    households.sign({household: date(2021, 3, 1)}, by=cast.officer)
    households.unsign(household, reason="录错", by=cast.officer)

    event = Event.objects.get(verb="household.unsign")
    assert event.detail == {"old": {"signed_on": "2021-03-01"}, "new": {"signed_on": None}, "reason": "录错"}


def test_identity_numbers_never_enter_the_trail(cast):
    facts = cast.facts()
    from anzhi.registry.actions import households

    households.register([facts], by=cast.officer)

    details = " ".join(str(detail) for detail in Event.objects.values_list("detail", flat=True))
    assert not any(member.identity in details for member in facts.members)


@pytest.mark.parametrize("sql", ["UPDATE office_event SET verb = 'x'", "DELETE FROM office_event"])
def test_the_database_refuses_to_change_or_delete_events(cast, sql):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("sql", ["UPDATE office_seal SET digest = 'x'", "DELETE FROM office_seal"])
def test_the_database_refuses_to_change_or_delete_seals(sealed, sql):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_untouched_trail_verifies(sealed):
    assert broken() == []


@pytest.mark.parametrize("column", ["verb", "noun", "detail", "key", "recorded_by_id", "recorded_at"])
def test_changing_any_column_of_a_sealed_event_breaks_its_link(sealed, column):
    event = Event.objects.order_by("id")[1]
    changed = {
        "verb": "x",
        "noun": "x",
        "detail": '{"x": 1}',
        "key": 999,
        "recorded_by_id": officers.appoint(
            [
                Officer(
                    staff_number="X",
                    name="某",
                    organisation=sealed.centre,
                    title="某",
                    employment="temporary",
                    employed_on=date(2020, 1, 1),
                )
            ],
            by=sealed.officer,
        )[0].pk,
        "recorded_at": "2020-01-01 00:00:00+00:00",
    }[column]
    tamper(f'UPDATE office_event SET "{column}" = %s WHERE id = %s', changed, event.pk)

    [finding] = broken()
    first = Seal.objects.order_by("pk")[0]
    assert finding.startswith(f"事件链在第 {first.pk} 次封存处断开：事件 {first.first_event}–{first.last_event} ")


def test_deleting_an_event_breaks_the_link_it_belonged_to(sealed):
    event = Event.objects.order_by("id").last()
    tamper("DELETE FROM office_event WHERE id = %s", event.pk)

    [finding] = broken()
    assert f"–{event.pk} " in finding


def test_slipping_an_event_into_a_sealed_run_breaks_its_link(sealed):
    event = Event.objects.order_by("id")[2]
    tamper("DELETE FROM office_event WHERE id = %s", event.pk)
    values = (event.pk, "x", "x", 1, "{}", sealed.officer.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO office_event (id, verb, noun, "key", detail, recorded_by_id) VALUES (%s, %s, %s, %s, %s, %s)',
            values,
        )

    assert len(broken()) == 1


def test_a_digest_noted_down_exposes_a_chain_that_was_rewritten_as_a_whole(sealed):
    noted = seals.head()
    assert broken(noted) == []

    assert "没有摘要" in broken("0" * 64)[0]


def test_sealing_again_without_new_events_adds_nothing(sealed):
    assert seals.seal(by=sealed.officer) is None


def test_a_refused_record_leaves_neither_row_nor_event(cast):
    before = Event.objects.count()

    with pytest.raises(Refused, match="机构“甲局”未保存"):
        organisations.add([Organisation(kind="partner_bureau", name="甲局")], by=cast.officer)

    assert Event.objects.count() == before


def test_a_refusal_in_a_long_list_names_the_one_record_that_is_wrong(cast):
    posts = [Post(number=n, title="岗", authorised_on=date(2020, 1, 1)) for n in (*range(1, 20), 7)]
    officers.authorise(posts[6:7], by=cast.officer)

    with pytest.raises(Refused, match="“7 岗”未保存"):
        officers.authorise([p for p in posts if p is not posts[6]], by=cast.officer)
    assert Post.objects.count() == 1


def test_a_database_holds_one_office(cast):
    with pytest.raises(Refused, match="一个数据库只记一个中心"):
        organisations.found(
            name="乙中心",
            established_on=date(2020, 1, 1),
            first_officer=Officer(
                staff_number="9", name="某", title="某", employment="established", employed_on=date(2020, 1, 1)
            ),
        )


def test_facts_leave_out_empty_fields(cast):
    assert "parent_id" not in events.facts(cast.centre)
