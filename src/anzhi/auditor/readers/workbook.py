"""工作簿 The sheets of a workbook as they are seen: a number with the places and the sign that its format shows.

The parts are read from the XML itself, because a reader of values alone loses the format: 0.9624 that is shown as
96.24% is audited as 96.24%. An old .xls is read for its values.
"""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from anzhi.auditor.document import Builder, Cell, Document
from anzhi.auditor.readers import limits
from anzhi.auditor.readers.word import open_archive, parse
from anzhi.values.refusal import Refused

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATIONS = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0",
             39: "#,##0.00", 40: "#,##0.00"}  # fmt: skip
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_WIDEST, _LONGEST = 500, 100_000
_SIGNIFICANT = 15
"""Digits of a number that a spreadsheet keeps; what follows is noise of its arithmetic."""


def read(data: bytes, name: str) -> Document:
    """Read a workbook.

    Raises:
        Refused: it is no workbook, or it is damaged.
    """
    builder = Builder(name)
    with open_archive(data, name) as archive:

        def part(entry: str) -> Any:
            xml = limits.part(archive, entry, name)
            if xml is None:
                return None
            xml = xml.replace(_STRICT, _S[1:-1].encode()).replace(_STRICT_RELATIONS, _RELATIONS)
            return parse(xml, name)

        texts, formats = _shared(part("xl/sharedStrings.xml")), _formats(part("xl/styles.xml"))
        for title, entry in _sheets(part, name):
            sheet = part(entry)
            if sheet is not None:
                builder.table(_cells(sheet, texts, formats), title)
    return Document(name, "xlsx", tuple(builder.blocks))


def read_old(data: bytes, name: str) -> Document:
    """Read an .xls workbook.

    Raises:
        Refused: it cannot be opened.
    """
    builder = Builder(name)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for title in book.sheet_names:
            rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False, nrows=_LONGEST)
            builder.rows([[_plain(value) for value in row[:_WIDEST]] for row in rows], title)
    except (CalamineError, OSError, ValueError):
        raise Refused("{name}打不开：可能已损坏或加了密码，请另存为 .xlsx", name=name) from None
    return Document(name, "xls", tuple(builder.blocks))


def _plain(value: object) -> str:
    return number(repr(value), "General") if isinstance(value, float) else str(value)


def _sheets(part: Any, name: str) -> Iterator[tuple[str, str]]:
    """Title and part of each sheet that is not hidden."""
    book, relations = part("xl/workbook.xml"), part("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        raise Refused("{name}不是 Excel 工作簿，请另存为 .xlsx", name=name)
    targets = {r.get("Id"): r.get("Target") or "" for r in relations}
    for sheet in book.iter(_S + "sheet"):
        target = targets.get(sheet.get(_RELATION))
        if target and sheet.get("state", "visible") == "visible":
            yield sheet.get("name") or "", str(PurePosixPath("/xl", target)).removeprefix("/")


def _shared(root: Any) -> list[str]:
    return [] if root is None else [_text(item) for item in root.iterchildren(_S + "si")]


def _text(item: Any) -> str:
    """A text without the small print that is set over Chinese characters."""
    return "".join(t.text or "" for t in item.iter(_S + "t") if t.getparent().tag != _S + "rPh")


def _formats(root: Any) -> list[str]:
    """The number format of each cell style; ``date`` for dates."""
    if root is None:
        return []
    custom = {f.get("numFmtId"): f.get("formatCode") or "" for f in root.iter(_S + "numFmt")}
    styles = root.find(_S + "cellXfs")
    found = []
    for style in styles if styles is not None else ():
        code = style.get("numFmtId") or "0"
        known = "date" if code.isdigit() and int(code) in _DATES else _BUILT_IN.get(int(code) if code.isdigit() else 0)
        pattern = custom.get(code, known or "General")
        bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", pattern)
        found.append("date" if re.search(r"[ymdhs]", bare, re.IGNORECASE) and "General" not in bare else bare)
    return found


def _cells(sheet: Any, texts: list[str], formats: list[str]) -> list[Cell]:
    cells: dict[tuple[int, int], str] = {}
    for element in sheet.iter(_S + "c"):
        address = _ADDRESS.fullmatch(element.get("r") or "")
        if not address:
            continue
        row, column = int(address[2]) - 1, _column(address[1])
        text = _value(element, texts, formats)
        if text.strip() and row < _LONGEST and column < _WIDEST:
            cells[row, column] = text
    spans = dict(_merged(sheet))
    filled = sorted({row for row, _ in cells})
    # Lines without content are left out of the grid, so that one far cell cannot make a table of a million rows.
    places = {row: place for place, row in enumerate(filled)}
    found = []
    for (row, column), text in sorted(cells.items()):
        rows, columns = spans.get((row, column), (1, 1))
        covered = sum(1 for other in range(row, row + rows) if other in places) if rows < _LONGEST else 1
        found.append(Cell(text, places[row], column, max(covered, 1), columns))
    return found


def _merged(sheet: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for element in sheet.iter(_S + "mergeCell"):
        ends = _ADDRESS.findall(element.get("ref") or "")
        if len(ends) == 2:
            (first, top), (last, bottom) = ends
            rows, columns = int(bottom) - int(top) + 1, _column(last) - _column(first) + 1
            if 0 < rows <= _LONGEST and 0 < columns <= _WIDEST:
                yield (int(top) - 1, _column(first)), (rows, columns)


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _value(element: Any, texts: list[str], formats: list[str]) -> str:
    kind = element.get("t") or "n"
    if kind == "inlineStr":
        return _text(element)
    value = element.findtext(_S + "v") or ""
    if kind == "s":
        return texts[int(value)] if value.isdigit() and int(value) < len(texts) else ""
    if kind != "n":
        return value
    style = element.get("s") or "0"
    return number(value, formats[int(style)] if style.isdigit() and int(style) < len(formats) else "General")


def number(value: str, pattern: str) -> str:
    """A number as its format shows it."""
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return value
    if not exact.is_finite() or abs(exact) >= 10**18 or pattern == "date":
        return ""
    exact = +exact.quantize(Decimal(1).scaleb(exact.adjusted() - _SIGNIFICANT + 1)) if exact else Decimal(0)
    shown = pattern.split(";")[0]
    if "%" in shown:
        exact *= 100
    if not re.search("[0#]", shown):
        return f"{exact.normalize():f}"
    places = len((re.search(r"\.([0#]+)", shown) or ["", ""])[1])
    text = f"{exact:.{places}f}" if "?" not in shown else f"{exact.normalize():f}"
    return text + ("%" if "%" in shown else "")
