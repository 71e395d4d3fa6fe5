"""接口的佐证材料 The documents of a record over the API: what they are and their digests, never their content."""

from datetime import datetime

from django.db.models import Model
from ninja import Schema

from anzhi.office.queries import DocumentEntry, documents


class DocumentOut(Schema):
    """A document; ``digest`` is SM3 of the file, in hexadecimal. One with a ``withdrawal_reason`` proves nothing."""

    id: int
    title: str
    kind: str
    file_name: str
    media_type: str
    size: int
    digest: str
    attached_at: datetime | None
    attached_by: str
    withdrawal_reason: str


def documents_of(record: Model) -> list[DocumentOut]:
    """The documents of a record, newest first."""
    return [_out(entry) for entry in documents([record])]


def _out(entry: DocumentEntry) -> DocumentOut:
    document, attached = entry.document, entry.attached
    return DocumentOut(
        id=document.pk,
        title=document.title,
        kind=document.kind,
        file_name=document.file_name,
        media_type=document.file.media_type,
        size=document.file.size,
        digest=document.file.digest,
        attached_at=attached.recorded_at if attached else None,
        attached_by=attached.recorded_by.name if attached else "",
        withdrawal_reason=document.withdrawal_reason,
    )
