"""What is typed into a form is in the record, and the trail says what it was before."""

from datetime import date

import pytest
from django.apps import apps
from django.db.models import Max

from anzhi.office.models import Event
from anzhi.office.roles import ROLES as ALL_ROLES
from anzhi.registry.models import Household, Membership, Person
from anzhi.web.entry.catalogue import KINDS
from tests.web.entry_case import NUMBER, OTHER, first, officer
from tests.web.entry_cases import CASES, ROLES
from tests.web.typing import opened, read

pytestmark = pytest.mark.django_db
STEPS = {kind.url_name(step): (kind, step) for kind in KINDS for step in (*filter(None, [kind.new]), *kind.steps)}
FINDERS = {"approval_new"}
"""Steps that only lead to another form."""


def address(name, record):
    kind, step = STEPS[name]
    return f"/{kind.address}/{step.key}/" if step.key == "new" else f"/{kind.address}/{record.pk}/{step.key}/"


def client_for(sign_in, name):
    kind, step = STEPS[name]
    return sign_in(ROLES[kind.area_of(step)])


def newest():
    return Event.objects.aggregate(newest=Max("pk"))["newest"]


def plain(value):
    return value.isoformat() if isinstance(value, date) else getattr(value, "pk", value)


def test_every_form_has_an_example():
    assert CASES.keys() | FINDERS == STEPS.keys()


@pytest.mark.parametrize("name", CASES)
def test_what_is_typed_is_recorded_and_the_trail_keeps_what_it_was(sign_in, name):
    case = CASES[name]
    record = case.find()
    before = {} if record is None else {f.attname: plain(getattr(record, f.attname)) for f in record._meta.fields}
    client, place, last = client_for(sign_in, name), address(name, record), newest()

    response = client.post(place, opened(client, place) | case.typed(record))

    assert response.status_code == 302, read(response).messages
    events = Event.objects.filter(pk__gt=last)
    event = events.get(verb=case.verb)
    stored = apps.get_model(event.noun).objects.get(pk=event.key)
    assert {key: getattr(stored, key) for key in case.stored} == case.stored
    assert {key: event.detail.get(key) for key in case.event} == case.event
    old = event.detail.get("old", {})
    assert old == {key: before.get(key, before.get(f"{key}_id")) for key in old}
    assert {event.recorded_by for event in events} == {officer(ROLES[STEPS[name][0].area_of(STEPS[name][1])])}


@pytest.mark.parametrize("name", [name for name in CASES if name.endswith("_edit")])
def test_a_form_sent_back_as_it_was_opened_changes_nothing(sign_in, name):
    kind, _ = STEPS[name]
    client, last = client_for(sign_in, name), newest()

    for record in kind.model.objects.order_by("-pk")[:3]:
        place = address(name, record)
        assert client.post(place, opened(client, place)).status_code == 302

    assert newest() == last


def test_a_household_is_registered_with_the_rows_that_were_filled_in(sign_in):
    case = CASES["household_new"]
    client = sign_in("clearance")

    client.post("/households/new/", opened(client, "/households/new/") | case.typed(None))

    household = Household.objects.get(number="T-0001")
    assert [(m.relation, m.person.name) for m in household.memberships.all()] == [("户主", "赵测试")]
    assert [(s.floors, s.floor_area) for s in household.structures.all()] == [(2, 1_205_000)]


def test_a_reversal_is_the_negative_of_what_it_reverses(sign_in):
    from anzhi.budget.models import Expenditure

    wrong = first(Expenditure)
    client, place = sign_in("finance"), f"/expenditures/{wrong.pk}/reverse/"

    client.post(place, opened(client, place) | {"voucher": "T-9", "paid_on": "2021-12-20"})

    taken_back = Expenditure.objects.get(reverses=wrong)
    same = ("nature", "item_id", "earmark_id")
    assert taken_back.amount == -wrong.amount
    assert [getattr(taken_back, name) for name in same] == [getattr(wrong, name) for name in same]


