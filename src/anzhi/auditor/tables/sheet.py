"""数表 A table read as figures: each number with its unit, the label of its row and the heading of its column.

Nothing depends on where a column stands: headings are found by holding no figures, labels by standing to the left.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from anzhi.auditor.document import Cell, Document, Paragraph, Place, Table
from anzhi.auditor.language import labels
from anzhi.auditor.quantities import Quantity, cell_quantity
from anzhi.auditor.quantities.units import HEADED, MONEY, NONE, UNITS, Unit
from anzhi.auditor.quantities.width import plain

_UNIT = re.compile(rf"(?:金额)?单位\s*[：]\s*(?:人民币)?\s*({'|'.join(map(re.escape, HEADED))})")
_IN_BRACKETS = re.compile(rf"[（/]\s*(?:单位：)?({'|'.join(map(re.escape, HEADED))})\s*(?:[）/]|$)")
_RATE = re.compile(r"率|%|占比|比重|比例|百分比|进度")
_NO_MONEY = re.compile(
    r"人数|户数|个数|数量|次数|面积|分值|权重|得分|评分|标准分|年份|年度$|序号|编[号码]|代码|行次|栏次|指标值|完成值|月数|天数"
)
_SERIAL = re.compile(r"^(?:序\s*号|编\s*号|行\s*次|栏\s*次|科?目?编\s*码|.*代\s*码|类|款|项|No\.?)$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d{2}\s*(?:年(?:度)?)?|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}|(?:19|20)\d{2}[/-]\d{1,2}")
_BARE_YEAR = re.compile(r"(?:19|20)\d{2}")
_CODE = re.compile(r"0\d+|\d{9,}")
NIL = re.compile(r"[-—–/\\]{1,3}|无")
"""How a cell says that there is nothing to fill in."""
_DEEPEST = 5
"""Rows of headings on top of one another."""
_LONG = 40
"""A cell of more characters is prose, and its row no heading."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure in a table.

    Attributes:
        quantity: with the unit of its own, of its heading or of the table.
        place: the cell.
        row: in the grid.
        column: in the grid.
        label: the nearest words to its left.
        labels: all words to its left, nearest first.
        header: the words above it, from top to bottom.
    """

    quantity: Quantity
    place: Place
    row: int
    column: int
    label: str
    labels: tuple[str, ...]
    header: str


@dataclass(frozen=True, eq=False)
class Sheet:
    """A table and what was understood of it."""

    table: Table
    unit: Unit
    above: str
    """Words of the paragraphs before the table and of its title."""

    @cached_property
    def numbers(self) -> dict[tuple[int, int], Quantity]:
        """Cells that are figures, by the position where each begins; serial numbers, codes and years are none."""
        found = {(c.row, c.column): q for c in self.table.cells if (q := _figure(c)) is not None}
        for cell in self.table.cells:  # 1945 among other figures is no year
            if _BARE_YEAR.fullmatch(cell.text.strip()) and (cell.row - 1, cell.column) in found:
                found[cell.row, cell.column] = cell_quantity(cell.text) or found[cell.row - 1, cell.column]
        serial = self._serial_columns(found)
        return {position: quantity for position, quantity in found.items() if position[1] not in serial}

    def _serial_columns(self, found: dict[tuple[int, int], Quantity]) -> set[int]:
        serial = set()
        columns: dict[int, list[Fraction]] = {}
        for (_, column), quantity in sorted(found.items()):
            columns.setdefault(column, []).append(quantity.value)
        titles: dict[int, set[str]] = {}
        for cell in self.table.cells:
            titles.setdefault(cell.column, set()).add(tidy(cell.text))
        for column, values in columns.items():
            coded = all(self._is_before_words(row, column) for row, c in found if c == column)
            counting = len(values) > 1 and values == [values[0] + n for n in range(len(values))] and values[0] in (0, 1)
            if any(_SERIAL.match(title) for title in titles[column]) or (counting and column == 0) or coded:
                serial.add(column)
        return serial

    def _is_before_words(self, row: int, column: int) -> bool:
        """Does a whole number stand first in its row, with words right after it, as codes do?"""
        cells = [cell for cell in self.table.grid[row] if cell is not None]
        before = any(cell.text.strip() for cell in cells if cell.column < column)
        after = next((cell for cell in cells if cell.column > column), None)
        words = after is not None and after.text.strip() and cell_quantity(after.text) is None
        return bool(words) and not before and self.table.text(row, column).strip().isdecimal()

    @cached_property
    def headings(self) -> frozenset[int]:
        """Rows that head the columns below them: no figures, two cells or more, no prose."""
        rows = {row for row, _ in self.numbers}
        return frozenset(row for row in range(self.table.height) if row not in rows and self._heads(row))

    def _heads(self, row: int) -> bool:
        cells = {id(c): c for c in self.table.grid[row] if c and c.text.strip()}.values()
        return len(cells) > 1 and all(len(c.text.strip()) <= _LONG for c in cells) and any(c.row == row for c in cells)

    @cached_property
    def _sorted_headings(self) -> list[int]:
        return sorted(self.headings)

    def heading_above(self, row: int) -> int:
        """The nearest row of headings above a row; -1 when there is none."""
        at = bisect_left(self._sorted_headings, row)
        return self._sorted_headings[at - 1] if at else -1

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every figure with its label, heading and unit, in reading order."""
        return tuple(self._entry(row, column, quantity) for (row, column), quantity in sorted(self.numbers.items()))

    def _entry(self, row: int, column: int, quantity: Quantity) -> Entry:
        cell = self.table.grid[row][column]
        place = self.table.place(cell) if cell else Place(self.table.index, self.table.ordinal)
        words = tuple(self.left(row, column))
        label, header = (words[0] if words else ""), self.header(row, column)
        if quantity.unit is NONE and cell is not None:
            unit = self._unit(header, label)
            quantity = cell_quantity(cell.text, unit) or quantity
        return Entry(quantity, place, row, column, label, words, header)

    def _unit(self, header: str, label: str) -> Unit:
        for words in (header, label):
            if stated := _IN_BRACKETS.findall(plain(words)):
                return UNITS[stated[-1]]
        if _NO_MONEY.search(header):
            return NONE
        if _RATE.search(header) or (len(label) <= _LONG and _RATE.search(label)):
            return UNITS["%"]
        return NONE if _NO_MONEY.search(label) and not header else self.unit

    def left(self, row: int, column: int) -> Iterator[str]:
        """Words to the left of a position, nearest first, up to the figures of another panel."""
        seen: set[int] = set()
        found = False
        for at in range(column - 1, -1, -1):
            cell = self.table.grid[row][at]
            if cell is None or id(cell) in seen:
                continue
            seen.add(id(cell))
            if (cell.row, cell.column) in self.numbers or NIL.fullmatch(cell.text.strip()):
                if found:
                    return
                continue
            if words := tidy(cell.text):
                found = found or not cell_quantity(cell.text)
                if not cell_quantity(cell.text):
                    yield words

    def header(self, row: int, column: int) -> str:
        """Words of the headings above a position, from top to bottom."""
        last = self.heading_above(row)
        if last < 0:
            return ""
        block = [last]
        while block[-1] - 1 in self.headings and len(block) < _DEEPEST:
            block.append(block[-1] - 1)
        words: list[str] = []
        seen: set[int] = set()
        for r in reversed(block):
            cell = self.table.grid[r][column]
            wide = cell is not None and cell.columns * 2 > self.table.width > 2 and r != last
            if cell is not None and not wide and id(cell) not in seen and cell.text.strip():
                seen.add(id(cell))
                words.append(tidy(cell.text))
        return " ".join(words)


