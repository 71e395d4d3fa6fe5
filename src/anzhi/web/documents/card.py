"""卡片 The documents of a record on its page, with those of the records that stand on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.urls import reverse

from anzhi.office.models import Account, Document
from anzhi.office.queries import DocumentEntry, documents
from anzhi.web.documents.forms import UploadForm
from anzhi.web.entry.catalogue import BY_MODEL
from anzhi.web.scope import scope


@dataclass(frozen=True)
class Line:
    """A document as an account may use it.

    Attributes:
        entry: the document and what the trail says of it.
        owner: the record it is about, where that is another than the page's.
        address: where it is opened; empty when it is withdrawn and the account does not see the trail.
        withdrawing: where it is withdrawn; empty when the account may not, or it is withdrawn already.
    """

    entry: DocumentEntry
    owner: Model | None
    address: str
    withdrawing: str


@dataclass(frozen=True)
class Card:
    """The documents of a page.

    Attributes:
        lines: the documents, newest first.
        attaching: where one more is sent to; empty when the account may not.
        form: what is asked for one.
        limit: megabytes of the largest.
    """

    lines: tuple[Line, ...]
    attaching: str
    form: UploadForm
    limit: int


def card(record: Any, account: Account, parts: Sequence[Model] = (), form: UploadForm | None = None) -> Card | None:
    """The documents of a record and of its parts, as far as the account sees them; None for what has none.

    Args:
        record: the record of the page.
        account: the reader.
        parts: other records that stand on the page.
        form: a form that was sent and comes back.
    """
    if type(record) not in BY_MODEL:
        return None
    shown = {(seen._meta.label_lower, seen.pk): seen for seen in _seen((record, *parts), account)}
    found = documents(shown.values())
    lines = tuple(_line(entry, shown[entry.document.noun, entry.document.key], record, account) for entry in found)
    may_change = area_of(record) in account.powers.changes
    attaching = address_of(record, "attach") if may_change else ""
    form = form or UploadForm(account=account, auto_id="document_%s")
    return Card(lines, attaching, form, settings.DOCUMENT_LIMIT // 2**20)


def area_of(record: Model) -> str:
    """The area whose roles see and change the documents of a record."""
    return BY_MODEL[type(record)].area


def address_of(record: Model, what: str = "", *more: int) -> str:
    """The address of a record's documents, or of something to do with them."""
    kind = BY_MODEL[type(record)]
    name = f"documents_{kind.area}_{what}" if what else f"documents_{kind.area}"
    return reverse(name, args=[kind.name, record.pk, *more])


def may_open(document: Document, account: Account) -> bool:
    """May an account that sees its record open a document? What was withdrawn is for those who see the trail."""
    return not document.is_withdrawn or "trail" in account.powers.sees


def _seen(records: Sequence[Model], account: Account) -> Iterator[Model]:
    """The records whose area and reach are the account's: what stands on a page may belong to another street."""
    groups: dict[type[Model], list[Model]] = {}
    for record in records:
        if area_of(record) in account.powers.sees:
            groups.setdefault(type(record), []).append(record)
    for model, group in groups.items():
        known = scope(model._default_manager.filter(pk__in=[record.pk for record in group]), account)
        keys = set(known.values_list("pk", flat=True))
        yield from (record for record in group if record.pk in keys)


def _line(entry: DocumentEntry, owner: Model, record: Model, account: Account) -> Line:
    document = entry.document
    address = address_of(owner, "file", document.pk) if may_open(document, account) else ""
    may_withdraw = area_of(owner) in account.powers.changes and not document.is_withdrawn
    withdrawing = address_of(owner, "withdraw", document.pk) if may_withdraw else ""
    return Line(entry, None if owner is record else owner, address, withdrawing)
