"""Excel 文件 Tables as a workbook: a sheet each, the first with what was asked above it."""

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from anzhi.rules.engine.types import Type
from anzhi.trials.tables import Column, Table

Say = Callable[[object], str]
"""A part of a sentence in the reader's language."""
_NAME = 31
"""Characters that the name of a sheet may have."""
_WIDTH = 18


def workbook(notes: Sequence[object], tables: Iterable[Table], say: Say) -> bytes:
    """Tables as a workbook.

    Args:
        notes: lines above the first table.
        tables: a sheet each.
        say: says headings and words.
    """
    buffer = io.BytesIO()
    writer = _Writer(xlsxwriter.Workbook(buffer, {"in_memory": True}), say)
    for table in tables:
        writer.sheet(table, notes)
        notes = ()
    writer.book.close()
    return buffer.getvalue()


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook, say: Say) -> None:
        self.book, self.say = book, say
        self.bold = book.add_format({"bold": True, "bg_color": "#EEF2F7", "bottom": 1})
        self.formats: dict[str, Format] = {}

    def sheet(self, table: Table, notes: Sequence[object]) -> None:
        sheet = self.book.add_worksheet(self.say(table.title)[:_NAME])
        sheet.set_column(0, len(table.columns) - 1, _WIDTH)
        for line, note in enumerate(notes):
            sheet.write_string(line, 0, self.say(note))
        top = len(notes)
        sheet.freeze_panes(top + 1, 0)
        for place, column in enumerate(table.columns):
            sheet.write_string(top, place, self.heading(column), self.bold)
        lines = [*table.rows, table.total] if table.total else table.rows
        for line, cells in enumerate(lines, start=top + 1):
            for place, (column, value) in enumerate(zip(table.columns, cells, strict=True)):
                self.put(sheet, line, place, column.type, value)

    def heading(self, column: Column) -> str:
        unit = self.say(column.type.unit) if column.type is not None and column.type.unit else ""
        return self.say(column.label) + (f" ({unit})" if unit else "")

    def put(self, sheet: Worksheet, line: int, place: int, type: Type | None, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, date):
            sheet.write_datetime(line, place, value, self.format("yyyy-mm-dd"))
        elif isinstance(value, int) and type is not None:
            places = "0." + "0" * type.scale if type.scale else "0"
            sheet.write_number(line, place, Decimal(value).scaleb(-type.scale), self.format(places))
        else:
            # A text that begins with = or + must stay a text and never become a formula.
            sheet.write_string(line, place, self.say(value))

    def format(self, pattern: str) -> Format:
        if pattern not in self.formats:
            self.formats[pattern] = self.book.add_format({"num_format": pattern})
        return self.formats[pattern]
