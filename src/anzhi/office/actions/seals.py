"""封存 Sealing the trail into a hash chain, and checking every link of it."""

import json
from collections.abc import Iterator

from cryptography.hazmat.primitives import hashes
from django.db import connection, transaction
from django.db.models import QuerySet

from anzhi.office.models import Event, Officer, Seal
from anzhi.values.finding import Finding, Severity


def seal(*, by: Officer) -> Seal | None:
    """Bind all events since the last seal to it; None when there are none.

    Events are locked against insertion while they are read, so that none with a lower number can appear later.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE office_event IN SHARE MODE")
                cursor.execute("LOCK TABLE office_seal IN SHARE ROW EXCLUSIVE MODE")
        last = Seal.objects.order_by("id").last()
        digest, first, final, count = _digest(_after(last), last.digest if last else "")
        if not count:
            return None
        return Seal.objects.create(first_event=first, last_event=final, count=count, digest=digest, recorded_by=by)


def head() -> str:
    """Digest of the newest seal: noted down on paper, it anchors the chain outside the database."""
    last = Seal.objects.order_by("id").last()
    return last.digest if last else ""


def verify(head: str = "") -> Iterator[Finding]:
    """Recompute the chain from its beginning; yields a finding for the first broken link.

    Args:
        head: a digest noted down earlier; the chain must still contain it, or it was rewritten from there.
    """
    previous: Seal | None = None
    seen = {""}
    for link in Seal.objects.order_by("id"):
        events = _after(previous).filter(id__lte=link.last_event)
        digest, first, final, count = _digest(events, previous.digest if previous else "")
        if (digest, first, final, count) != (link.digest, link.first_event, link.last_event, link.count):
            yield Finding(
                Severity.ERROR,
                "trail",
                "事件链在第 {seal} 次封存处断开：事件 {first}–{last} "
                "应有 {count} 条、摘要 {stated}，现有 {found} 条、摘要 {digest}",
                (
                    ("seal", link.pk),
                    ("first", link.first_event),
                    ("last", link.last_event),
                    ("count", link.count),
                    ("stated", link.digest[:12]),
                    ("found", count),
                    ("digest", digest[:12]),
                ),
            )
            return
        seen.add(link.digest)
        previous = link
    if head not in seen:
        yield Finding(
            Severity.ERROR,
            "trail",
            "事件链中没有摘要 {head}：链条在记下它之后被改写，或摘要抄错",
            (("head", head),),
        )


def _after(last: Seal | None) -> QuerySet[Event]:
    return Event.objects.filter(id__gt=last.last_event if last else 0).order_by("id")


def _digest(events: QuerySet[Event], previous: str) -> tuple[str, int, int, int]:
    """SM3 over the previous digest and every event in order; with first and last number and the count."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(previous.encode())
    first = last = count = 0
    rows = events.values_list("id", "recorded_at", "recorded_by_id", "verb", "noun", "key", "detail")
    for row in rows.iterator(chunk_size=5000):
        number, recorded_at, *rest = row
        line = json.dumps([number, recorded_at.isoformat(), *rest], ensure_ascii=False, sort_keys=True)
        digest.update(line.encode() + b"\n")
        first, last, count = first or number, number, count + 1
    return digest.finalize().hex(), first, last, count
