"""预览 Sections as they will print, every figure still recognisable, with what is missing marked instead of refused."""

from collections.abc import Mapping
from dataclasses import dataclass

from anzhi.metrics.engine import Figures
from anzhi.reports import form, writing
from anzhi.reports.marking import Marks, Piece
from anzhi.reports.outline import OUTLINE, TABLE_SECTIONS
from anzhi.reports.queries import arranged, context, report
from anzhi.reports.writing import Block
from anzhi.values.period import Year

Run = tuple[tuple[Piece, ...], bool]
"""Pieces of a stretch of text, and whether it is bold."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its kind (h1, h2, h3, plain, item or text) and its stretches of text."""

    kind: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class LinkedCell:
    """A cell of the table: its place, and the lines of its content as pieces."""

    cell: form.Cell
    lines: tuple[tuple[Piece, ...], ...]


def section(year: Year, key: str, text: str, figures: Figures) -> list[Paragraph]:
    """One section, with the headings and items in it numbered as in the whole report.

    Raises:
        Refused: the text cannot be printed.
    """
    marks = Marks()
    blocks = writing.blocks(marks.render(text, context(year, figures)))
    if key in TABLE_SECTIONS:
        return _paragraphs(writing.number(blocks), marks)
    numbered = arranged({key: blocks})
    before = next(i for i, entry in enumerate(OUTLINE) if entry.section == key) + 1
    return _paragraphs(numbered[before : before + len(blocks)], marks)


def whole(year: Year, texts: Mapping[str, str], figures: Figures) -> list[Paragraph]:
    """The whole report, as far as it is written.

    Raises:
        Refused: a text cannot be printed.
    """
    marks, names = Marks(), context(year, figures)
    return _paragraphs(arranged({s: writing.blocks(marks.render(text, names)) for s, text in texts.items()}), marks)


def table(year: Year, figures: Figures) -> list[list[LinkedCell]]:
    """The self-evaluation table row by row.

    Raises:
        Missing: something is missing, see ``queries.report``.
        Refused: the indicators contradict the scoring method.
    """
    marks = Marks()
    page = report(year, figures, marks.render)
    cells = form.cells(page)
    rows: list[list[LinkedCell]] = [[] for _ in range(max(cell.row for cell in cells) + 1)]
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        lines = [marks.pieces(line) for line in cell.text.split("\n")]
        rows[cell.row].append(LinkedCell(cell, ((Piece(cell.text, cell.figure),),) if cell.figure else tuple(lines)))
    return rows


def _paragraphs(blocks: list[Block], marks: Marks) -> list[Paragraph]:
    return [Paragraph(b.kind, tuple((marks.pieces(text), is_bold) for text, is_bold in b.runs)) for b in blocks]
