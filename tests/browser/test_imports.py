"""A workbook with bad rows comes back with its reasons, is mended, goes in once, and never twice."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Page, expect

from tests.browser.acts import RESERVE_PROJECT, chance_identity, chance_word, misread
from tests.browser.conftest import Visit

ADDRESS = "/imports/registry/household/"
PROBLEM = "问题"


def downloaded(page: Page, link: str, path: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    download.value.save_as(path)
    return path


def write(sheet: Worksheet, line: int, row: Mapping[str, Any]) -> None:
    """Put cells below their headings."""
    places = {cell.value: cell.column for cell in sheet[1]}
    for heading, value in row.items():
        sheet.cell(line, places[heading], value)


def upload(page: Page, path: Path) -> None:
    """Send a workbook and see that it is being worked on."""
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="上传并导入").click()
    expect(page.get_by_label("导入进度")).to_be_visible()


def household(number: str) -> dict[str, Any]:
    """A line of the workbook: a household of one."""
    return {
        "户号": number,
        "项目": RESERVE_PROJECT,
        "街道": "坪塘街道",
        "户主": "赵导入",
        "组别地址": "一组",
        "入户调查日期": "2019-03-01",
        "成员姓名": "赵导入",
        "身份证号": chance_identity(),
        "与户主关系": "户主",
        "集体成员": "是",
        "加入日期": "2001-01-01",
    }


@pytest.mark.parametrize(("viewport", "scripts"), [("desk", True), ("phone", False)], ids=["desk", "phone-plain"])
def test_three_bad_rows_are_named_mended_imported_and_not_repeated(
    visit: Visit, tmp_path: Path, viewport: str, scripts: bool
):
    page = visit("clearance", viewport, scripts=scripts)
    page.goto(ADDRESS)
    mark = chance_word()
    rows = [household(f"{mark}-{letter}") for letter in "ABCD"]
    wrong = {1: {"身份证号": misread(rows[1]["身份证号"])}, 2: {"项目": "没有的项目"}, 3: {"入户调查日期": "昨天"}}
    reasons = {1: "身份证号校验码不符", 2: "没有的项目", 3: "昨天"}

    book = openpyxl.load_workbook(downloaded(page, "下载模板", tmp_path / "template.xlsx"))
    first = book.worksheets[0].max_row + 1
    for place, row in enumerate(rows):
        write(book.worksheets[0], first + place, row | wrong.get(place, {}))
    book.save(tmp_path / "filled.xlsx")
    upload(page, tmp_path / "filled.xlsx")
    expect(page.locator("#import")).to_contain_text("有 3 行需要改正，没有导入任何记录")

    book = openpyxl.load_workbook(downloaded(page, "下载有问题的工作簿", tmp_path / "returned.xlsx"))
    sheet = book.worksheets[0]
    assert sheet.cell(1, 1).value == PROBLEM
    told = {cell.row - first: cell.value for cell in sheet["A"][first - 1 :] if cell.value}
    assert told.keys() == reasons.keys()
    assert all(reasons[place] in told[place] for place in reasons)
    for place in wrong:
        write(sheet, first + place, {heading: rows[place][heading] for heading in wrong[place]})
    book.save(tmp_path / "mended.xlsx")
    upload(page, tmp_path / "mended.xlsx")
    expect(page.locator("#import")).to_contain_text("新增 4 条")

    page.get_by_role("link", name="再导入一个文件").click()
    upload(page, tmp_path / "mended.xlsx")
    expect(page.locator("#import")).to_contain_text("没有新记录")
    expect(page.locator("#import")).to_contain_text("4 条已在系统中、内容相同，没有改动")
    page.goto(f"/households/?q={mark}")
    expect(page.locator("#results .card-header")).to_contain_text("共 4 条")
