"""A sentence is written with a figure in it; three people sign; what is handed in stays as it was."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import (
    STILL_UNSIGNED,
    chance_word,
    figure,
    message,
    report_text,
    save,
    sign,
    take_back,
    text_kept,
    unsigned,
)
from tests.browser.conftest import VIEWPORTS, Visit

SECTION = "other"


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_a_picked_figure_is_previewed_saved_and_printed(visit: Visit, viewport: str):
    page = visit("general", viewport)
    sentence = f"{chance_word()}延期过渡人数为"
    with text_kept(page, SECTION) as text:
        text.press("Control+End")
        page.keyboard.type(f"\n{sentence}")
        page.get_by_label("搜索数字").fill("延期过渡人")
        choice = page.locator("#picker_results").get_by_role("button", name="延期过渡人数")
        printed = choice.locator(".printed").inner_text()
        choice.click()
        expect(text).to_have_value(re.compile(sentence + r"\{\{ overdue_persons \}\}$"))
        link = page.locator("#preview").get_by_role("link", name=printed)
        expect(link).to_have_attribute("href", re.compile("^/figures/overdue_persons/"))
        page.keyboard.type("。")
        save(page)
        expect(message(page)).to_contain_text("已保存")

        page.goto("/reports/")
        assert f"{sentence}{printed}。" in report_text(page)


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_without_scripts_a_figure_is_written_by_its_name(visit: Visit, viewport: str):
    page = visit("general", viewport, scripts=False)
    sentence = f"{chance_word()}延期过渡人数为"
    with text_kept(page, SECTION) as text:
        expect(page.get_by_label("搜索数字")).to_be_hidden()
        page.get_by_text("全部数字和写法").click()
        row = page.get_by_role("row").filter(has=page.get_by_text("{{ overdue_persons }}", exact=True))
        printed = row.locator(".number").inner_text()
        text.fill(f"{text.input_value()}\n{sentence}{row.locator('code').inner_text()}。")
        save(page)
        expect(message(page)).to_contain_text("已保存")
        expect(page.locator("#preview").get_by_role("link", name=printed)).to_be_visible()

        page.goto("/reports/")
        assert f"{sentence}{printed}。" in report_text(page)


def signed(page: Page, step: str) -> None:
    """Sign a step on the page of signatures."""
    page.goto("/performance/signatures/")
    page.get_by_role("button", name=f"签署：{step}").click()
    expect(message(page)).to_contain_text("已签署")


def test_three_people_sign_and_what_was_handed_in_shows_what_changed_since(visit: Visit):
    general, finance, director = visit("general"), visit("finance"), visit("director", "phone")
    with text_kept(general, SECTION) as text:
        text.fill(f"{text.input_value()}\n{chance_word()}。")
        save(general)
        general.goto("/reports/")
        expect(general.locator("#submit")).to_be_disabled()
        signed(general, "经办")
        expect(general.locator("main")).to_contain_text("您已签署另一环节，须由他人签署")
        signed(finance, "部门审核")
        signed(director, "主任审定")
        general.goto("/reports/")
        general.locator("#submit").click()
        expect(message(general)).to_contain_text("已报送，数字、记录和文件已冻结")
        expect(general.locator("#differences")).to_contain_text("记录与报送时一致。")

        clearance = visit("clearance")
        before, household = figure(clearance, STILL_UNSIGNED), unsigned(clearance)
        sign(clearance, household, "2021-12-21")
        director.goto(general.url)
        line = director.locator("#differences li", has_text="扫尾剩余未签约户数")
        expect(line).to_contain_text(f"{before}户 → {before - 1}户")
        expect(line.locator(f"a[href='{household}']")).to_be_visible()
        assert f"年末剩余未签约{before}户" in report_text(director)
        take_back(clearance, household, "签约录入有误")
        director.reload()
        expect(director.locator("#differences")).to_contain_text("记录与报送时一致。")