def test_a_payment_is_reversed_once(sign_in):
    from anzhi.budget.models import Expenditure

    wrong = first(Expenditure)
    client, place = sign_in("finance"), f"/expenditures/{wrong.pk}/reverse/"
    typed = opened(client, place)
    client.post(place, typed | {"voucher": "T-9", "paid_on": "2021-12-20"})

    client.post(place, typed | {"voucher": "T-10", "paid_on": "2021-12-20"})

    assert Expenditure.objects.filter(reverses=wrong).count() == 1


def test_a_corrected_identity_number_finds_the_person_and_is_not_in_the_trail(sign_in):
    membership = first(Membership)
    client, place = sign_in("clearance"), f"/members/{membership.pk}/edit/"

    client.post(place, opened(client, place) | {"identity": OTHER})

    assert client.get(f"/households/?q={OTHER}").context["page"].count == 1
    assert Person.objects.get(pk=membership.person_id).born_on == date(1957, 7, 7)
    assert [event for event in Event.objects.filter(verb="person.correct") if OTHER in str(event.detail)] == []


@pytest.mark.parametrize("role", ALL_ROLES)
def test_a_form_opens_only_to_a_role_that_may_change_its_area(sign_in, role):
    client, may = sign_in(role), ALL_ROLES[role].changes
    answers = {}
    for name, (kind, _) in STEPS.items():
        record = kind.model.objects.order_by("pk").first()
        answers[name] = [client.get(address(name, record)).status_code, client.post(address(name, record)).status_code]
    for name, (kind, step) in STEPS.items():
        assert (answers[name] == [403, 403]) == (kind.area_of(step) not in may), name


@pytest.mark.parametrize("name", ["household_edit", "household_sign", "project_edit", "ticket_edit"])
def test_a_record_out_of_reach_is_not_there(sign_in, monkeypatch, name):
    kind, _ = STEPS[name]
    monkeypatch.setattr(ALL_ROLES["street"], "changes", frozenset({"registry", "grievances"}))
    client = sign_in("street")
    other = kind.model.objects.exclude(street_id=officer("street").organisation_id).order_by("pk")[0]

    assert client.get(address(name, other)).status_code == 404
    assert client.post(address(name, other), {}).status_code == 404


def test_choices_are_those_within_reach(sign_in, monkeypatch):
    monkeypatch.setattr(ALL_ROLES["street"], "changes", frozenset({"registry"}))

    form = sign_in("street").get("/households/new/").context["form"]

    offered = {project.street_id for project in form.fields["project"].queryset}
    assert offered == {officer("street").organisation_id}


def test_buttons_stand_only_where_they_may_be_used(sign_in):
    household = first(Household)
    place = f"/households/{household.pk}/"

    assert f"{place}edit/" in sign_in("clearance").get(place).content.decode()
    assert "/edit/" not in sign_in("auditor").get(place).content.decode()


def test_the_list_offers_a_new_record_to_those_who_may_enter_one(sign_in):
    assert "/tickets/new/" in sign_in("general").get("/tickets/").content.decode()
    assert "/tickets/new/" not in sign_in("clearance").get("/tickets/").content.decode()


def test_more_rows_keep_what_was_typed(sign_in):
    client = sign_in("clearance")
    typed = opened(client, "/households/new/") | {"head_name": "赵测试", "members-0-name": "赵"}

    page = read(client.post("/households/new/", typed | {"more": "members"}))

    assert page.messages == {}
    assert page.sent["head_name"] == "赵测试"
    assert page.sent["members-0-name"] == "赵"
    assert int(page.sent["members-TOTAL_FORMS"]) > int(typed["members-TOTAL_FORMS"])


def test_a_right_identity_number_comes_back_sealed_and_is_not_lost(sign_in):
    client = sign_in("clearance")
    typed = opened(client, "/households/new/") | CASES["household_new"].typed(None) | {"head_name": ""}

    again = client.post("/households/new/", typed)
    assert NUMBER not in again.content.decode()

    client.post("/households/new/", read(again).sent | {"head_name": "赵测试"})
    assert client.get(f"/households/?q={NUMBER}").context["page"].count == 1


def test_looking_up_a_household_leads_to_its_approval(sign_in):
    household = first(Household, approvals=None)

    response = sign_in("resettlement").post("/approvals/new/", {"household": household.number})

    assert response.url == f"/households/{household.pk}/grant/"
