"""空格排的表 A table whose columns are set with spaces: what is blank in every line keeps the columns apart.

A wide character takes two places. A table has three lines or more, two columns or more, and figures in it.
"""

import re
import unicodedata
from itertools import pairwise

from anzhi.auditor.document import Builder
from anzhi.auditor.quantities import cell_quantity

_GAP = re.compile(r"\S(?: {2,}|\u3000+ *)(?=\S)")
_INDENTED = re.compile(r"^[ \u3000]{2,}")
_FEWEST, _LONGEST = 3, 200


def begins(lines: list[str], at: int) -> bool:
    """Do lines from here on make a table?"""
    return _is_row(lines[at]) and _table(lines, at) is not None


def read(lines: list[str], at: int, builder: Builder) -> int:
    """Add the table that begins at a line; where it ends."""
    builder.rows(_table(lines, at) or [[lines[at]]])
    return _end(lines, at)


def _is_row(line: str) -> bool:
    return len(line) < _LONGEST and bool(_GAP.search(line)) and not _INDENTED.match(line) and "。" not in line


def _end(lines: list[str], at: int) -> int:
    while at < len(lines) and _is_row(lines[at]):
        at += 1
    return at


def _table(lines: list[str], at: int) -> list[list[str]] | None:
    rows = [_spread(line.rstrip()) for line in lines[at : _end(lines, at)]]
    if len(rows) < _FEWEST:
        return None
    width = max(map(len, rows))
    blank = [all(n >= len(row) or row[n] == " " for row in rows) for n in range(width)]
    starts = [n for n in range(width) if not blank[n] and (n == 0 or (blank[n - 1] and (n == 1 or blank[n - 2])))]
    cells = [[_text(row[a:b]) for a, b in pairwise([*starts, width])] for row in rows]
    figures = sum(any(cell_quantity(cell) is not None for cell in row) for row in cells)
    return cells if len(starts) > 1 and figures * 2 >= len(cells) else None


def _spread(line: str) -> list[str]:
    """A line place by place; the second place of a wide character is empty, a wide blank is two blanks."""
    places: list[str] = []
    for character in line:
        wide = unicodedata.east_asian_width(character) in "WF"
        if character == "\u3000":
            places += [" ", " "]
        else:
            places += [character, ""] if wide else [character]
    return places


def _text(places: list[str]) -> str:
    return "".join(places).strip()
