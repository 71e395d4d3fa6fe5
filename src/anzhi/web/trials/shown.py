"""表 Tables of a trial as they stand on a page, in the reader's language."""

from dataclasses import dataclass

from django.urls import reverse

from anzhi.trials.tables import Column, Table
from anzhi.web.language import said, translated

SIZE = 50
"""Rows of a page."""


@dataclass(frozen=True)
class Heading:
    """A heading: its words, its unit, and whether numbers stand below it."""

    text: str
    unit: str
    is_right: bool


@dataclass(frozen=True)
class Row:
    """A row: its cells as texts, and the address that its first cell leads to; empty where it leads nowhere."""

    cells: tuple[tuple[str, bool], ...]
    address: str = ""


@dataclass(frozen=True)
class Shown:
    """A table, or a page of it.

    Attributes:
        title: its title.
        headings: its headings.
        rows: the rows of the page.
        total: the last line; None where there is none.
        count: rows in all.
        before: number of the page before; 0 on the first.
        after: number of the page after; 0 on the last.
    """

    title: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    total: Row | None
    count: int
    before: int = 0
    after: int = 0


def shown(table: Table, count: int | None = None, page: int = 1) -> Shown:
    """A table as it stands on a page.

    Args:
        table: the table, or a part of it.
        count: rows in all, where the table is only a part.
        page: number of the part.
    """
    households = table.households or (0,) * len(table.rows)
    every = len(table.rows) if count is None else count
    return Shown(
        title=said(table.title),
        headings=tuple(
            Heading(said(c.label), translated(c.unit, "unit") if c.unit else "", c.is_right) for c in table.columns
        ),
        rows=tuple(
            Row(_cells(table, row), reverse("household", args=[household]) if household else "")
            for row, household in zip(table.rows, households, strict=True)
        ),
        total=Row(_cells(table, table.total)) if table.total else None,
        count=every,
        before=page - 1,
        after=page + 1 if page * SIZE < every else 0,
    )


def _cells(table: Table, row: tuple[object, ...]) -> tuple[tuple[str, bool], ...]:
    return tuple((_text(column, value), column.is_right) for column, value in zip(table.columns, row, strict=True))


def _text(column: Column, value: object) -> str:
    return said(column.part(value))
