"""Workbooks for the tests of imports: written with openpyxl, an independent writer, from a noun's own template."""

import io
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from anzhi.ingest import sheets
from anzhi.ingest.actions.imports import Outcome, bring_in
from anzhi.ingest.nouns import NOUNS


def template(noun: str) -> Workbook:
    """The template of a kind of record, as downloaded."""
    file = io.BytesIO()
    sheets.template(NOUNS[noun], file)
    return openpyxl.load_workbook(io.BytesIO(file.getvalue()))


def filled(noun: str, rows: Iterable[Mapping[str, Any]]) -> Workbook:
    """The template with rows below its examples; cells by heading."""
    book = template(noun)
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[1]}
    for line, row in enumerate(rows, start=sheet.max_row + 1):
        for heading, value in row.items():
            sheet.cell(line, places[heading], value)
    return book


def first_line(noun: str) -> int:
    """The first line below the examples."""
    return template(noun).worksheets[0].max_row + 1


def bring(book: Workbook | Path, noun: str, folder: Path, by: object) -> Outcome:
    """Import a workbook."""
    path = book
    if isinstance(book, Workbook):
        path = folder / "upload.xlsx"
        book.save(path)
    return bring_in(NOUNS[noun], path, file_name="名单.xlsx", by=by)


def returned(outcome: Outcome, noun: str, folder: Path) -> Workbook:
    """The workbook that comes back."""
    path = folder / "returned.xlsx"
    sheets.returned(NOUNS[noun], outcome.source, outcome.problems, path)
    return openpyxl.load_workbook(path)


def head(cast: Any, number: str, **changed: Any) -> dict[str, Any]:
    """The household columns of a household's first line."""
    return {
        "户号": number,
        "项目": cast.project.name,
        "街道": cast.street.name,
        "户主": "赵户",
        "组别地址": "一组",
        "入户调查日期": date(2021, 3, 1),
    } | changed


def member(cast: Any, relation: str = "户主", **changed: Any) -> dict[str, Any]:
    """The member columns of a line."""
    return {"成员姓名": "赵户", "身份证号": cast.identity(), "与户主关系": relation, "集体成员": "是"} | changed


BUILDING = {"房屋1结构": "砖木", "房屋1层数": 2, "房屋1面积（平方米）": 120.5, "房屋1合法性": "合法"}


def families(cast: Any, count: int) -> list[dict[str, Any]]:
    """Households of two members: the first line whole, the second with the member only."""
    rows = []
    for number in range(count):
        rows.append(head(cast, f"B{number:03d}") | member(cast) | BUILDING)
        rows.append(member(cast, "配偶", 成员姓名="钱配"))
    return rows
