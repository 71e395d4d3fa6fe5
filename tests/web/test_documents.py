"""Files on the pages of records: in reach as their record is, kept as an attachment, every look at one an event."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from django.urls import reverse

from anzhi.office.actions import documents, tokens
from anzhi.office.actions.documents import Upload
from anzhi.office.models import Account, Document, Event, StoredFile
from anzhi.office.roles import ROLES
from anzhi.registry.models import Household
from anzhi.values.digest import sm3
from anzhi.web.documents.card import address_of, card
from anzhi.web.entry.catalogue import BY_MODEL, KINDS
from anzhi.web.scope import scope
from tests.web.entry_cases import ROLES as CHANGERS
from tests.web.entry_cases import first, officer
from tests.web.test_entry import newest
from tests.web.typing import read

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 a signed agreement %%EOF"
PAGES = ("project", "household", "estate", "batch", "ticket", "activity")
"""Kinds whose page carries a card."""


def sent(content=PDF, name="协议.pdf", **typed):
    return {"file": SimpleUploadedFile(name, content), "kind": "agreement", "title": "安置协议"} | typed


def attached(record, content=PDF):
    upload = Upload(Document.Kind.AGREEMENT, "协议.pdf", content, "安置协议")
    return documents.attach(record, upload, by=officer())


def events_since(last):
    return [(e.verb, e.key, e.recorded_by) for e in Event.objects.filter(pk__gt=last).order_by("pk")]


def elsewhere():
    """A household that the street officer does not see."""
    return Household.objects.exclude(street_id=officer("street").organisation_id).order_by("pk")[0]


@pytest.fixture
def household(demo, db):
    return first(Household, street=officer("street").organisation_id, signed_on__year=2020)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_a_file_can_be_attached_to_every_kind_of_record_by_those_who_enter_it(sign_in, kind):
    record, client, last = first(kind.model), sign_in(CHANGERS[kind.area]), newest()

    response = client.post(address_of(record, "attach"), sent(), follow=True)

    document = Document.objects.order_by("pk").last()
    assert (document.noun, document.key, document.title) == (kind.model._meta.label_lower, record.pk, "安置协议")
    assert [verb for verb, _, _ in events_since(last)] == ["document.store", "document.attach"]
    assert {by for _, _, by in events_since(last)} == {officer(CHANGERS[kind.area])}
    assert address_of(record, "file", document.pk) in response.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_the_page_of_a_record_lists_its_documents_with_who_and_lets_only_changers_attach(sign_in, name):
    kind = next(kind for kind in KINDS if kind.name == name)
    record = first(kind.model)
    document = attached(record)
    page = reverse(name, args=[record.pk])

    changer, director = (sign_in(role).get(page).content.decode() for role in (CHANGERS[kind.area], "director"))

    for shown in (changer, director):
        assert address_of(record, "file", document.pk) in shown and officer().name in shown
    assert address_of(record, "attach") in changer
    assert address_of(record, "attach") not in director


def test_the_page_of_a_household_shows_the_documents_of_what_stands_on_it_by_area(sign_in, household):
    approval = household.approvals.get()
    address = address_of(approval, "file", attached(approval).pk)
    page = reverse("household", args=[household.pk])

    assert address in sign_in("auditor").get(page).content.decode()
    assert address not in sign_in("partner_bureau").get(page).content.decode()


def test_what_stands_on_a_page_and_is_out_of_reach_shows_no_documents(household):
    beyond = elsewhere()
    keys = {}
    for record in (household, beyond):
        attached(record)
    for role in ("street", "auditor"):
        shown = card(household, Account.objects.get(username=role), [beyond])
        keys[role] = [line.entry.document.key for line in shown.lines]

    assert keys == {"street": [household.pk], "auditor": [beyond.pk, household.pk]}


@pytest.mark.parametrize(
    ("content", "typed", "field", "said"),
    [
        (b"", {}, "file", "文件是空的"),
        (b"<html>", {}, "file", "文件内容不是"),
        (PDF + b"x" * 2000, {}, "file", "文件超过"),
        (PDF, {"kind": ""}, "kind", "请选择"),
        (PDF, {"file": ""}, "file", "请选择文件"),
        (PDF, {"title": "长" * 81}, "title", "80"),
    ],
    ids=["empty", "of another type", "too large", "no kind", "no file", "too long a title"],
)
def test_what_cannot_be_attached_is_said_beside_its_field(sign_in, settings, household, content, typed, field, said):
    settings.DOCUMENT_LIMIT = 1000
    client, last = sign_in("clearance"), newest()

    response = client.post(address_of(household, "attach"), sent(content, **typed))

    messages = {name.removeprefix("document_"): text for name, text in read(response).messages.items()}
    assert response.status_code == 422
    assert list(messages) == [field] and said in messages[field]
    assert newest() == last


def test_the_same_file_twice_on_a_record_is_refused(sign_in, household):
    client = sign_in("clearance")
    client.post(address_of(household, "attach"), sent())
    last = newest()

    response = client.post(address_of(household, "attach"), sent(title="又一次"))

    assert response.status_code == 422 and "已在本记录" in response.content.decode()
    assert newest() == last


def test_a_file_on_its_way_is_never_on_the_disk(sign_in, settings, household, monkeypatch):
    def spooled(*arguments, **named):
        raise AssertionError("written to the disk in clear")

    monkeypatch.setattr(TemporaryUploadedFile, "__init__", spooled)
    content = PDF + b" " * (settings.DOCUMENT_LIMIT - len(PDF))

    assert sign_in("clearance").post(address_of(household, "attach"), sent(content)).status_code == 302
    assert StoredFile.objects.get(digest=sm3(content)).size == settings.DOCUMENT_LIMIT


def test_a_document_is_handed_out_to_be_kept_not_to_be_run(sign_in, household):
    document = attached(household)
    last = newest()

    response = sign_in("street").get(address_of(household, "file", document.pk))

    assert (response.status_code, response.content) == (200, PDF)
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "no-store"
    assert events_since(last) == [("document.open", document.pk, officer("street"))]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_just_the_documents_of_records_that_it_sees(sign_in, role):
    """Every document of the demo office, and one more beyond the reach of those who do not see everything."""
    attached(elsewhere())
    client, account = sign_in(role), Account.objects.get(username=role)
    models = {model._meta.label_lower: model for model in BY_MODEL}

    for document in Document.objects.filter(withdrawal_reason=""):
        model, last = models[document.noun], newest()
        record = model.objects.get(pk=document.key)
        response = client.get(address_of(record, "file", document.pk))
        in_area = BY_MODEL[model].area in ROLES[role].sees
        in_reach = scope(model.objects.filter(pk=record.pk), account).exists()
        assert response.status_code == (403 if not in_area else 200 if in_reach else 404), (role, document)
        assert (newest() > last) == (in_area and in_reach)


@pytest.mark.parametrize("what", ["", "attach", "file", "withdraw"])
def test_a_stranger_to_a_record_finds_nothing_of_its_documents(sign_in, monkeypatch, what):
    monkeypatch.setattr(ROLES["street"], "changes", frozenset({"registry"}))
    other = elsewhere()
    document = attached(other)
    address = address_of(other, what, *([document.pk] if what in ("file", "withdraw") else []))
    client, last = sign_in("street"), newest()

    send = client.post if what in ("attach", "withdraw") else client.get

    assert send(address, sent(reason="不该看见")).status_code == 404
    assert newest() == last


@pytest.mark.parametrize("what", ["file", "withdraw"])
def test_a_document_is_not_reached_through_another_record(sign_in, household, what):
    document = attached(elsewhere())
    client, last = sign_in("clearance"), newest()
    address = address_of(household, what, document.pk)

    assert (
        client.post(address, {"reason": "不该看见"}) if what == "withdraw" else client.get(address)
    ).status_code == 404
    assert newest() == last


@pytest.mark.parametrize(
    "address", ["registry/nothing/1/", "registry/estate/1/", "housing/household/1/", "registry/x/1/attach/"]
)
def test_an_address_that_means_no_record_leads_nowhere(sign_in, address):
    assert sign_in("director").get(f"/documents/{address}").status_code in (404, 403)


def test_a_withdrawn_document_is_listed_with_its_reason_and_opens_only_to_those_who_see_the_trail(sign_in, household):
    document = attached(household)
    page = reverse("household", args=[household.pk])

    response = sign_in("clearance").post(
        address_of(household, "withdraw", document.pk), {"reason": "扫描不清"}, follow=True
    )

    assert response.redirect_chain[-1][0] == page
    for role in (role for role in ROLES if "registry" in ROLES[role].sees):
        opens = "trail" in ROLES[role].sees
        client = sign_in(role)
        shown, address = client.get(page).content.decode(), address_of(household, "file", document.pk)
        assert "撤下：扫描不清" in shown
        assert (address in shown, client.get(address).status_code) == (opens, 200 if opens else 404)


def test_without_a_reason_a_document_stays(sign_in, household):
    document = attached(household)

    response = sign_in("clearance").post(address_of(household, "withdraw", document.pk), {"reason": "错"}, follow=True)

    assert "必须说明原因" in response.content.decode()
    assert not Document.objects.get(pk=document.pk).is_withdrawn


def test_a_file_that_was_altered_is_not_handed_out_and_the_reader_is_told(sign_in, household, monkeypatch):
    document, last = attached(household), newest()
    monkeypatch.setattr("anzhi.office.actions.documents.sm3", lambda content: "0" * 64)

    response = sign_in("auditor").get(address_of(household, "file", document.pk), follow=True)

    assert "与登记时的摘要不符" in response.content.decode()
    assert newest() == last


def test_the_trail_leads_from_a_document_to_its_record(sign_in, household):
    attached(household)

    row = sign_in("auditor").get("/trail/?verb=document.attach").context["page"].rows[0]

    assert row.address == reverse("household", args=[household.pk])


def test_the_api_tells_of_documents_and_their_digests_and_holds_no_content(household):
    document, other = attached(household), elsewhere()
    account = Account.objects.get(username="street")
    _, text = tokens.issue(account, label="试", expires_on=date.max, on=date(2026, 1, 1), by=account.officer)
    headers = {"Authorization": f"Bearer {text}"}

    [answer] = Client().get(f"/api/households/{household.pk}/documents", headers=headers).json()

    assert (answer["id"], answer["digest"], answer["size"]) == (document.pk, sm3(PDF), len(PDF))
    assert (answer["attached_by"], answer["withdrawal_reason"]) == (officer().name, "")
    assert "sealed" not in answer and "content" not in answer
    assert Client().get(f"/api/households/{other.pk}/documents", headers=headers).status_code == 404
