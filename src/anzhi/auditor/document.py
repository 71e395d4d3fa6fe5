"""文档 The one model of every document: blocks in reading order, and places in them that can be pointed at again.

Whatever a file was, what is read from it is paragraphs and tables. A table is a logical grid: a merged cell stands at
every position that it covers, and is written down once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from anzhi.values.digest import sm3
from anzhi.values.refusal import Refused
from anzhi.values.wording import Phrase, phrase

MOST = 400_000
"""Most paragraphs and positions of tables in one document."""
LONGEST = 1_000_000
"""Most characters in one document: some five hundred pages."""
WIDEST = 500
"""Most columns of a table."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of text in a document.

    Attributes:
        block: index of the paragraph or table among the document's blocks.
        ordinal: its number among the paragraphs or among the tables, counted from 1, as people count.
        start: where the stretch begins in the text of the paragraph or cell.
        end: where it ends.
        row: row of the cell in its table's grid, from 0; None in a paragraph.
        column: column of the cell, from 0.
    """

    block: int
    ordinal: int
    start: int = 0
    end: int = 0
    row: int | None = None
    column: int | None = None

    @property
    def said(self) -> Phrase:
        """Where that is, as a phrase to translate."""
        if self.row is None or self.column is None:
            return phrase("第{ordinal}段", ordinal=self.ordinal)
        return phrase("表{table} 第{row}行第{column}列", table=self.ordinal, row=self.row + 1, column=self.column + 1)

    @property
    def label(self) -> str:
        """Where that is, for a reader: 第12段, 表1 第3行第5列."""
        return str(self.said)

    def at(self, start: int, end: int) -> "Place":
        """Another stretch of the same paragraph or cell."""
        return Place(self.block, self.ordinal, start, end, self.row, self.column)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a heading.

    Attributes:
        index: its place among the blocks.
        ordinal: its number among the paragraphs, from 1.
        text: as written; line breaks inside it are newlines.
        level: 0 for body text, 1 to 9 for a heading of that level.
    """

    index: int
    ordinal: int
    text: str
    level: int = 0

    @property
    def place(self) -> Place:
        """The whole paragraph."""
        return Place(self.index, self.ordinal, 0, len(self.text))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, at its upper left position, with the rows and columns that it covers."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Table:
    """A table as a logical grid.

    Attributes:
        index: its place among the blocks.
        ordinal: its number among the tables, from 1.
        cells: every cell once, in reading order.
        title: what the file calls it, such as the name of a sheet.
    """

    index: int
    ordinal: int
    cells: tuple[Cell, ...]
    title: str = ""
    grid: tuple[tuple[Cell | None, ...], ...] = field(init=False, repr=False, compare=False)
    """Rows of equal width; a merged cell at each position it covers, None where there is none."""

    def __post_init__(self) -> None:
        height = max((cell.row + cell.rows for cell in self.cells), default=0)
        width = max((cell.column + cell.columns for cell in self.cells), default=0)
        grid: list[list[Cell | None]] = [[None] * width for _ in range(height)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    grid[row][column] = cell
        object.__setattr__(self, "grid", tuple(map(tuple, grid)))

    @property
    def height(self) -> int:
        """Rows of the grid."""
        return len(self.grid)

    @property
    def width(self) -> int:
        """Columns of the grid."""
        return len(self.grid[0]) if self.grid else 0

    def text(self, row: int, column: int) -> str:
        """Text at a position of the grid; empty where there is no cell."""
        cell = self.grid[row][column] if 0 <= row < self.height and 0 <= column < self.width else None
        return cell.text if cell else ""

    def place(self, cell: Cell) -> Place:
        """The whole of a cell."""
        return Place(self.index, self.ordinal, 0, len(cell.text), cell.row, cell.column)


Block = Paragraph | Table


@dataclass(frozen=True)
class Document:
    """What was read from a file.

    Attributes:
        name: the file's name.
        form: what kind of file it was: docx, pdf, xlsx, html, txt, md.
        blocks: paragraphs and tables in reading order; each knows its own index.
        unread: what is in the file and could not be read, such as a scanned page: sentences to translate.
    """

    name: str
    form: str
    blocks: tuple[Block, ...]
    unread: tuple[Phrase, ...] = ()

    @cached_property
    def digest(self) -> str:
        """SM3 of what is written in it: comments, colours and the file around the text leave it as it is."""
        written = [
            block.text if isinstance(block, Paragraph) else [(cell.row, cell.column, cell.text) for cell in block.cells]
            for block in self.blocks
        ]
        return sm3(repr(written).encode(errors="surrogatepass"))

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs in order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[Table]:
        """The tables in order."""
        return (block for block in self.blocks if isinstance(block, Table))

    def text_at(self, place: Place) -> str:
        """The stretch of text at a place."""
        block = self.blocks[place.block]
        if isinstance(block, Paragraph):
            return block.text[place.start : place.end]
        return block.text(place.row or 0, place.column or 0)[place.start : place.end]


class Builder:
    """Collects blocks while a file is read, and numbers them.

    Raises:
        Refused: there are more blocks and cells than a report has.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.blocks: list[Block] = []
        self._size = 0
        self._length = 0
        self._paragraphs = 0
        self._tables = 0

    def paragraph(self, text: str, level: int = 0) -> Paragraph | None:
        """Add a paragraph, unless there is nothing in it."""
        if not text.strip():
            return None
        self._grow(1, len(text))
        self._paragraphs += 1
        added = Paragraph(len(self.blocks), self._paragraphs, text, level)
        self.blocks.append(added)
        return added

    def table(self, cells: list[Cell], title: str = "") -> Table | None:
        """Add a table, unless there is nothing in it."""
        if not any(cell.text.strip() for cell in cells):
            return None
        width = max(cell.column + cell.columns for cell in cells)
        if width > WIDEST:
            raise Refused("{name}里的表超过 {limit} 列，不像一份报告", name=self.name, limit=WIDEST)
        self._grow(width * max(cell.row + cell.rows for cell in cells), sum(len(cell.text) for cell in cells))
        self._tables += 1
        added = Table(len(self.blocks), self._tables, tuple(cells), title)
        self.blocks.append(added)
        return added

    def rows(self, rows: list[list[str]], title: str = "") -> Table | None:
        """Add a table without merged cells."""
        return self.table([Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)], title)

    def _grow(self, size: int, length: int) -> None:
        self._size += size
        self._length += length
        if self._length > LONGEST:
            raise Refused("{name}超过 {limit} 字，请拆分后再审", name=self.name, limit=LONGEST)
        if self._size > MOST:
            raise Refused("{name}超过 {limit} 个段落和单元格，请拆分后再审", name=self.name, limit=MOST)
