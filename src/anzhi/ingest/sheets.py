"""表 Writing workbooks: the template of a kind of record, and an uploaded workbook with what is wrong in it."""

import math
from collections.abc import Iterable
from datetime import date, time, timedelta
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from anzhi.ingest.cells import Choice, Day, Exact, Identity, Text, Unreadable, Whole, YesNo
from anzhi.ingest.columns import Column, Reference
from anzhi.ingest.nouns.base import Noun
from anzhi.ingest.problems import Problems, words
from anzhi.ingest.workbook import MAX_ROWS, Source, normal

PROBLEM = "问题"
_OPTIONS, _NOTES = "选项", "填写说明"
_LIMIT = 32_767
"""Characters of a cell."""
_FIRST_DAY = (1900, 3, 1)
"""Earlier days are counted differently by different programs; they are written as text."""
_PROBLEM_WIDTH = 44
_RED = {"bg_color": "#FDE2E1", "font_color": "#9C0006"}


def template(noun: Noun, file: IO[bytes]) -> None:
    """Write the empty workbook of a kind of record: headings, formats, lists to choose from, notes and examples."""
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet(noun.title)
    head = book.add_format({"bold": True, "bg_color": "#EEF2F7", "bottom": 1, "text_wrap": True, "valign": "top"})
    wanted = book.add_format({"bold": True, "bg_color": "#D6E4F5", "bottom": 1, "text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, 30)
    sheet.write_string(0, 0, PROBLEM, head)
    places = dict(enumerate(noun.columns, start=1))
    for place, column in places.items():
        sheet.write_string(0, place, column.heading, wanted if column.required else head)
    _notes(book, noun)
    _dress(book, sheet, places, first=1)
    for line in range(max(len(column.example) for column in noun.columns)):
        style = {"italic": True, "font_color": "#7A8699"}
        sheet.write_string(line + 1, 0, _("示例行，导入时跳过，可以删去"), book.add_format(style))
        for place, column in places.items():
            cell = column.example[line] if line < len(column.example) else None
            if cell is not None:
                _put(sheet, line + 1, place, cell, book.add_format(style | {"num_format": column.kind.number_format}))
    book.close()


def returned(noun: Noun, source: Source, problems: Problems, path: Path) -> None:
    """Write the uploaded table again, line by line in its place, with the reasons in a first column of their own.

    What was a reason in an earlier round is replaced. Cells that are wrong are red.
    """
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet(source.sheet.name)
    formats = _Formats(book)
    old = source.headings.index(PROBLEM) if PROBLEM in source.headings else None
    by_heading = {normal(column.heading): index for index, column in enumerate(noun.columns)}
    wanted = {place: by_heading[h] for place, h in enumerate(source.headings) if h in by_heading}
    shift = {place: place + 1 - (old is not None and place > old) for place in range(len(source.headings) + 1)}
    sheet.freeze_panes(source.heading + 1, 1)
    sheet.set_column(0, 0, _PROBLEM_WIDTH)
    _dress(book, sheet, {shift[place]: noun.columns[i] for place, i in wanted.items()}, first=source.heading + 1)
    for line, cells in source.everything():
        wrong = problems.lines.get(line + 1, [])
        red = {index for index, _ in wrong}
        if line == source.heading:
            sheet.write_string(line, 0, PROBLEM, formats.head)
        elif wrong:
            reasons = "；".join(dict.fromkeys(words(refusal) for _, refusal in wrong))
            sheet.write_string(line, 0, reasons[:_LIMIT], formats.problem)
        for place, cell in enumerate(cells):
            if place == old:
                continue
            index = wanted.get(place)
            if line == source.heading:
                style = formats.head
            else:
                style = formats.of(noun.columns[index] if index is not None else None, line > 0 and index in red)
            _put(sheet, line, shift.get(place, place + 1), cell, style)
    book.close()


class _Formats:
    """Cell formats by kind, plain and red."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "bg_color": "#EEF2F7", "bottom": 1})
        self.problem = book.add_format({"font_color": "#9C0006", "text_wrap": True, "valign": "top"})
        self.known: dict[tuple[str, bool], Format] = {}

    def of(self, column: Column | None, is_wrong: bool) -> Format:
        """The format of a column's cells."""
        key = (column.kind.number_format if column is not None else "General", is_wrong and column is not None)
        if key not in self.known:
            self.known[key] = self.book.add_format({"num_format": key[0]} | (_RED if key[1] else {}))
        return self.known[key]


def _put(sheet: Worksheet, line: int, place: int, cell: Any, style: Format) -> None:
    """Write a cell as what it is; a text that looks like a formula stays a text."""
    if isinstance(cell, bool):
        sheet.write_boolean(line, place, cell, style)
    elif isinstance(cell, int | float) and math.isfinite(cell):
        sheet.write_number(line, place, cell, style)
    elif isinstance(cell, Unreadable):
        sheet.write_formula(line, place, "=NA()", style, "#N/A")  # still an error when it comes back untouched
    elif isinstance(cell, date) and (cell.year, cell.month, cell.day) >= _FIRST_DAY:
        sheet.write_datetime(line, place, cell, style)
    elif isinstance(cell, date | time | timedelta | float):
        sheet.write_string(line, place, str(cell), style)
    elif cell in ("", None):
        sheet.write_blank(line, place, None, style)
    else:
        sheet.write_string(line, place, cell[:_LIMIT], style)


def _dress(book: xlsxwriter.Workbook, sheet: Worksheet, places: dict[int, Column], first: int) -> None:
    """Widths, formats, and what Excel itself checks while a clerk types."""
    lists: Worksheet | None = None
    for place, column in places.items():
        sheet.set_column(place, place, column.kind.width, book.add_format({"num_format": column.kind.number_format}))
        rule = _rule(column)
        if options := _options(column):
            if lists is None:
                lists = book.add_worksheet(_OPTIONS)
                lists.hide()
            for line, option in enumerate(options):
                lists.write_string(line, place, option)
            corner = xlsxwriter.utility.xl_col_to_name(place, col_abs=True)
            # A list may be out of date when the workbook is filled in, so Excel warns and does not forbid.
            rule = {"validate": "list", "source": f"={_OPTIONS}!{corner}$1:{corner}${len(options)}"}
        note = "；".join(part for part in (str(column.kind.format), str(column.note)) if part)
        messages = {"input_title": column.heading[:32], "input_message": note[:255], "error_type": "warning"}
        sheet.data_validation(first, place, MAX_ROWS, place, rule | messages)


def _options(column: Column) -> Iterable[str]:
    if isinstance(column.kind, Choice):
        return list(column.kind.words.values())
    if isinstance(column.kind, YesNo):
        return ["是", "否"]
    if isinstance(column.kind, Reference) and column.kind.options is not None:
        return column.kind.options()
    return []


def _rule(column: Column) -> dict[str, Any]:
    """What Excel can check of a kind."""
    match column.kind:
        case Day():
            return {
                "validate": "date",
                "criteria": "between",
                "minimum": date(1900, 1, 1),
                "maximum": date(2099, 12, 31),
            }
        case Whole(least=least, most=most):
            return {"validate": "integer", "criteria": "between", "minimum": least, "maximum": most}
        case Exact(least=least):
            bound = -(10**12) if least < 0 else 0
            return {"validate": "decimal", "criteria": "between", "minimum": bound, "maximum": 10**12}
        case Identity():
            return {"validate": "length", "criteria": "==", "value": 18}
        case Text(limit=limit):
            return {"validate": "length", "criteria": "<=", "value": limit}
    return {"validate": "any"}


def _notes(book: xlsxwriter.Workbook, noun: Noun) -> None:
    """A second sheet that says what each column wants."""
    sheet = book.add_worksheet(_NOTES)
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for place, width in enumerate((24, 10, 24, 60)):
        sheet.set_column(place, place, width)
    general = _(
        "整个文件导入或整个不导入；有问题的行会写明原因退回。灰色的示例行不导入。同一文件重复上传不会重复登记。"
    )
    sheet.merge_range(0, 0, 0, 3, general, wrap)
    sheet.set_row(0, 32)
    sheet.merge_range(1, 0, 1, 3, str(noun.note), wrap)
    sheet.set_row(1, 48 if noun.note else 4)
    for place, heading in enumerate((_("列"), _("必填"), _("格式"), _("说明"))):
        sheet.write_string(3, place, heading, bold)
    for line, column in enumerate(noun.columns, start=4):
        sheet.write_string(line, 0, column.heading)
        sheet.write_string(line, 1, _("必填") if column.required else "")
        sheet.write_string(line, 2, str(column.kind.format), wrap)
        sheet.write_string(line, 3, str(column.note), wrap)
