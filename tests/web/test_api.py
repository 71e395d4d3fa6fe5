"""The API answers a token as the pages answer its account."""

from datetime import date, timedelta

import pytest
from django.test import Client

from anzhi.office.actions import tokens
from anzhi.office.models import Account, Event
from anzhi.registry.models import Household
from anzhi.web.api.service import RECORDS, api

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
DAY = date(2026, 1, 1)
LATER = date(2999, 1, 1)


@pytest.fixture
def call():
    def caller(role: str, address: str):
        account = Account.objects.get(username=role)
        _, text = tokens.issue(account, label="试", expires_on=LATER, on=DAY, by=account.officer)
        return Client().get(f"/api{address}", headers={"Authorization": f"Bearer {text}"})

    return caller


def test_a_request_without_a_token_gets_nothing():
    for address in ("/households", "/figures?year=2021", "/projects/1"):
        assert Client().get(f"/api{address}").status_code == 401


def test_a_page_session_is_no_token(sign_in):
    assert sign_in("director").get("/api/households").status_code == 401


@pytest.mark.parametrize("change", [{"is_revoked": True}, {"expires_on": DAY - timedelta(days=1)}])
def test_a_token_that_ended_opens_nothing(change):
    account = Account.objects.get(username="director")
    token, text = tokens.issue(account, label="试", expires_on=LATER, on=DAY, by=account.officer)
    for name, value in change.items():
        setattr(token, name, value)
    token.save()

    assert Client().get("/api/projects", headers={"Authorization": f"Bearer {text}"}).status_code == 401


def test_the_trail_never_holds_a_token():
    account = Account.objects.get(username="director")
    _, text = tokens.issue(account, label="试", expires_on=LATER, on=DAY, by=account.officer)

    assert not Event.objects.filter(detail__icontains=text).exists()


def test_every_page_of_a_record_type_together_is_the_scope(call):
    street = Account.objects.get(username="street").officer.organisation_id
    seen, after = [], 0
    while page := call("street", f"/households?limit=200&after={after}").json():
        seen += [row["id"] for row in page]
        after = seen[-1]

    assert seen == list(Household.objects.filter(street=street).order_by("pk").values_list("pk", flat=True))


def test_a_record_of_another_street_is_not_found(call):
    street = Account.objects.get(username="street").officer.organisation_id
    other = Household.objects.exclude(street=street)[0]

    assert call("street", f"/households/{other.pk}").status_code == 404


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_a_role_without_the_area_is_refused(call, name):
    assert call("administrator", f"/{name}").status_code == 403


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_every_record_type_answers_the_director(call, name):
    assert call("director", f"/{name}?limit=3").status_code == 200


def test_personal_numbers_are_no_part_of_the_schema():
    schema = api.get_openapi_schema()

    described = str(schema["components"]["schemas"])
    assert "identity" not in described
    assert "sealed" not in described


def test_a_figure_and_its_evidence_agree(call):
    figure = call("reviewer", "/figures/signed_households?year=2021").json()
    evidence = call("reviewer", "/figures/signed_households/evidence?year=2021").json()

    assert figure["printed"] == "1831户"
    assert [part["count"] for part in evidence] == [1831]
    assert len(evidence[0]["rows"]) == 1831


def test_a_year_without_records_is_missing_not_zero(call):
    answer = call("director", "/figures/signed_households?year=1999")

    assert answer.status_code == 404
    assert "1999" in answer.json()["detail"]


def test_evidence_of_a_room_that_the_role_does_not_see_stays_closed(call):
    [part] = call("clearance", "/figures/spending/evidence?year=2021").json()

    assert part["count"] > 0
    assert part["rows"] == []
