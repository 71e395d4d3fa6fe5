"""Phone and account of a household on pages, in workbooks and over the API: masked, and in clear only for a reason."""

import io
from datetime import date

import openpyxl
import pytest
from django.test import Client

from anzhi.office import personal_data
from anzhi.office.actions import tokens
from anzhi.office.models import Account, Event
from anzhi.office.roles import ROLES
from anzhi.registry.actions import household_corrections
from anzhi.registry.models import Household
from anzhi.values.bank_account import BankAccount
from anzhi.values.phone import Phone
from tests.web.entry_cases import first, officer
from tests.web.test_entry import newest
from tests.web.typing import opened, read

pytestmark = pytest.mark.django_db

PHONE, ACCOUNT = Phone.synthetic(7).text, BankAccount.synthetic(7).text
SLIP = ACCOUNT[:-1] + str((int(ACCOUNT[-1]) + 1) % 10)
REASON = "核对发放名单"
REVEALING = [role for role in ROLES if ROLES[role].reveals]
SEEING = [role for role in ROLES if "registry" in ROLES[role].sees]


@pytest.fixture
def household(demo, db):
    """A household that every role sees, and may be corrected."""
    account = Account.objects.get(username="command_office")
    street = Account.objects.get(username="street").officer.organisation_id
    return first(
        Household, street=street, project__command_office=account.officer.organisation_id, project__cleared_on=None
    )


def clear(household):
    return [personal_data.unseal(sealed) for sealed in (household.sealed_phone, household.sealed_account)]


def place(household, step=""):
    return f"/households/{household.pk}/{step}"


def as_others_have_it(household, **values):
    """A colleague corrects it."""
    household_corrections.correct(Household.objects.get(pk=household.pk), values, by=officer())


def numbers(household):
    return clear(Household.objects.get(pk=household.pk))


@pytest.mark.parametrize("role", SEEING)
def test_every_role_sees_them_masked_and_none_in_clear(sign_in, household, role):
    client = sign_in(role)

    for page in (place(household), f"/households/?q={household.number}"):
        shown = client.get(page).content.decode()
        assert household.masked_phone in shown and household.masked_account in shown
        assert [number for number in clear(household) if number in shown] == []


def test_the_workbook_of_households_has_them_masked(sign_in, household):
    content = sign_in("director").get(f"/households/?q={household.number}&format=xlsx").content

    heading, line, *_ = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    cells = dict(zip(heading, line, strict=True))
    assert [cells[name] for name in ("联系电话", "开户银行", "银行账号")] == [
        household.masked_phone, household.bank, household.masked_account,
    ]  # fmt: skip


def test_the_api_has_them_masked(household):
    account = Account.objects.get(username="director")
    _, text = tokens.issue(account, label="试", expires_on=date.max, on=date(2026, 1, 1), by=account.officer)
    answer = Client().get(f"/api{place(household)}".rstrip("/"), headers={"Authorization": f"Bearer {text}"}).json()

    assert (answer["masked_phone"], answer["masked_account"]) == (household.masked_phone, household.masked_account)
    assert [number for number in (*clear(household), household.account_index) if number in str(answer)] == []


@pytest.mark.parametrize("what", ["phone", "account"])
@pytest.mark.parametrize("role", SEEING)
def test_only_roles_that_may_reveal_see_one_and_the_trail_says_who_and_why(sign_in, household, role, what):
    last, number = newest(), dict(zip(("phone", "account"), clear(household), strict=True))[what]

    response = sign_in(role).post(place(household, f"{what}/"), {"reason": REASON})

    told = [(e.verb, e.key, e.recorded_by, e.detail) for e in Event.objects.filter(pk__gt=last)]
    if role in REVEALING:
        assert number in response.content.decode()
        assert response["Cache-Control"] == "no-store"
        assert told == [(f"household.reveal_{what}", household.pk, officer(role), {"reason": REASON})]
    else:
        assert (response.status_code, told) == (403, [])


def test_a_household_out_of_reach_reveals_nothing(sign_in, monkeypatch):
    monkeypatch.setattr(ROLES["street"], "reveals", True)
    other = Household.objects.exclude(street_id=officer("street").organisation_id).order_by("pk")[0]
    last = newest()

    assert sign_in("street").post(place(other, "phone/"), {"reason": REASON}).status_code == 404
    assert newest() == last


