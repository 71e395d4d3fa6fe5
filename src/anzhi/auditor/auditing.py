"""审核 Reading a file and asking every question of it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from anzhi.auditor import readers
from anzhi.auditor.checks import CHECKS
from anzhi.auditor.document import Document, Place
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Report

_SUMS = {"parts_sum", "three_public", "cross_identity", "carry_over", "table_totals", "unit_slip", "weights"}
"""Kinds that may come upon one sum from two sides."""


def audit(source: str | Path | bytes, name: str = "") -> Report:
    """Read a file, or the bytes of one, and check every relation between its figures.

    Raises:
        Refused: the file cannot be read.
    """
    return audit_document(readers.read(source, name))


def audit_document(document: Document) -> Report:
    """Check every relation between the figures of a document."""
    reading = Reading.of(document)
    return Report(document, tuple(_once(found for check in CHECKS for found in check(reading))))


def _once(relations: Iterable[Relation]) -> Iterator[Relation]:
    """Each relation once: the same numbers at the same places are one, whoever found it."""
    seen: set[tuple[str, Place | None, str]] = set()
    for relation in relations:
        family = "sum" if relation.kind in _SUMS else relation.kind
        key = (family, relation.place, " ".join(sorted(relation.arithmetic.split())) or relation.message)
        if key not in seen:
            seen.add(key)
            yield relation
