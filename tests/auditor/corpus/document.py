"""文档 A report of the corpus: what it says, what is wrong with it, and what only looks wrong.

A file states the text in a small markup, so that somebody of an office can read and extend it. Each line is a block:
``# ``, ``## `` and ``### `` are headings, ``| … |`` is a row of a table (``<`` joins a cell to its left neighbour,
``^`` to the one above, ``<br>`` breaks the line, ``{{name}}`` puts a table of ``nested`` into the cell), ``[box]`` is a
text box, ``[sheet]`` begins a sheet.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "documents"

KINDS = (
    "parts_sum", "table_totals", "change_amount", "growth_rate", "share", "execution_rate", "carry_over",
    "three_public", "formula", "per_head", "weights", "score_within_weight", "score_total", "deduction_reason",
    "target_met", "table_text", "stated_twice", "counts", "unit_slip", "leftover", "completeness", "cross_identity",
)  # fmt: skip
"""The kinds of relation an auditor can name."""
FORMATS = {
    "docx": ".docx", "doc": ".doc", "pdf": ".pdf", "xlsx": ".xlsx", "html": ".html", "md": ".md", "txt": ".txt",
    "txt-gb18030": ".txt",
}  # fmt: skip
STYLES = (
    "通用", "湖南表", "湖南旧式", "四川2023", "四川旧式", "安徽部门项目表", "安徽转移支付区域表", "内蒙古五级",
    "重庆部门表", "重庆专用表", "宁夏", "浙江", "云南文字", "转移支付自评报告",
)  # fmt: skip
TYPES = (
    "部门整体支出自评报告", "部门整体支出自评表", "项目支出自评报告", "项目支出自评表", "转移支付自评",
    "三公经费说明", "预算执行报告", "部门决算说明", "部门预算说明", "财务收支公告", "公益金公告", "评价报告",
)  # fmt: skip

DEVELOPMENT, HELD_OUT = "development", "held-out"
PARTS = (DEVELOPMENT, HELD_OUT)
"""Folders of the reports that may be read while the auditor is improved, and of those that measure it."""


@dataclass(frozen=True)
class Heading:
    """A title of the document (level 1) or of a part."""

    text: str
    level: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of text."""

    text: str


@dataclass(frozen=True)
class Box:
    """A text box, anchored where it stands."""

    text: str


@dataclass(frozen=True)
class Sheet:
    """What follows stands on a sheet of its own."""

    text: str


