"""Excel 文件 The table as .xlsx, and the workbook that lists every figure with the records behind it."""

import datetime
import io
import unicodedata

import xlsxwriter
from xlsxwriter.format import Format

from anzhi.metrics import engine
from anzhi.metrics.definitions import METRICS
from anzhi.office.packing import repack
from anzhi.reports import form
from anzhi.reports.queries import ReportPage
from anzhi.reports.word import mark

_LINE = 14
"""Points of a line of 10-point type."""
_NARROW = 0.8
"""The form's columns, narrowed so that A4 prints them near full size."""


def table_workbook(page: ReportPage) -> bytes:
    """自评表.xlsx: one sheet, set for printing on A4."""
    buffer = io.BytesIO()
    book = _book(buffer)
    sheet = book.add_worksheet("自评表")
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_footer("&C第 &P 页，共 &N 页")
    if mark(page):
        sheet.set_header(f"&C{mark(page)}")
    for column, width in enumerate(form.WIDTHS):
        sheet.set_column(column, column, width * _NARROW)
    heading = {"bold": True, "font_name": "宋体", "font_size": 16, "align": "center", "valign": "vcenter"}
    sheet.merge_range(0, 0, 0, form.COLUMNS - 1, form.title(page), book.add_format(heading))
    sheet.set_row(0, 32)
    formats = {
        (bold, align): book.add_format(
            {
                "font_name": "宋体",
                "font_size": 10,
                "border": 1,
                "text_wrap": True,
                "valign": "vcenter",
                "align": align,
                "bold": bold,
                "num_format": "0.00",
            }
        )
        for bold in (False, True)
        for align in ("left", "center", "right")
    }
    placed = form.cells(page)
    for cell in placed:
        style = formats[cell.heading, "center" if cell.heading else cell.align]
        _put(sheet, cell, style)
    for row, height in _heights(placed).items():
        sheet.set_row(row + 1, height)
    titles = next(c.row for c in placed if c.text == "一级指标")
    sheet.repeat_rows(titles + 1)
    book.close()
    return repack(buffer.getvalue())


def source_workbook(page: ReportPage) -> bytes:
    """数字出处.xlsx: every figure used, and on the second sheet every record it counts."""
    buffer = io.BytesIO()
    book = _book(buffer)
    bold, wrap = book.add_format({"bold": True, "bg_color": "#EEF2F7"}), book.add_format({"text_wrap": True})
    figures, records = book.add_worksheet("数字"), book.add_worksheet("记录")
    _heading(figures, bold, ("名称", "数字", "印出形式", "记录数", "责任部门", "定义"), (34, 30, 16, 10, 14, 60))
    _heading(records, bold, ("名称", "数字", "记录类别", "编号", "标识", "计入"), (34, 30, 16, 10, 40, 16))
    line = 1
    for row, (name, figure) in enumerate(page.figures.items(), start=1):
        metric = METRICS[name]
        if figure.evidence:
            figures.write_url(row, 0, f"internal:'记录'!A{line + 1}", string=name)
        else:
            figures.write_string(row, 0, name)
        for column, text in enumerate((figure.label, figure.printed), start=1):
            figures.write_string(row, column, text)
        figures.write_number(row, 3, figure.evidence)
        figures.write_string(row, 4, metric.owner)
        figures.write_string(row, 5, metric.definition, wrap)
        for part in (page.evidence[simple.name] for simple in engine.simple_parts(name)):
            for key, label, amount in part.rows:
                cells = (name, part.metric.label, part.noun)
                for column, text in enumerate(cells):
                    records.write_string(line, column, text)
                records.write_number(line, 3, key)
                records.write_string(line, 4, label)
                records.write_string(line, 5, part.metric.unit.text(amount))
                line += 1
    book.close()
    return repack(buffer.getvalue())


def _book(buffer: io.BytesIO) -> xlsxwriter.Workbook:
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    # A fixed time, so that the same figures give the same file.
    book.set_properties({"created": datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)})
    return book


def _heading(
    sheet: xlsxwriter.worksheet.Worksheet, style: Format, titles: tuple[str, ...], widths: tuple[int, ...]
) -> None:
    for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, style)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, 0, len(titles) - 1)


def _put(sheet: xlsxwriter.worksheet.Worksheet, cell: form.Cell, style: Format) -> None:
    row = cell.row + 1
    if cell.rows > 1 or cell.columns > 1:
        last_row, last_column = row + cell.rows - 1, cell.column + cell.columns - 1
        sheet.merge_range(row, cell.column, last_row, last_column, "", style)
    if cell.align == "right" and not cell.text.endswith("%"):
        sheet.write_number(row, cell.column, float(cell.text), style)
    else:
        sheet.write_string(row, cell.column, cell.text, style)


def _heights(placed: list[form.Cell]) -> dict[int, float]:
    """Row heights that show the whole text: Excel does not fit merged cells by itself."""
    heights: dict[int, float] = {}
    for cell in placed:
        if cell.rows > 1:
            continue
        width = int(sum(form.WIDTHS[cell.column : cell.column + cell.columns]) * _NARROW) - 1
        lines = sum(max(1, -(-_display_width(line) // width)) for line in cell.text.split("\n"))
        heights[cell.row] = max(heights.get(cell.row, 0), lines * _LINE + 6)
    return heights


def _display_width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
