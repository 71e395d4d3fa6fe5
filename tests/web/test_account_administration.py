"""The administrator gives and takes logins, sees no case, and cannot raise himself."""

import re

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import authenticate
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from anzhi.demo.steps.accounts import PASSWORD
from anzhi.office.models import Account, Event, Officer, Organisation
from anzhi.office.roles import ROLES

pytestmark = pytest.mark.django_db
CASES = ("approvals", "estates", "transition", "batches", "tickets", "budget", "trail", "projects", "households")


def page(name, *args):
    return reverse(name, args=args)


def account(role):
    return Account.objects.get(username=role)


def free_officer():
    return Officer.objects.filter(account=None, left_on=None).order_by("pk")[0]


def first_password(response):
    return re.search(r"<code>([^<]+)</code>", response.content.decode()).group(1)


def outsider(**changes):
    street = Organisation.objects.filter(kind="street").order_by("pk")[0]
    data = {"name": "新经办", "staff_number": "X01", "organisation": street.pk, "title": "经办"}
    return data | {"username": "newcomer", "role": "street"} | changes


def test_the_administrator_opens_no_page_of_a_case(sign_in):
    client = sign_in("administrator")
    assert {name: client.get(page(name)).status_code for name in CASES} == dict.fromkeys(CASES, 403)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_nobody_else_administers_accounts(sign_in, role):
    client, key = sign_in(role), account("street").pk
    names = ("assign_account", "reset_password", "remove_second_factor")
    assert {client.post(page(name, key), {"role": "director"}).status_code for name in names} == {403}
    assert client.post(page("open_account"), outsider()).status_code == 403


def test_an_officer_on_record_gets_a_login_that_works_once_the_password_is_changed(sign_in):
    officer = free_officer()
    response = sign_in("administrator").post(
        page("open_account"), {"officer": officer.pk, "username": "wang", "role": "general"}
    )

    client = Client()
    client.post(page("sign_in"), {"username": "wang", "password": first_password(response)})
    assert account("wang").officer == officer
    assert client.get(page("tickets")).headers["Location"] == page("change_password")


def test_an_officer_of_another_body_is_appointed_with_the_login(sign_in):
    sign_in("administrator").post(page("open_account"), outsider())

    opened = account("newcomer")
    assert (opened.officer.staff_number, opened.officer.employment, opened.role) == ("X01", "external", "street")


def test_a_login_name_that_is_taken_appoints_nobody(sign_in):
    response = sign_in("administrator").post(page("open_account"), outsider(username="director"))

    assert response.context["form"].errors
    assert not Officer.objects.filter(staff_number="X01").exists()


@pytest.mark.parametrize("missing", ["name", "staff_number", "organisation", "title", "username"])
def test_a_form_without_a_needed_word_says_so_beside_the_field_and_keeps_the_rest(sign_in, missing):
    response = sign_in("administrator").post(page("open_account"), outsider(**{missing: ""}))

    assert list(response.context["form"].errors) == [missing]
    kept = "新经办" if missing != "name" else "X01"
    assert kept in response.content.decode()


def test_the_role_of_a_street_is_given_in_a_street_only(sign_in):
    bureau = Organisation.objects.filter(kind="partner_bureau").order_by("pk")[0]
    response = sign_in("administrator").post(page("open_account"), outsider(organisation=bureau.pk))

    assert "街道" in str(response.context["form"].non_field_errors())
    assert not Account.objects.filter(username="newcomer").exists()


def test_a_first_password_is_shown_once_and_kept_nowhere(sign_in):
    client, key = sign_in("administrator"), account("general").pk
    response = client.post(page("reset_password", key))

    password = first_password(response)
    assert response["Cache-Control"] == "no-store"
    assert password not in client.get(page("account", key)).content.decode()
    assert not any(password in str(event.detail) for event in Event.objects.order_by("-pk")[:20])


def test_a_reset_ends_the_session_and_the_old_password(sign_in, rf):
    old = sign_in("general")
    password = first_password(sign_in("administrator").post(page("reset_password", account("general").pk)))

    assert old.get(page("tickets")).headers["Location"].startswith(page("sign_in"))
    request = rf.post("/")
    assert authenticate(request, username="general", password=PASSWORD) is None
    assert authenticate(request, username="general", password=password) == account("general")


def test_a_reset_unlocks_the_account(sign_in):
    AccessAttempt.objects.create(username="general", ip_address="127.0.0.1", failures_since_start=9, user_agent="x")

    sign_in("administrator").post(page("reset_password", account("general").pk))

    assert not AccessAttempt.objects.filter(username="general").exists()


def test_an_account_that_is_closed_is_out_at_once(sign_in):
    client = sign_in("general")
    sign_in("administrator").post(page("assign_account", account("general").pk), {"role": "general"})

    assert client.get(page("tickets")).headers["Location"].startswith(page("sign_in"))


def test_a_new_role_opens_its_pages_and_closes_the_old_ones(sign_in):
    client = sign_in("general")
    data = {"role": "partner_bureau", "is_active": "on"}
    response = sign_in("administrator").post(page("assign_account", account("general").pk), data)

    assert response.headers["Location"] == page("account", account("general").pk)
    assert [client.get(page(name)).status_code for name in ("batches", "tickets")] == [200, 403]


@pytest.mark.parametrize("data", [{"role": "director", "is_active": "on"}, {"role": "administrator"}])
def test_nobody_changes_his_own_role_or_closes_his_own_account(sign_in, data):
    own = account("administrator")
    response = sign_in("administrator").post(page("assign_account", own.pk), data)

    assert response.context["form"].non_field_errors()
    assert (account("administrator").role, account("administrator").is_active) == ("administrator", True)


def test_a_lost_second_factor_is_taken_away_and_the_trail_says_so(sign_in):
    client = sign_in("administrator")
    TOTPDevice.objects.create(user=account("general"), name="general", confirmed=True)
    client.post(page("remove_second_factor", account("general").pk))

    assert not TOTPDevice.objects.filter(user=account("general")).exists()
    event = Event.objects.order_by("-pk")[0]
    assert (event.verb, event.key, event.recorded_by) == (
        "account.remove_second_factor", account("general").pk, account("administrator").officer,
    )  # fmt: skip


def test_ones_own_second_factor_is_not_taken_away_here(sign_in):
    client = sign_in("administrator")
    own = account("administrator")
    device = TOTPDevice.objects.create(user=own, name="administrator", confirmed=False)
    client.post(page("remove_second_factor", own.pk))

    assert TOTPDevice.objects.filter(pk=device.pk).exists()
