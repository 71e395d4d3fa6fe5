"""导出 A list as a workbook that equals the screen: same columns, same rows, same order, same totals."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from anzhi.web.language import symbol
from anzhi.web.listing import Column

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS = 1_000_000
"""Records that fit on a sheet, which ends at row 1,048,576."""


def workbook(title: str, columns: tuple[Column, ...], rows: Iterable[tuple[Any, ...]]) -> bytes:
    """One sheet: headings, rows, and a last line of totals where columns have them."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    sheet = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True, "bg_color": "#EEF2F7", "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    numbers = [book.add_format({"num_format": _number_format(column)}) if column.unit else None for column in columns]
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(columns):
        unit = f" ({symbol(column.unit).strip()})" if column.unit and column.unit.symbol else ""
        sheet.set_column(index, index, 16)
        sheet.write_string(0, index, _(column.label) + unit, bold)
    sums = [0] * len(columns)
    line = 0
    for line, values in enumerate(rows, start=1):
        for index, (column, value) in enumerate(zip(columns, values, strict=True)):
            _put(sheet, line, index, column, value, numbers[index] or (day if isinstance(value, date) else None))
            if column.total and value is not None:
                sums[index] += value
    if any(column.total for column in columns):
        sheet.write_string(line + 1, 0, _("合计"), bold)
        for index, column in enumerate(columns):
            if column.total:
                _put(sheet, line + 1, index, column, sums[index], numbers[index])
    book.close()
    return buffer.getvalue()


def attachment(content: bytes, name: str, mime: str = MIME) -> HttpResponse:
    """A file for the reader to keep."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=mime, headers={"Content-Disposition": disposition})


def _put(sheet: Worksheet, line: int, index: int, column: Column, value: Any, style: Format | None) -> None:
    if value is None or value == "":
        return
    if column.unit is not None:
        scale = column.unit.scale
        sheet.write_number(line, index, Decimal(value) * scale.denominator / scale.numerator, style)
    elif isinstance(value, date) and not isinstance(value, datetime):
        sheet.write_datetime(line, index, value, style)
    elif isinstance(value, int) and not isinstance(value, bool) and column.choices is None and column.reads is None:
        sheet.write_number(line, index, value)
    else:
        # A text that begins with = or + must stay a text and never become a formula.
        sheet.write_string(line, index, column.text(value))


def _number_format(column: Column) -> str:
    places = column.unit.places if column.unit else 0
    if not places:
        return "0"
    return "0." + ("#" if column.unit and column.unit.trim else "0") * places
