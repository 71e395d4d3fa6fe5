"""拉平的表 A table copied out of Word as text: one cell on a line that begins with a tab, further lines of it below.

An empty line or a space before the tab begins a row. Nothing says where a cell that was merged downwards ends, so a row
may be shorter than its heading; it is set to the right, where the figures stand. Where nothing at all parts the rows,
the number of columns is the one under which most columns hold cells of one kind.
"""

import re
from collections import Counter
from collections.abc import Sequence

from anzhi.auditor.document import Builder
from anzhi.auditor.quantities import cell_quantity

_CELL = re.compile(r"^\s*\t")
_NEXT_TABLE = 12
"""So many lines without a tab end a table."""
_ONE_ROW, _NARROWEST, _WIDEST = 8, 2, 16
_INDENTED = re.compile(r"^[ \u3000]{2,}\S")


def begins(line: str) -> bool:
    """Is a line a cell on its own?"""
    return bool(_CELL.match(line)) and "\t" not in line.strip()


def read(lines: list[str], at: int, builder: Builder) -> int:
    """Add the table that begins at a line; where it ends."""
    end = _end(lines, at)
    rows = _rows(lines[at:end])
    if len(rows) == 1 and len(rows[0]) > _ONE_ROW:
        rows = _folded(rows[0])
    width = max(map(len, rows))
    builder.rows([[""] * (width - len(row)) + row for row in rows])
    return end


def _end(lines: list[str], at: int) -> int:
    """The line after the last cell: cells follow one another with few other lines between them."""
    last, others = at, 0
    for place in range(at, len(lines)):
        if begins(lines[place]):
            last, others = place, 0
        else:
            others += bool(lines[place].strip())
        if others > _NEXT_TABLE:
            break
    closed = not lines[last].strip() or cell_quantity(lines[last]) is not None
    last += 1
    while not closed and last < len(lines) and lines[last].strip() and not _INDENTED.match(lines[last]):
        last += 1
    return last


def _folded(cells: list[str]) -> list[list[str]]:
    """One long row as rows of the width that suits its cells best."""
    widths = [w for w in range(_NARROWEST, _WIDEST + 1) if len(cells) % w == 0 and len(cells) > w]
    if not widths:
        return [cells]
    width = max(widths, key=lambda w: _order([cells[at : at + w] for at in range(0, len(cells), w)]))
    return [cells[at : at + width] for at in range(0, len(cells), width)]


def _order(rows: Sequence[Sequence[str]]) -> float:
    """The share of cells that are of the kind of their column: figures, words or nothing."""
    same = 0
    for column in zip(*rows, strict=True):
        same += Counter(map(_kind, column[1:])).most_common(1)[0][1]
    return same / ((len(rows) - 1) * len(rows[0]))


def _kind(cell: str) -> str:
    return "" if not cell else "figure" if cell_quantity(cell) is not None else "words"


def _rows(lines: list[str]) -> list[list[str]]:
    rows: list[list[str]] = []
    gap = True
    for line in lines:
        if begins(line):
            if gap or not rows or line.startswith((" ", "\u3000")):
                rows.append([])
            rows[-1].append(line.strip())
        elif line.strip() and rows:
            rows[-1][-1] = f"{rows[-1][-1]}\n{line.strip()}".strip()
        gap = not line.strip() and not begins(line)
    return [row for row in rows if row]