def text(table: Table, row: int, column: int) -> str:
    """The words at a position, without blanks."""
    return tidy(table.text(row, column))


@lru_cache(maxsize=16384)
def tidy(words: str) -> str:
    """Words without blanks and line breaks."""
    return re.sub(r"[\s\u3000]+", "", plain(words))


def _figure(cell: Cell) -> Quantity | None:
    words = cell.text.strip()
    if not words or len(words) > _LONG or _YEAR.fullmatch(plain(words)) or _CODE.fullmatch(words):
        return None
    return cell_quantity(cell.text)


def sheets(document: Document) -> tuple[Sheet, ...]:
    """Every table of a document, with the unit that it or the lines before it state."""
    found = []
    for table in document.tables():
        above = " ".join([table.title, *_before(document, table)])
        first = " ".join(cell.text for cell in table.cells if cell.row < 4)
        stated = (
            _UNIT.search(plain(first))
            or _UNIT.search(plain(above))
            or re.search(r"（(万元|元|亿元|千元)）", plain(above))
        )
        found.append(Sheet(table, UNITS[stated[1]] if stated else NONE, above))
    return tuple(found)


def _before(document: Document, table: Table) -> list[str]:
    """The last two short paragraphs before a table: its title and its unit."""
    words = []
    for index in range(table.index - 1, max(-1, table.index - 4), -1):
        block = document.blocks[index]
        if not isinstance(block, Paragraph) or len(block.text) > 2 * _LONG:
            break
        words.append(block.text)
    return words[::-1]


def is_money(unit: Unit) -> bool:
    """Is it a unit of money?"""
    return unit.dimension == MONEY


__all__ = ["Entry", "Sheet", "is_money", "labels", "sheets", "text", "tidy"]