def test_without_a_reason_the_reader_is_told_and_sees_nothing(sign_in, household):
    last = newest()

    response = sign_in("clearance").post(place(household, "phone/"), {"reason": "看"}, follow=True)

    assert "必须说明原因" in response.content.decode()
    assert clear(household)[0] not in response.content.decode()
    assert newest() == last


def test_a_form_shows_what_is_recorded_masked_and_leaves_it_alone(sign_in, household):
    client, before = sign_in("clearance"), clear(household)
    html = client.get(place(household, "edit/")).content.decode()

    client.post(place(household, "edit/"), read(client.get(place(household, "edit/"))).sent | {"address": "九组"})

    assert household.masked_phone in html and household.masked_account in html
    assert [number for number in before if number in html] == []
    assert numbers(household) == before


def test_what_is_typed_comes_back_masked_when_something_else_is_wrong(sign_in, household):
    client = sign_in("clearance")
    typed = opened(client, place(household, "edit/")) | {"phone": PHONE, "account": SLIP, "head_name": ""}

    page = client.post(place(household, "edit/"), typed)

    html = page.content.decode()
    assert PHONE not in html and SLIP not in html
    assert Phone(PHONE).masked in html and "末位校验不符" in html
    client.post(place(household, "edit/"), read(page).sent | {"head_name": "赵户"})
    assert numbers(household) == [PHONE, SLIP]


def test_a_tick_strikes_out_what_is_recorded(sign_in, household):
    client = sign_in("clearance")
    typed = opened(client, place(household, "edit/")) | {"phone-clear": "on", "account-clear": "on", "bank": ""}

    assert client.post(place(household, "edit/"), typed).status_code == 302

    found = Household.objects.get(pk=household.pk)
    assert (found.sealed_phone, found.sealed_account, found.account_index) == (None, None, "")


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"phone": "12345678901"}, "phone"), ({"account": "12345"}, "account"), ({"bank": " "}, "bank")],
)
def test_a_wrong_one_is_refused_beside_its_field_without_being_repeated(sign_in, household, typed, field):
    client, before = sign_in("clearance"), numbers(household)

    page = read(client.post(place(household, "edit/"), opened(client, place(household, "edit/")) | typed))

    assert page.messages.keys() == {field}
    assert next(iter(typed.values())).strip() not in page.messages[field] or field == "bank"
    assert numbers(household) == before


def test_a_form_left_alone_does_not_take_back_what_a_colleague_corrected(sign_in, household):
    client = sign_in("clearance")
    typed = opened(client, place(household, "edit/"))
    as_others_have_it(household, phone=PHONE)

    page = client.post(place(household, "edit/"), typed | {"address": "九组"})
    client.post(place(household, "edit/"), read(page).sent)

    assert "联系电话已更正" in page.content.decode()
    assert numbers(household)[0] == PHONE
    assert Household.objects.get(pk=household.pk).address == "九组"


def test_an_account_that_is_no_card_is_taken_and_doubted_on_the_page(sign_in, household):
    client = sign_in("clearance")
    response = client.post(
        place(household, "edit/"), opened(client, place(household, "edit/")) | {"account": SLIP}, follow=True
    )

    assert response.redirect_chain and "末位校验不符" in response.content.decode()
    assert numbers(household)[1] == SLIP


def test_households_of_one_account_are_told_to_each_reader_as_far_as_he_sees(sign_in, household):
    other = Household.objects.exclude(street_id=household.street_id).order_by("pk")[0]
    as_others_have_it(other, account=clear(household)[1], bank=household.bank)

    director = sign_in("director").get(place(household)).content.decode()
    street = sign_in("street").get(place(household)).content.decode()

    assert f'/households/{other.pk}/">{other}' in director
    assert str(other) not in street and "1 户不在您的查看范围内" in street


def test_the_list_finds_households_that_share_an_account_and_the_household_of_a_whole_account(sign_in, household):
    client = sign_in("director")
    counts = {}
    for index in Household.objects.exclude(account_index="").values_list("account_index", flat=True):
        counts[index] = counts.get(index, 0) + 1

    shared = client.get("/households/?shared=true").context["page"]

    assert shared.count == sum(count for count in counts.values() if count > 1) > 0
    found = client.get(f"/households/?q={clear(household)[1]}").context["page"]
    assert [row.cells[0][1] for row in found.rows] == [household.number]
