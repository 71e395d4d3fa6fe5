"""A file that was attached stays what it was: sealed, stored once, never deleted, checked against the trail."""

import unicodedata

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from anzhi.office import personal_data
from anzhi.office.actions import documents
from anzhi.office.actions.documents import Upload
from anzhi.office.models import Document, Event, StoredFile
from anzhi.office.queries import documents as listed
from anzhi.values.digest import sm3
from anzhi.values.media_type import MediaType
from anzhi.values.refusal import Refused

pytestmark = pytest.mark.django_db

JPEG = b"\xff\xd8\xff\xe0 a photo of a signed page \xff\xd9"
OTHER = b"\xff\xd8\xff\xe0 another page \xff\xd9"


def upload(content=JPEG, *, name="协议.jpg", title="征地补偿安置协议"):
    return Upload(Document.Kind.AGREEMENT, name, content, title)


@pytest.fixture
def household(cast):
    return cast.household()


@pytest.fixture
def document(cast, household):
    return documents.attach(household, upload(), by=cast.officer)


def rows():
    return Document.objects.count(), StoredFile.objects.count(), Event.objects.count()


def tamper(sql, *parameters):
    """Change files as somebody with the database's own rights would: triggers off."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS office_storedfile_no_UPDATE")
            cursor.execute("DROP TRIGGER IF EXISTS office_storedfile_no_DELETE")
        else:
            cursor.execute("ALTER TABLE office_storedfile DISABLE TRIGGER USER")
        cursor.execute(sql, parameters)


def findings():
    return [str(finding) for finding in documents.verify()]


def test_what_is_attached_is_what_is_opened_and_nowhere_in_clear(cast, document):
    stored = StoredFile.objects.get()

    assert documents.open_content(document, by=cast.officer) == JPEG
    assert b"signed page" not in bytes(stored.sealed)
    assert (stored.digest, stored.size, stored.media_type) == (sm3(JPEG), len(JPEG), MediaType.JPEG)


def test_the_trail_says_who_attached_and_who_opened_it_and_holds_its_digest(cast, household, document):
    documents.open_content(document, by=cast.officer)

    about = Event.objects.filter(noun="office.document").order_by("pk")
    assert [(e.verb, e.key, e.recorded_by) for e in about] == [
        (f"document.{verb}", document.pk, cast.officer) for verb in ("attach", "open")
    ]
    assert (about[0].detail["noun"], about[0].detail["key"]) == ("registry.household", household.pk)
    assert Event.objects.get(verb="document.store").detail["digest"] == sm3(JPEG)


@pytest.mark.parametrize(
    "content",
    [b"", b"<html></html>", b"%PDF-1.7 cut off", JPEG + b"x" * 100],
    ids=["empty", "of another type", "cut off", "too large"],
)
def test_what_cannot_be_kept_leaves_nothing_behind(cast, household, settings, content):
    settings.DOCUMENT_LIMIT = len(JPEG) + 50
    before = rows()

    with pytest.raises(Refused) as refusal:
        documents.attach(household, upload(content), by=cast.officer)
    assert refusal.value.field == "file"
    assert rows() == before


def test_a_record_has_the_same_file_once(cast, household, document):
    before = rows()

    with pytest.raises(Refused, match="已在本记录"):
        documents.attach(household, upload(title="又一次"), by=cast.officer)
    assert rows() == before


def test_one_file_may_prove_something_about_two_records_and_is_stored_once(cast, document):
    other = documents.attach(cast.project, upload(), by=cast.officer)

    assert rows()[:2] == (2, 1)
    assert documents.open_content(other, by=cast.officer) == JPEG


def test_a_record_that_is_not_there_gets_no_document(cast, household):
    household.pk = 999_999

    with pytest.raises(Refused, match="不存在"):
        documents.attach(household, upload(), by=cast.officer)
    assert rows()[:2] == (0, 0)


def test_a_document_is_withdrawn_with_a_reason_and_stays(cast, household, document):
    documents.withdraw(document, reason=" 扫描不清 ", by=cast.officer)

    [entry] = listed([household])
    assert (entry.document.withdrawal_reason, entry.withdrawn.recorded_by) == ("扫描不清", cast.officer)
    assert documents.open_content(entry.document, by=cast.officer) == JPEG


@pytest.mark.parametrize("reason", ["", "   ", "错了"])
def test_without_a_reason_nothing_is_withdrawn(cast, document, reason):
    with pytest.raises(Refused, match="必须说明原因"):
        documents.withdraw(document, reason=reason, by=cast.officer)
    assert not Document.objects.exclude(withdrawal_reason="").exists()


def test_a_document_is_withdrawn_once(cast, document):
    seen_before = Document.objects.get(pk=document.pk)
    documents.withdraw(document, reason="扫描不清", by=cast.officer)

    for late in (document, seen_before):
        with pytest.raises(Refused, match=r"已经撤下|已被他人改动"):
            documents.withdraw(late, reason="另一个原因", by=cast.officer)


def test_what_was_withdrawn_can_be_attached_again_without_being_stored_again(cast, household, document):
    documents.withdraw(document, reason="附错了地方", by=cast.officer)

    documents.attach(household, upload(), by=cast.officer)

    assert rows()[:2] == (2, 1)


@given(position=st.integers(0, len(JPEG) + 47), flip=st.integers(1, 255))
def test_any_altered_byte_of_a_file_is_refused(position, flip):
    sealed = bytearray(personal_data.seal_bytes(JPEG))
    sealed[position] ^= flip

    with pytest.raises(Refused):
        personal_data.unseal_bytes(bytes(sealed))


def test_a_file_in_the_place_of_another_is_not_handed_out(cast, household, document):
    other = documents.attach(household, upload(OTHER, title="另一份"), by=cast.officer)
    sealed = bytes(other.file.sealed)
    tamper("UPDATE office_storedfile SET sealed = %s WHERE id = %s", sealed, document.file_id)
    opened = Event.objects.filter(verb="document.open").count()

    with pytest.raises(Refused, match="与登记时的摘要不符"):
        documents.open_content(Document.objects.get(pk=document.pk), by=cast.officer)
    assert Event.objects.filter(verb="document.open").count() == opened


def test_untouched_files_verify(cast, household, document):
    documents.attach(household, upload(OTHER, title="另一份"), by=cast.officer)

    assert findings() == []


@pytest.mark.parametrize("flipped", [0, 20, -1])
def test_an_altered_file_is_named_and_only_the_first(cast, household, document, flipped):
    other = documents.attach(household, upload(OTHER, title="另一份"), by=cast.officer)
    for file in (document.file, other.file):
        sealed = bytearray(file.sealed)
        sealed[flipped] ^= 1
        tamper("UPDATE office_storedfile SET sealed = %s WHERE id = %s", bytes(sealed), file.pk)

    [finding] = findings()
    assert "征地补偿安置协议" in finding and sm3(JPEG) in finding


def test_a_file_exchanged_together_with_its_digest_is_still_found(document):
    change = "UPDATE office_storedfile SET sealed = %s, digest = %s WHERE id = %s"
    tamper(change, personal_data.seal_bytes(OTHER), sm3(OTHER), document.file_id)

    [finding] = findings()
    assert sm3(OTHER) in finding


def test_a_file_that_disappeared_is_named(document):
    Document.objects.all().delete()
    tamper("DELETE FROM office_storedfile WHERE id = %s", document.file_id)

    [finding] = findings()
    assert "已不在库中" in finding


def test_a_file_that_nobody_stored_is_named(document):
    StoredFile.objects.create(digest=sm3(OTHER), media_type=MediaType.JPEG, size=1, sealed=b"x")

    [finding] = findings()
    assert sm3(OTHER) in finding


@given(st.text(max_size=200), st.sampled_from(["", ".jpg", ".JPG", ".exe", ".jpg/../../x", "\\..\\a.jpeg"]))
def test_a_file_name_is_plain_whatever_was_sent(name, end):
    named = documents._named(documents._shown(name + end) or "材料", MediaType.JPEG)

    assert 0 < len(named) <= 120
    assert named.lower().endswith((".jpg", ".jpeg"))
    assert not any(unicodedata.category(c)[0] == "C" or c in "/\\" for c in named)


def test_a_document_without_a_title_is_called_like_its_file(cast, household):
    attached = documents.attach(household, upload(title="\u202e", name="C:\\扫描\\第\u200b三页.pdf"), by=cast.officer)

    assert attached.file_name == "第三页.pdf.jpg"
    assert attached.title.endswith("第三页.pdf")