@dataclass(frozen=True)
class Cell:
    """A cell of a table, at its upper left square.

    Attributes:
        rows, columns: how many it covers.
        nested: the table that stands in it.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    nested: "Table | None" = None


@dataclass(frozen=True)
class Table:
    """A table of so many rows and columns."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """Its cells, row by row."""
        return "\n".join(cell.text + ("\n" + cell.nested.text if cell.nested else "") for cell in self.cells)

    def grid(self) -> list[list[str]]:
        """Text by row and column; what a merged cell covers besides its first square is empty."""
        grid = [[""] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            grid[cell.row][cell.column] = cell.text
        return grid


Block = Heading | Paragraph | Box | Sheet | Table


@dataclass(frozen=True)
class Expected:
    """A slip that was planted, or a passage that deserves a note.

    Attributes:
        kinds: the kinds of relation that rightly name it, the nearest first.
        verdicts: what an auditor may say; it is counted under the first.
        quotes: pieces of text; a finding that quotes one of them is in the right place.
        why: one sentence with the right arithmetic.
        right, wrong: an expression of numbers of the document, and the number that the document states instead.
        claim: a comparison that the document takes for true and that is false.
        names: what is listed, where a document states how many; then ``wrong`` is the number stated.
        echoes: kinds and quotes of what else is then rightly said.
    """

    kinds: tuple[str, ...]
    verdicts: tuple[str, ...]
    quotes: tuple[str, ...]
    why: str
    right: str = ""
    wrong: str = ""
    claim: str = ""
    names: tuple[str, ...] = ()
    echoes: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """The kind it is counted under."""
        return self.kinds[0]

    @property
    def verdict(self) -> str:
        """The verdict it is counted under."""
        return self.verdicts[0]


@dataclass(frozen=True)
class NearMiss:
    """A passage that is right and looks wrong.

    Attributes:
        quote: a piece of its text.
        why: why nothing is wrong with it.
    """

    quote: str
    why: str


@dataclass(frozen=True)
class Document:
    """A report of the corpus.

    Attributes:
        name: name of its file, without ending.
        style: the regional form it follows; type: what kind of report it is; format: in which format it is built.
        layout: how the format is used, such as ``table: lines`` for a table saved as text, one cell a line.
        holds: what adds up: ``a + b = c`` rounded to the digits of ``c``, ``a + b ~ c`` up to the last digit.
        part: the part of the corpus that it belongs to, the folder that it lies in.
    """

    name: str
    title: str
    style: str
    type: str
    format: str
    blocks: tuple[Block, ...]
    layout: dict[str, str] = field(default_factory=dict)
    holds: tuple[str, ...] = ()
    expected: tuple[Expected, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    part: str = DEVELOPMENT

    @property
    def filename(self) -> str:
        """Name of the file that is built."""
        return self.name + FORMATS[self.format]

    @property
    def text(self) -> str:
        """Everything it says."""
        return "\n".join(block.text for block in self.blocks)


def load_all(folder: Path = FOLDER) -> list[Document]:
    """Every document of the corpus, by name."""
    return [load(path) for path in sorted(folder.glob("*/*.yaml"), key=lambda path: path.name)]


def load(path: Path) -> Document:
    """Read a document.

    Raises:
        TypeError, KeyError: the file says something that a document does not have, or lacks what it must have.
    """
    stated = yaml.safe_load(path.read_text(encoding="utf-8"))
    nested = {name: _table(text.strip().splitlines(), {}) for name, text in stated.pop("nested", {}).items()}
    return Document(
        name=path.stem,
        part=path.parent.name,
        blocks=tuple(_blocks(stated.pop("text"), nested)),
        holds=tuple(stated.pop("holds", ())),
        expected=tuple(_expected(**each) for each in stated.pop("expected", ())),
        near_misses=tuple(NearMiss(str(each["quote"]), each["why"]) for each in stated.pop("near_miss", ())),
        **stated,
    )


def _expected(*, kind: object, verdict: object, quote: object, why: str, **more: object) -> Expected:
    echoes = tuple((each["kind"], str(each["quote"])) for each in more.pop("echoes", ()))
    names = tuple(more.pop("names", ()))
    words = {key: str(value) for key, value in more.items()}
    return Expected(_several(kind), _several(verdict), _several(quote), why, names=names, echoes=echoes, **words)


def _several(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


_MARKS = (
    (re.compile(r"(#{1,3}) (.+)"), lambda marks, text: Heading(text, len(marks))),
    (re.compile(r"\[(box)\] (.+)"), lambda _, text: Box(text)),
    (re.compile(r"\[(sheet)\] (.+)"), lambda _, text: Sheet(text)),
)


def _blocks(text: str, nested: dict[str, Table]) -> Iterator[Block]:
    rows: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            yield _table(rows, nested)
            rows = []
        if line.strip():
            yield _block(line.rstrip())


def _block(line: str) -> Block:
    for pattern, make in _MARKS:
        if found := pattern.fullmatch(line):
            return make(*found.groups())
    return Paragraph(line)


def _table(lines: list[str], nested: dict[str, Table]) -> Table:
    """Rows in markup into cells; a square that joins another makes that cell larger."""
    texts = [
        [square.strip() for square in line.strip().removeprefix("|").removesuffix("|").split("|")] for line in lines
    ]
    columns = len(texts[0])
    if any(len(row) != columns for row in texts):
        widths = {lines[i]: len(row) for i, row in enumerate(texts) if len(row) != columns}
        raise ValueError(f"rows of a table of {columns} columns have another width: {widths}")
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(texts):
        for c, square in enumerate(row):
            owner[r, c] = owner[r, c - 1] if square == "<" else owner[r - 1, c] if square == "^" else (r, c)
    cells = (_cell(anchor, texts, owner, nested) for anchor in dict.fromkeys(owner.values()))
    return Table(len(texts), columns, tuple(cells))


def _cell(
    anchor: tuple[int, int],
    texts: list[list[str]],
    owner: dict[tuple[int, int], tuple[int, int]],
    nested: dict[str, Table],
) -> Cell:
    row, column = anchor
    squares = [square for square, owned in owner.items() if owned == anchor]
    text, inner = texts[row][column].replace("<br>", "\n"), None
    if found := re.search(r"\{\{(.+?)\}\}", text):
        text, inner = text.replace(found[0], "").strip(), nested[found[1]]
    rows, columns = max(r for r, _ in squares) - row + 1, max(c for _, c in squares) - column + 1
    return Cell(row, column, text, rows, columns, inner)
