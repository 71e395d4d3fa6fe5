"""读 From the lines of a workbook to values, and from lines to groups: a household and its members."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from anzhi.ingest.cells import Cell, Unreadable, tidy
from anzhi.ingest.columns import Column
from anzhi.ingest.problems import Problems, Progress
from anzhi.ingest.workbook import Source
from anzhi.values.refusal import Refused

Line = tuple[int, list[Any]]
"""Number of a line as the spreadsheet shows it, and the values of the wanted columns; None where blank."""
_REMEMBERED = 20_000
"""Values a column remembers: dates, names and choices recur in thousands of lines."""
_STEP = 1000


def read(source: Source, columns: Sequence[Column], problems: Problems, progress: Progress) -> Iterator[Line]:
    """Every filled line but the template's examples; cells that cannot be read are None and noted."""
    memories: list[dict[Any, Any]] = [{} for _ in columns]
    examples = _examples(columns)
    for count, (number, cells) in enumerate(source.rows()):
        if count % _STEP == 0:
            progress("read", number, source.height)
        if count < len(examples) and [_bare(cell) for cell in cells] == examples[count]:
            continue
        values = []
        for index, (column, memory, cell) in enumerate(zip(columns, memories, cells, strict=True)):
            try:
                values.append(_value(column, memory, cell))
            except Refused as refusal:
                problems.add(number, refusal, index)
                values.append(None)
        yield number, values


def demand(columns: Sequence[Column], values: Sequence[Any], line: int, problems: Problems, first: int = 0) -> None:
    """Note the required cells of a line that are blank; ``first`` is the place of the first of these columns."""
    refused = problems.places(line)
    for index, (column, value) in enumerate(zip(columns, values, strict=True), start=first):
        if column.required and value is None and index not in refused:
            problems.add(line, Refused("“{heading}”没有填", heading=column.heading), index)


@dataclass
class Group:
    """Lines that belong together.

    Attributes:
        line: number of the first one.
        head: values of the columns that they share.
        rows: every line's number and its other values.
    """

    line: int
    head: list[Any]
    rows: list[Line] = field(default_factory=list)


def group(lines: Iterable[Line], columns: Sequence[Column], keys: int, heads: int, problems: Problems) -> list[Group]:
    """Bring lines together by their first ``keys`` columns; the first ``heads`` columns are the group's own.

    They stand in a group's first line; below it they may be left blank (as merged cells are) or be repeated.
    """
    found: dict[tuple[Any, ...], Group] = {}
    last: Group | None = None
    for line, values in lines:
        key = tuple(values[:keys])
        rest = (line, values[heads:])
        if any(index < keys for index in problems.places(line)):
            last = Group(line, values[:heads])  # nobody knows whose line this is; those below it are its own
        elif last is not None and not any(key):
            last.rows.append(rest)
            _compare(last, line, values[keys:heads], columns, keys, problems)
        elif (known := found.get(key)) is not None:
            last = known
            last.rows.append(rest)
            _compare(last, line, values[keys:heads], columns, keys, problems)
        else:
            last = found[key] = Group(line, values[:heads], [rest])
            demand(columns[:heads], values[:heads], line, problems)
    return list(found.values())


def _compare(
    group: Group, line: int, values: Sequence[Any], columns: Sequence[Column], first: int, problems: Problems
) -> None:
    for index, value in enumerate(values, start=first):
        if value is not None and value != group.head[index]:
            kind = columns[index].kind
            refusal = Refused(
                "“{heading}”与第 {line} 行不同：那里是“{there}”，这里是“{here}”",
                heading=columns[index].heading,
                line=group.line,
                there=kind.text(group.head[index]),
                here=kind.text(value),
            )
            problems.add(line, refusal, index)


def _value(column: Column, memory: dict[Any, Any], cell: Cell) -> Any:
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool | Unreadable):
        return column.kind.read(cell)
    if cell in memory:
        return memory[cell]
    value = column.kind.read(cell)
    if len(memory) < _REMEMBERED:
        memory[cell] = value
    return value


def _examples(columns: Sequence[Column]) -> list[list[Any]]:
    count = max((len(column.example) for column in columns), default=0)
    return [
        [_bare(column.example[row] if row < len(column.example) else None) for column in columns]
        for row in range(count)
    ]


def _bare(cell: Any) -> Any:
    return None if cell is None else tidy(cell) or None if isinstance(cell, str) else cell
