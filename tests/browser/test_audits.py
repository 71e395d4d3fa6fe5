"""A report is dropped in, its errors stand beside the text, one is called false, and stays so when it comes again."""

import uuid
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from anzhi.auditor import read
from tests.audits.files import SENTENCES, word
from tests.browser.conftest import Visit


def audit(page: Page, *files: Path) -> None:
    page.goto("/audits/")
    page.get_by_label("把报告拖到这里，或点选文件").set_input_files(list(files))
    page.get_by_role("button", name="审核", exact=True).click()


@pytest.mark.parametrize(("viewport", "scripts"), [("desk", True), ("phone", False)], ids=["desk", "phone-plain"])
def test_errors_are_found_judged_taken_home_and_known_again(visit: Visit, tmp_path: Path, viewport: str, scripts: bool):
    page = visit("finance", viewport, scripts=scripts)
    path = tmp_path / "某局自评报告.docx"
    path.write_bytes(word(f"编号{uuid.uuid4().hex}。", *SENTENCES))
    audit(page, path)
    expect(page.get_by_role("heading", name=path.name)).to_be_visible()
    expect(page.locator("section.note.error")).to_have_count(2)

    note = page.locator("section.note").first
    note.get_by_role("link", name="第2段").click()
    expect(page.locator("#place-1")).to_be_in_viewport()
    page.locator("#place-1").click()
    expect(note).to_be_in_viewport()
    note.get_by_text("核实意见").click()
    note.get_by_placeholder("说明（不成立时必填）").fill("基本支出另有调剂")
    note.get_by_role("button", name="不成立").click()
    expect(note).to_contain_text("不成立：基本支出另有调剂")

    with page.expect_download() as download:
        page.get_by_role("link", name="带批注的 Word").click()
    annotated = tmp_path / "某局自评报告-审核.docx"
    download.value.save_as(annotated)
    assert download.value.suggested_filename == annotated.name
    assert read(annotated).blocks == read(path).blocks
    page.get_by_role("navigation", name="按结论筛选").get_by_role("link", name="尾差").click()
    expect(page.locator("section.note")).to_have_count(1)

    for again in (path, annotated):
        audit(page, again)
        expect(page.locator("section.note").first).to_contain_text("不成立：基本支出另有调剂")
    page.locator("section.note").first.get_by_role("button", name="撤回").click()
    expect(page.locator("section.note").first).not_to_contain_text("不成立：基本支出另有调剂")


def test_several_files_are_watched_until_they_are_done(visit: Visit, tmp_path: Path):
    page = visit("reviewer")
    good, bad = tmp_path / "好.docx", tmp_path / "坏.docx"
    good.write_bytes(word(*SENTENCES))
    bad.write_bytes(b"PK\x03\x04 broken")
    audit(page, good, bad)
    expect(page.get_by_role("link", name="一页汇总（Word）")).to_be_visible(timeout=60_000)
    rows = page.locator("#job tbody tr")
    expect(rows.first).to_contain_text("好.docx")
    expect(rows.last).to_contain_text("坏.docx已损坏或不完整")
