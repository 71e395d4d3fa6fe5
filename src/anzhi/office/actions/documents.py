"""佐证材料 Attaching files to records, withdrawing and opening them, and checking that each is still what it was."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import models, transaction

from anzhi.office import personal_data
from anzhi.office.actions import events
from anzhi.office.models import Document, Event, Officer, StoredFile
from anzhi.office.models.document import LONGEST_NAME
from anzhi.values.digest import sm3
from anzhi.values.finding import Finding, Severity
from anzhi.values.media_type import MediaType, sniff
from anzhi.values.refusal import Refused
from anzhi.values.wording import phrase

_STORE = "document.store"
_SHORTEST = 4
"""Characters of a reason that says something."""
_MEGABYTE = 2**20


@dataclass(frozen=True)
class Upload:
    """A file as it was handed in.

    Attributes:
        kind: what it is.
        file_name: what it was called.
        content: its bytes.
        title: what it is called here; the name of the file when empty.
    """

    kind: Document.Kind
    file_name: str
    content: bytes
    title: str = ""


def attach(record: models.Model, upload: Upload, *, by: Officer) -> Document:
    """附上材料. The content is sealed and stored once, however many records it proves something about.

    Raises:
        Refused: too large, empty, none of the types that are kept, or attached to this record already.
    """
    if not upload.content:
        raise Refused("文件是空的").at("file")
    if len(upload.content) > settings.DOCUMENT_LIMIT:
        limit = settings.DOCUMENT_LIMIT // _MEGABYTE
        raise Refused("文件超过 {limit} MB，请降低扫描精度或分成几份后再上传", limit=limit).at("file")
    try:
        media_type = sniff(upload.content)
    except Refused as refusal:
        raise refusal.at("file") from None
    # Sealed before anything is locked: on the embedded database nobody else can write while a writer works.
    fresh = StoredFile(
        digest=sm3(upload.content),
        media_type=media_type.value,
        size=len(upload.content),
        sealed=personal_data.seal_bytes(upload.content),
    )
    return _attach(record, fresh, upload, by)


def withdraw(document: Document, *, reason: str, by: Officer) -> Document:
    """撤下. The document stays, with the reason; only those who see the trail can still open it.

    Raises:
        Refused: no reason is given, or it is withdrawn already.
    """
    if document.is_withdrawn:
        raise Refused("佐证材料“{document}”已经撤下", document=document)
    if len(reason.strip()) < _SHORTEST:
        raise Refused("撤下佐证材料必须说明原因（至少 {least} 个字）", least=_SHORTEST)
    change = {"withdrawal_reason": reason.strip()}
    return events.change({document: change}, verb="document.withdraw", by=by)[0]


def open_content(document: Document, *, by: Officer) -> bytes:
    """The content of a document; that it was opened, and by whom, stays in the trail.

    Raises:
        Refused: the stored bytes are not those that were attached.
    """
    with transaction.atomic():
        events.write("document.open", [(document, {})], by)
        content = personal_data.unseal_bytes(document.file.sealed)
        if sm3(content) != document.file.digest:
            raise Refused("佐证材料“{document}”的内容与登记时的摘要不符，请联系系统管理员核对", document=document)
    return content


def verify() -> Iterator[Finding]:
    """Compare every stored file with the digest in the trail, one at a time; a finding for the first that differs."""
    noted = Event.objects.filter(verb=_STORE).order_by("pk").values_list("key", "detail")
    for key, detail in noted.iterator(chunk_size=500):
        if (problem := _problem(key, detail["digest"])) is not None:
            yield _finding(key, detail["digest"], problem)
            return
    beside = StoredFile.objects.exclude(pk__in=Event.objects.filter(verb=_STORE).values("key")).defer("sealed")
    if (stranger := beside.order_by("pk").first()) is not None:
        yield _finding(stranger.pk, stranger.digest, phrase("没有登记就存入了"))


@transaction.atomic
def _attach(record: models.Model, fresh: StoredFile, upload: Upload, by: Officer) -> Document:
    if not type(record)._default_manager.filter(pk=record.pk).exists():
        raise Refused("要附材料的记录不存在")
    name = _shown(upload.file_name) or "材料"
    document = Document(
        noun=record._meta.label_lower,
        key=record.pk,
        title=(_shown(upload.title) or name)[:80],
        kind=upload.kind,
        file_name=_named(name, MediaType(fresh.media_type)),
        file=_stored(fresh, by),
    )
    try:
        return events.add([document], verb="document.attach", by=by)[0]
    except Refused as refusal:
        raise refusal.at("file") from None


def _stored(fresh: StoredFile, by: Officer) -> StoredFile:
    """The stored content: what is there already, else what is added now, else what somebody added this moment."""
    known = StoredFile.objects.defer("sealed").filter(digest=fresh.digest)
    if (there := known.first()) is not None:
        return there
    try:
        return events.add([fresh], verb=_STORE, by=by)[0]
    except Refused:
        return known.get()


def _problem(key: int, digest: str) -> object | None:
    """What is wrong with a stored file; None when it is what was stored."""
    file = StoredFile.objects.filter(pk=key).first()
    if file is None:
        return phrase("内容已不在库中")
    try:
        content = personal_data.unseal_bytes(file.sealed)
    except Refused as refusal:
        return refusal
    found = next((other for other in (sm3(content), file.digest) if other != digest), None)
    return None if found is None else phrase("现在的摘要是 {digest}", digest=found)


def _finding(key: int, digest: str, problem: object) -> Finding:
    document = Document.objects.filter(file=key).order_by("pk").first()
    parameters = (("document", document or key), ("digest", digest), ("problem", problem))
    return Finding(Severity.ERROR, "documents", "佐证材料“{document}”与登记的摘要 {digest} 不符：{problem}", parameters)


def _shown(text: str) -> str:
    """A name without characters that nobody sees or that turn the writing round."""
    return "".join(c for c in text if unicodedata.category(c)[0] != "C").strip()


def _named(name: str, media_type: MediaType) -> str:
    """A file name without folders, of a length that is kept, that ends as its type does."""
    plain = name.replace("\\", "/").rpartition("/")[2]
    ended = media_type.named(plain)
    return ended[-LONGEST_NAME:]
