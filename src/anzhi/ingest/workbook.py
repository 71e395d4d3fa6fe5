"""工作簿 Opening an uploaded workbook, finding its table, and giving its rows one by one.

The file is judged by what it holds, not by its name. Its parts are looked through once before they are loaded:
cells in error and formulas without a value would otherwise read as blank, and blank is not the same as missing.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from anzhi.ingest.cells import Cell, Unreadable, narrow, tidy
from anzhi.ingest.columns import Column
from anzhi.values.refusal import Refused
from anzhi.values.wording import Listed

MAX_FILE = 64 * 2**20
"""Bytes of an uploaded file."""
MAX_UNPACKED = 2**30
"""Bytes of everything in it."""
MAX_ROWS = 200_000
IGNORED = frozenset({"问题", "序号", "备注"})
"""Columns that may stand in any workbook and are not read."""
_HEADING_WITHIN = 10
"""The heading stands in one of the first lines; a title may stand above it."""
_CHUNK = 2**20
_BROKEN = (
    CalamineError, zipfile.BadZipFile, zlib.error, ElementTree.ParseError,
    KeyError, OSError, EOFError, ValueError, RuntimeError,
)  # fmt: skip
"""What a damaged workbook may make of its readers."""
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(rb"<(?:\w+:)?c ([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_SUSPECT = re.compile(rb't="e"|<(?:\w+:)?f[ />]')
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)(?: [^>]*)?>(?!</)", re.DOTALL)
_FAR = re.compile(rb'\br="((?:[A-Z]{3}|[C-Z][A-Z])\d+)"[^>/]*>(?!</)')
_ERROR = Unreadable(Refused("这一格是错误值（如 #N/A、#REF!），请改成实际内容"))
_NOT_COMPUTED = Unreadable(Refused("这一格的公式没有算出结果，请在 Excel 中重新计算后保存，或改成数值"))


@dataclass(frozen=True)
class Source:
    """The table of a workbook.

    Attributes:
        sheet: the loaded sheet.
        heading: index of the heading line, from 0.
        headings: the cells of the heading line.
        places: where each wanted column stands, in the order of the columns; None when it is left out.
        unreadable: cells in error by line and column, both from 0.
    """

    sheet: CalamineSheet
    heading: int
    headings: tuple[str, ...]
    places: tuple[int | None, ...]
    unreadable: dict[tuple[int, int], Unreadable]

    @property
    def height(self) -> int:
        """Lines up to the last one with something in it."""
        return self.sheet.total_height

    def everything(self) -> Iterator[tuple[int, list[Any]]]:
        """Every line as it stands, from the first column: its index and its cells."""
        yield from _lines(self.sheet, self.unreadable)

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Every filled line below the heading: its number as the spreadsheet shows it, and the wanted cells."""
        for index, cells in self.everything():
            if index <= self.heading:
                continue
            width = len(cells)
            row = [cells[place] if place is not None and place < width else None for place in self.places]
            if any(cell is not None and (not isinstance(cell, str) or tidy(cell)) for cell in row):
                yield index + 1, row


