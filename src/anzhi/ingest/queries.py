"""查询 Reads of this room."""

from anzhi.ingest.models import Import


def recent(noun: str, count: int = 10) -> list[Import]:
    """The latest imports of a kind of record, newest first."""
    return list(Import.objects.filter(noun=noun).select_related("recorded_by").order_by("-pk")[:count])
