"""拉平的表 A table copied out of Word as text: one cell on a line that begins with a tab, further lines of it below.

An empty line or a space before the tab begins a row. Nothing says where a cell that was merged downwards ends, so a row
may be shorter than its heading; it is set to the right, where the figures stand.
"""

import re

from anzhi.auditor.document import Builder

_CELL = re.compile(r"^\s*\t")
_NEXT_TABLE = 12
"""So many lines without a tab end a table."""


def begins(line: str) -> bool:
    """Is a line a cell on its own?"""
    return bool(_CELL.match(line)) and "\t" not in line.strip()


def read(lines: list[str], at: int, builder: Builder) -> int:
    """Add the table that begins at a line; where it ends."""
    end = _end(lines, at)
    rows = _rows(lines[at:end])
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
    last += 1
    while last < len(lines) and lines[last].strip():
        last += 1
    return last


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
