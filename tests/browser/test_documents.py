"""A paper is attached to a record, kept as it was, and withdrawn; with scripts and without."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import VIEWPORTS, Visit

PDF = b"%PDF-1.7 %%EOF"


def attach(page: Page, name: str, content: bytes, kind: str) -> None:
    if not page.locator("#document_file").is_visible():
        page.get_by_text("附上材料").click()
    page.get_by_label("文件", exact=True).set_input_files({"name": name, "mimeType": "text/html", "buffer": content})
    page.get_by_label("材料类别").select_option(kind)
    page.get_by_role("button", name="附上", exact=True).click()


@pytest.mark.parametrize("viewport", VIEWPORTS)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_paper_is_attached_kept_and_withdrawn(visit: Visit, viewport: str, scripts: bool):
    page = visit("general", viewport, scripts=scripts, expected=(422,))
    page.goto("/tickets/3/")
    name, content = f"答复{uuid.uuid4().hex[:6]}", PDF + uuid.uuid4().bytes
    attach(page, f"{name}.pdf", b"<html>", "其他材料")
    expect(page.locator("#document_file_error")).to_contain_text("文件内容不是")
    attach(page, f"{name}.pdf", content, "其他材料")

    expect(page).to_have_url(re.compile("/tickets/3/$"))
    paper = page.locator("#documents li", has_text=name)
    with page.expect_download() as kept:
        paper.get_by_role("link", name=name).click()
    assert kept.value.suggested_filename == f"{name}.pdf"
    assert kept.value.path().read_bytes() == content

    paper.get_by_text("撤下").first.click()
    paper.get_by_label("撤下原因").fill("附错了工单")
    paper.get_by_role("button", name="撤下").click()
    expect(paper).to_contain_text("撤下：附错了工单")
    expect(paper.get_by_role("link")).to_have_count(0)