def open_source(path: Path, columns: Sequence[Column]) -> Source:
    """Find the table with these columns in a workbook.

    Raises:
        Refused: the file is no workbook, is too large, or holds no such table or more than one.
    """
    _refuse_other_formats(path)
    try:
        parts = _inspect(path)
        book = CalamineWorkbook.from_path(path)
        sheets = [
            book.get_sheet_by_name(sheet.name)
            for sheet in book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
    except _BROKEN:
        raise Refused("工作簿已损坏，打不开；请用 Excel 或 WPS 打开后另存一份再上传") from None
    found = [(sheet, place) for sheet in sheets if (place := _find_heading(sheet, columns)) is not None]
    if not found:
        raise Refused("没有找到表头：表里应有“{headings}”等列，请使用本页的模板", headings=_names(columns[:3]))
    if len(found) > 1:
        names = Listed(tuple(sheet.name for sheet, _ in found))
        raise Refused("有几张表都是数据（{names}），请合并到一张表，或分成几个文件", names=names)
    [(sheet, heading)] = found
    headings = tuple(_heading(cell) for cell in next(c for i, c in _lines(sheet, {}) if i == heading))
    return Source(sheet, heading, headings, _places(headings, columns), parts.get(sheet.name, {}))


def normal(heading: str) -> str:
    """A heading for comparing: plain characters, no blanks, no mark of a required column."""
    return narrow(heading).replace(" ", "").rstrip("*")


def _refuse_other_formats(path: Path) -> None:
    if path.stat().st_size > MAX_FILE:
        raise Refused("文件超过 {limit} MB，请分成几个文件导入", limit=MAX_FILE // 2**20)
    with path.open("rb") as file:
        start = file.read(4)
    if start == _OLD_FORMAT:
        raise Refused("这是旧版 .xls 或加了密码的工作簿，请用 Excel 或 WPS 打开后另存为不加密码的 .xlsx 再上传")
    if not zipfile.is_zipfile(path):
        raise Refused("这不是 .xlsx 工作簿（可能是 csv 或其他文件），请用 Excel 或 WPS 打开后另存为 .xlsx 再上传")
    with zipfile.ZipFile(path) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise Refused("这不是 .xlsx 工作簿，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传")


def _inspect(path: Path) -> dict[str, dict[tuple[int, int], Unreadable]]:
    """Look through the sheets of a workbook; cells in error by sheet, line and column."""
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise Refused("工作簿展开后太大，请分成几个文件导入")
        found = {name: _look_through(archive, part) for name, part in _sheet_parts(archive).items()}
        for entry in archive.infolist():
            if entry.filename.endswith("sharedStrings.xml"):
                _drain(archive, entry.filename)
    return found


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet by the sheet's name."""
    relations = {
        relation.get("Id"): relation.get("Target", "")
        for relation in _xml(archive, "xl/_rels/workbook.xml.rels")
        if relation.get("Type", "").endswith("/worksheet")
    }
    parts = {}
    for sheet in _xml(archive, "xl/workbook.xml").iter():
        if sheet.tag.endswith("}sheet") and (target := relations.get(sheet.get(_RELATION))):
            parts[sheet.get("name", "")] = str(PurePosixPath("/xl", target)).removeprefix("/")
    return parts


def _xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    if archive.getinfo(name).file_size > 2**20:
        raise zipfile.BadZipFile(name)
    return ElementTree.fromstring(archive.read(name))  # noqa: S314 - small, and expat limits what entities may expand to


def _drain(archive: zipfile.ZipFile, name: str) -> None:
    """Read a part to its end: its stated size and checksum are then known to be true."""
    with archive.open(name) as part:
        while part.read(_CHUNK):
            pass


def _look_through(archive: zipfile.ZipFile, name: str) -> dict[tuple[int, int], Unreadable]:
    found: dict[tuple[int, int], Unreadable] = {}
    rest = b""
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            rest += chunk
            end = rest.rfind(b"row>") + 4
            if end > 4:
                _look_at(rest[:end], found)
                rest = rest[end:]
            elif len(rest) > 16 * _CHUNK:
                raise zipfile.BadZipFile(name)
    _look_at(rest, found)
    return found


def _look_at(block: bytes, found: dict[tuple[int, int], Unreadable]) -> None:
    """Whole lines of a sheet: refuse what stands too far out, keep cells in error."""
    _refuse_far_cells(block)
    if _SUSPECT.search(block) is None:
        return
    for cell in _CELL.finditer(block):
        attributes, content = cell[1], cell[2] or b""
        address = _ADDRESS.search(attributes)
        if address is None or not _SUSPECT.search(cell[0]):
            continue
        if b't="e"' in attributes:
            found[_place(address)] = _ERROR
        elif not _VALUE.search(content):
            found[_place(address)] = _NOT_COMPUTED


def _refuse_far_cells(block: bytes) -> None:
    """A sheet is loaded as one rectangle; a forgotten cell far out would make it enormous."""
    if (far := _FAR.search(block)) is not None:
        raise Refused("单元格 {cell} 离表格太远，请删去该列的内容后再上传", cell=far[1].decode())
    last = max(block.rfind(mark) for mark in (b"<v>", b"<v ", b":v>", b"<is>", b":is>"))
    addresses = _ADDRESS.findall(block, block.rfind(b"r=", 0, last) - 1, last) if last > 0 else []
    if addresses and int(addresses[-1][1]) > MAX_ROWS:
        line = int(addresses[-1][1])
        raise Refused("第 {line} 行还有内容；一次最多导入 {limit} 行，请分成几个文件", line=line, limit=MAX_ROWS)


def _place(address: re.Match[bytes]) -> tuple[int, int]:
    column = 0
    for letter in address[1]:
        column = column * 26 + letter - 64
    return int(address[2]) - 1, column - 1


def _lines(sheet: CalamineSheet, unreadable: dict[tuple[int, int], Unreadable]) -> Iterator[tuple[int, list[Any]]]:
    left = [""] * (sheet.start[1] if sheet.start else 0)
    marked: dict[int, list[tuple[int, Unreadable]]] = {}
    for (line, column), reason in unreadable.items():
        marked.setdefault(line, []).append((column, reason))
    index = -1
    for index, row in enumerate(sheet.iter_rows()):
        cells = left + row if left else row
        for column, reason in marked.pop(index, ()):
            cells += [""] * (column + 1 - len(cells))
            cells[column] = reason
        yield index, cells
    for line in sorted(marked):  # behind the last cell with a value
        cells = [""] * (max(column for column, _ in marked[line]) + 1)
        for column, reason in marked[line]:
            cells[column] = reason
        yield line, cells


def _heading(cell: Any) -> str:
    return normal(cell) if isinstance(cell, str) else ""


def _find_heading(sheet: CalamineSheet, columns: Sequence[Column]) -> int | None:
    """The line that holds most of the required headings, if it holds half of them and more than one."""
    required = {normal(column.heading) for column in columns if column.required}
    best, place = 0, None
    for index, cells in _lines(sheet, {}):
        if index >= _HEADING_WITHIN:
            break
        matched = len(required & {_heading(cell) for cell in cells})
        if matched > best:
            best, place = matched, index
    return place if best >= 2 and best * 2 >= len(required) else None


def _places(headings: Sequence[str], columns: Sequence[Column]) -> tuple[int | None, ...]:
    known = {normal(column.heading) for column in columns} | IGNORED
    if unknown := [heading for heading in headings if heading and heading not in known]:
        raise Refused(
            "表头里有模板没有的列：{unknown}。请改成模板的列名，或删去这些列（只有“序号”“备注”可以保留）",
            unknown=Listed(tuple(unknown[:10])),
        )
    if twice := sorted({heading for heading in headings if heading and headings.count(heading) > 1}):
        raise Refused("表头重复：{twice}", twice=Listed(tuple(twice)))
    if missing := [column for column in columns if column.required and normal(column.heading) not in headings]:
        raise Refused("缺少必填的列：{missing}", missing=_names(missing))
    return tuple(
        headings.index(normal(column.heading)) if normal(column.heading) in headings else None for column in columns
    )


def _names(columns: Sequence[Column]) -> Listed:
    return Listed(tuple(column.heading for column in columns))
