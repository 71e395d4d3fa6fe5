"""行列 Rows and columns of a table of figures, with their levels, so that totals can be told from their parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from anzhi.auditor.quantities.quantity import Located
from anzhi.auditor.quantities.units import PERCENT, POINTS, SCORE
from anzhi.auditor.tables.indicators import Scores
from anzhi.auditor.tables.sheet import NIL, Entry, Sheet

_TOTAL = re.compile(
    r"^(?:[一二三四五六七八九十]+、)?(?:本年|全年|年度|合计|总计|总|收入|支出|资金|预算|决算|各项)*(?:合计|总计|共计|总额|总数|总和)(?:（.*）)?(?:[：:])?$|^(?:年度)?(?:项目)?资金总额|^总金额|^总额|^合计|^总计"
)
_SUBTOTAL = re.compile(r"小计|合计$|^.{2,12}合计")
_OF_WHICH = re.compile(r"^(?:其中|其他中|#)[：:]?")
_MARKERS = (
    re.compile(r"^[一二三四五六七八九十]{1,3}、"),
    re.compile(r"^（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"^\d{1,2}[.、．](?!\d)"),
    re.compile(r"^（\d{1,2}）"),
    re.compile(r"^[①-⑳]"),
)
_NOT_ADDED = re.compile(r"率|%|单价|均|分值|权重|得分|占比|比重|比例|标准|年份|序号|编码|备注|增幅|时间|倍")
_TOTAL_COLUMN = re.compile(
    r"(?:^|[\s）\d])(?:合\s*计|总\s*计|小\s*计|总额|总数|共计)(?:（[^）]*）|[（(].*)?$|^(?:合计|总计|总额)"
)


@dataclass(frozen=True, eq=False)
class Line:
    """A row of figures.

    Attributes:
        row: in the grid.
        label: its words.
        kind: ``total``, ``subtotal``, ``of`` for 其中, or ``plain``.
        level: 0 for the top; deeper rows are parts of what stands above them.
        values: its figures by column.
    """

    row: int
    label: str
    kind: str
    level: int
    values: dict[int, Located]


@dataclass(frozen=True, eq=False)
class Section:
    """Rows between two headings that share their columns."""

    sheet: Sheet
    lines: tuple[Line, ...]
    headers: dict[int, str]
    is_coded: bool = False
    """Do codes say what is part of what, so that a row with one part is that part?"""

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """Columns whose figures can be added."""
        found = []
        for column, header in sorted(self.headers.items()):
            units = {line.values[column][0].dimension for line in self.lines if column in line.values}
            if not _NOT_ADDED.search(header) and not units & {PERCENT, POINTS, SCORE} and len(units) == 1:
                found.append(column)
        return tuple(found)

    @property
    def is_flat(self) -> bool:
        """Do no rows stand below others?"""
        return len({line.level for line in self.lines if line.kind == "plain"}) <= 1 and all(
            line.kind in ("plain", "total") for line in self.lines
        )


def sections(sheet: Sheet, indicators: Scores | None) -> Iterator[Section]:
    """The tables of figures in a sheet: panels side by side apart, indicators left out."""
    skipped = _indicator_rows(indicators)
    groups: dict[tuple[int, int], list[Entry]] = {}
    for entry in sheet.entries:
        if entry.row not in skipped:
            groups.setdefault((_heading_above(sheet, entry.row), _panel(sheet, entry)), []).append(entry)
    for entries in groups.values():
        yield _section(sheet, entries)


def _indicator_rows(found: Scores | None) -> set[int]:
    if found is None:
        return set()
    rows = {indicator.row for indicator in found.indicators}
    return rows | ({found.total.row} if found.total else set())


def _heading_above(sheet: Sheet, row: int) -> int:
    return sheet.heading_above(row)


def _panel(sheet: Sheet, entry: Entry) -> int:
    """Where the words begin that label an entry: panels side by side have labels of their own."""
    for column in range(entry.column - 1, -1, -1):
        cell = sheet.table.grid[entry.row][column]
        if cell is None or NIL.fullmatch(cell.text.strip() or "-"):
            continue
        if (cell.row, cell.column) not in sheet.numbers:
            return column if _is_label_column(sheet, column) else 0
    return 0


def _is_label_column(sheet: Sheet, column: int) -> bool:
    """Is a column of words to the right of a column of figures, as in 收入 金额 支出 金额?"""
    return any(c < column for _, c in sheet.numbers)


def _section(sheet: Sheet, entries: list[Entry]) -> Section:
    rows: dict[int, list[Entry]] = {}
    for entry in entries:
        rows.setdefault(entry.row, []).append(entry)
    names = {row: _label(sheet, found[0]) for row, found in rows.items()}
    levels = _levels(sheet, names)
    lines = [
        Line(row, names[row], _kind(names[row]), levels[row], {e.column: (e.quantity, e.place) for e in found})
        for row, found in sorted(rows.items())
    ]
    headers: dict[int, str] = {}
    for entry in entries:
        headers.setdefault(entry.column, entry.header)
    coded = len(set(_codes(sheet, names).values())) > 1
    return Section(sheet, tuple(lines), headers, coded)


def _label(sheet: Sheet, entry: Entry) -> str:
    """The words that name a row; 合计 wins over what stands beside it."""
    total = next((words for words in entry.labels if _TOTAL.match(words)), "")
    return total or entry.label


def _kind(label: str) -> str:
    if _TOTAL.match(label):
        return "total"
    if _OF_WHICH.match(label):
        return "of"
    return "subtotal" if _SUBTOTAL.search(label) else "plain"


def _levels(sheet: Sheet, names: dict[int, str]) -> dict[int, int]:
    """Levels by numbering, else by indentation, else by the length of codes."""
    marks = {row: next((n for n, m in enumerate(_MARKERS) if m.match(name)), -1) for row, name in names.items()}
    if len({mark for mark in marks.values() if mark >= 0}) > 1 or (
        marks and sum(m >= 0 for m in marks.values()) > len(marks) // 2
    ):
        used = sorted({mark for mark in marks.values() if mark >= 0})
        levels: dict[int, int] = {}
        last = 0
        for row in sorted(names):
            last = used.index(marks[row]) if marks[row] >= 0 else last + 1 if not levels else last
            levels[row] = last if marks[row] >= 0 else last + (1 if _OF_WHICH.match(names[row]) else 0)
        return levels
    for measure in (_codes(sheet, names), _indents(sheet, names)):
        used = sorted(set(measure.values()))
        if len(used) > 1:
            return {row: used.index(measure.get(row, used[0])) for row in names}
    return dict.fromkeys(names, 0)


def _codes(sheet: Sheet, names: dict[int, str]) -> dict[int, int]:
    """Length of the code that each row begins with; empty unless most rows have one."""
    found = {}
    for row in names:
        words = "".join(cell.text.strip() for cell in sheet.table.grid[row][:1] if cell)
        if code := re.match(r"\d{3,9}", words):
            found[row] = len(code[0])
    return found if len(found) * 2 > len(names) else {}


def _indents(sheet: Sheet, names: dict[int, str]) -> dict[int, int]:
    found = {}
    for row in names:
        raw = next(
            (c.text for c in sheet.table.grid[row] if c and c.text.strip() and (c.row, c.column) not in sheet.numbers),
            "",
        )
        found[row] = len(raw) - len(raw.lstrip(" \u3000\u00a0"))
    return found


def is_total_column(header: str) -> bool:
    """Does a heading say that its column adds up others?"""
    return bool(_TOTAL_COLUMN.search(header.strip()))


def is_total_row(label: str) -> bool:
    """Do the words of a row say that it adds up others?"""
    return bool(_TOTAL.match(label))
