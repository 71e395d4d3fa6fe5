"""旁注 A document with its findings beside it: every passage knows its notes, every note its passage."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from anzhi.auditor import Relation, Verdict
from anzhi.auditor.document import Block, Cell, Paragraph, Table
from anzhi.auditor.report import GRAVITY
from anzhi.auditor.saying import KINDS, VERDICTS
from anzhi.audits.audited import Audited, Judged
from anzhi.audits.models import Judgement
from anzhi.metrics.definitions import METRICS

TONES = {Verdict.ERROR: "red", Verdict.PERSON: "yellow", Verdict.ROUNDING: "azure"}
"""The colour of a verdict."""
FINDINGS = tuple(verdict for verdict in sorted(GRAVITY, key=lambda verdict: GRAVITY[verdict]) if verdict in TONES)
"""Verdicts that make a finding, worst first."""
_WHOLE = 1500
"""Blocks that are shown of a document whether or not there is a note at them."""


@dataclass(frozen=True)
class Note:
    """A finding as the page shows it.

    Attributes:
        number: by which passage and note find each other.
        relation: the finding.
        judgement: what was said of it.
        evidence: where the records of its figure are.
    """

    number: int
    relation: Relation
    judgement: Judgement | None
    evidence: str

    @property
    def verdict(self) -> object:
        """The verdict in a word."""
        return VERDICTS[self.relation.verdict]

    @property
    def kind(self) -> object:
        """What was checked."""
        return KINDS[self.relation.kind]

    @property
    def tone(self) -> str:
        """Its colour."""
        return TONES[self.relation.verdict]

    @property
    def is_false(self) -> bool:
        """Somebody found it to be none."""
        return self.judgement is not None and self.judgement.is_false


@dataclass(frozen=True)
class Piece:
    """A stretch of text, and the notes that point at it."""

    text: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Square:
    """A cell of a table."""

    cell: Cell
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Row:
    """A block of the document with the notes at it.

    Attributes:
        level: of a heading; 0 for text.
        pieces: a paragraph.
        lines: the rows of a table.
        notes: the notes in it.
        gap: were blocks left out before it?
        table: its number among the tables; 0 for a paragraph.
    """

    level: int
    pieces: tuple[Piece, ...]
    lines: tuple[tuple[Square, ...], ...]
    notes: tuple[Note, ...]
    gap: bool = False
    table: int = 0


@dataclass(frozen=True)
class Stretch:
    """A block, and those after it that have no notes: beside them the margin has room for those of the first."""

    first: Row
    rest: tuple[Row, ...]


@dataclass(frozen=True)
class Sheet:
    """A document with its notes.

    Attributes:
        stretches: the blocks in order.
        loose: notes that point at no place.
        notes: all of them, worst first.
    """

    stretches: tuple[Stretch, ...]
    loose: tuple[Note, ...]
    notes: tuple[Note, ...]


def sheet(found: Audited, judged: Judged, verdict: str, year: int = 0) -> Sheet:
    """A document beside its findings.

    Args:
        found: the document and its audit.
        judged: what was said of the findings.
        verdict: show these findings only; all when empty.
        year: of the report that it was compared with.
    """
    numbered = enumerate(found.report.findings, start=1)
    notes = tuple(
        Note(number, relation, judged.get(relation.identity), _evidence(relation, year))
        for number, relation in numbered
        if verdict in ("", relation.verdict.value)
    )
    loose = tuple(note for note in notes if note.relation.place is None)
    return Sheet(tuple(_stretches(_rows(found.report.document.blocks, notes))), loose, notes)


def _stretches(rows: Iterable[Row]) -> Iterator[Stretch]:
    together: list[Row] = []
    for row in rows:
        if row.notes and together:
            yield Stretch(together[0], tuple(together[1:]))
            together = []
        together.append(row)
    if together:
        yield Stretch(together[0], tuple(together[1:]))


def _evidence(relation: Relation, year: int) -> str:
    if not year or relation.about not in METRICS:
        return ""
    return f"{reverse('figure', args=[relation.about])}?year={year}"


def _rows(blocks: Sequence[Block], notes: Sequence[Note]) -> Iterator[Row]:
    here: dict[int, list[Note]] = {}
    for note in notes:
        if note.relation.place is not None:
            here.setdefault(note.relation.place.block, []).append(note)
    near = {index + step for index in here for step in (-1, 0, 1)}
    gap = False
    for block in blocks:
        if len(blocks) > _WHOLE and block.index not in near:
            gap = True
            continue
        yield _row(block, tuple(here.get(block.index, ())), gap=gap)
        gap = False


def _row(block: Block, notes: tuple[Note, ...], *, gap: bool) -> Row:
    if isinstance(block, Paragraph):
        return Row(block.level, tuple(_pieces(block.text, notes)), (), notes, gap)
    lines: list[list[Square]] = [[] for _ in range(block.height)]
    for cell in block.cells:
        lines[cell.row].append(Square(cell, tuple(_pieces(cell.text, _at(block, cell, notes)))))
    return Row(0, (), tuple(map(tuple, lines)), notes, gap, block.ordinal)


def _at(table: Table, cell: Cell, notes: Sequence[Note]) -> tuple[Note, ...]:
    place = table.place(cell)
    return tuple(
        note
        for note in notes
        if (where := note.relation.place) is not None and (where.row, where.column) == (place.row, place.column)
    )


def _pieces(text: str, notes: Sequence[Note]) -> Iterator[Piece]:
    """The text cut where passages begin and end; a passage inside an earlier one shares its mark."""
    groups: list[tuple[int, int, list[Note]]] = []
    for note in sorted(notes, key=_span):
        start, end = _span(note)
        if groups and start < groups[-1][1]:
            groups[-1][2].append(note)
        else:
            groups.append((start, end, [note]))
    at = 0
    for start, end, group in groups:
        yield Piece(text[at:start])
        yield Piece(text[start:end], tuple(group))
        at = max(at, end)
    yield Piece(text[at:])


def _span(note: Note) -> tuple[int, int]:
    place = note.relation.place
    return (place.start, place.end) if place else (0, 0)
