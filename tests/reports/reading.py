"""What a reader finds in the files: text and tables, read with libraries that did not write them or know anzhi."""

from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from openpyxl import load_workbook

Grid = dict[tuple[int, int], str]
"""Text by row and column, from 0; every square of a merged range shows the text of the range."""


def paragraphs(path: Path) -> list[tuple[str, str]]:
    """Style and text of each paragraph of a Word file, outside tables."""
    return [(paragraph.style.name, paragraph.text) for paragraph in Document(str(path)).paragraphs]


def word_grid(path: Path) -> Grid:
    """All tables of a Word file, one below the other."""
    document: WordDocument = Document(str(path))
    rows = [row for table in document.tables for row in table.rows]
    return {(r, c): cell.text for r, row in enumerate(rows) for c, cell in enumerate(row.cells)}


def sheet_grid(path: Path) -> tuple[Grid, set[tuple[int, int, int, int]]]:
    """The first sheet of a workbook, and its merged ranges as first row, first column, rows, columns."""
    sheet = load_workbook(path).worksheets[0]
    grid = {(cell.row - 1, cell.column - 1): _text(cell) for row in sheet.iter_rows() for cell in row}
    merged = set()
    for area in sheet.merged_cells.ranges:
        top, left = area.min_row - 1, area.min_col - 1
        rows, columns = area.max_row - top, area.max_col - left
        merged.add((top, left, rows, columns))
        grid |= {(top + r, left + c): grid[top, left] for r in range(rows) for c in range(columns)}
    return grid, merged


def everything(folder: Path) -> str:
    """All text of table and report."""
    parts = [text for _, text in paragraphs(folder / "自评报告.docx")]
    parts += word_grid(folder / "自评表.docx").values()
    parts += sheet_grid(folder / "自评表.xlsx")[0].values()
    return "\n".join(parts)


def _text(cell: object) -> str:
    """A number as its format shows it."""
    return f"{cell.value:.2f}" if isinstance(cell.value, float | int) else cell.value or ""
