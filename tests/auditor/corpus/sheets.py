"""Excel A document as .xlsx: numbers are numbers with a format, as offices enter them, unless its layout says text."""

import io
import re
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tests.auditor.corpus.document import Block, Cell, Document, Heading, Sheet, Table

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(%?)")
_CREATED = datetime(2024, 1, 1)


def workbook(document: Document) -> bytes:
    """A document as the bytes of an .xlsx; text stands in the first column, a row a paragraph."""
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"title": document.title, "created": _CREATED})
        formats: dict[str, Format] = {}
        for name, blocks in _sheets(document):
            _write(book, book.add_worksheet(name), blocks, formats, document.layout.get("numbers") == "text")
    return buffer.getvalue()


def _sheets(document: Document) -> list[tuple[str | None, list[Block]]]:
    sheets: list[tuple[str | None, list[Block]]] = []
    for block in document.blocks:
        if isinstance(block, Sheet):
            sheets.append((block.text, []))
        else:
            if not sheets:
                sheets.append((None, []))
            sheets[-1][1].append(block)
    return sheets


def _write(book: Workbook, sheet: Worksheet, blocks: list[Block], formats: dict[str, Format], as_text: bool) -> None:
    row = 0
    for block in blocks:
        if isinstance(block, Table):
            for cell in block.cells:
                _cell(book, sheet, row, cell, formats, as_text)
            row += block.rows
        else:
            sheet.write_string(row, 0, block.text, _format(book, formats, "", isinstance(block, Heading)))
            row += 1


def _cell(book: Workbook, sheet: Worksheet, top: int, cell: Cell, formats: dict[str, Format], as_text: bool) -> None:
    if cell.nested:
        raise ValueError("a workbook has no tables in cells")
    number, pattern = (None, "") if as_text else _number(cell.text)
    form = _format(book, formats, pattern, False)
    row, column = top + cell.row, cell.column
    if cell.rows * cell.columns > 1:
        sheet.merge_range(row, column, row + cell.rows - 1, column + cell.columns - 1, "", form)
    if number is None:
        sheet.write_string(row, column, cell.text, form) if cell.text else sheet.write_blank(row, column, None, form)
    else:
        sheet.write_number(row, column, number, form)


def _number(text: str) -> tuple[float | None, str]:
    """A number and the format that shows it as it is written; a percentage is kept as its hundredth."""
    found = _NUMBER.fullmatch(text)
    if not found:
        return None, ""
    digits = "." + "0" * (len(found[1]) - 1) if found[1] else ""
    whole = "#,##0" if "," in text else "0"
    number = float(text.replace(",", "").rstrip("%"))
    return (number / 100, whole + digits + "%") if found[2] else (number, whole + digits)


def _format(book: Workbook, formats: dict[str, Format], pattern: str, bold: bool) -> Format:
    key = f"{pattern} {bold}"
    if key not in formats:
        formats[key] = book.add_format({"num_format": pattern or "General", "bold": bold, "text_wrap": True})
    return formats[key]
