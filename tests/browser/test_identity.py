"""An identity number is shown in clear for a reason only, and the trail keeps who saw it and why."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acts import chance_word
from tests.browser.conftest import VIEWPORTS, Visit

MASKED = re.compile(r"\d{6}\*{8}[\dX]{4}")


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_a_number_is_shown_for_a_reason_and_the_trail_says_to_whom(visit: Visit, viewport: str):
    page = visit("resettlement", viewport)
    page.goto("/households/?state=demolished")
    page.locator("#results tbody a").first.click()
    household = page.url
    row = page.locator("main tbody tr").first
    masked = MASKED.search(row.inner_text())[0]
    row.locator("summary").click()
    ask = row.get_by_role("button", name="查看并记录")
    ask.click()
    expect(page).to_have_url(household)
    expect(row.get_by_label("查看原因")).to_be_focused()
    reason = f"核对花名册{chance_word()}"
    row.get_by_label("查看原因").fill(reason)
    ask.click()
    shown = page.locator("main .headline").inner_text()
    assert re.fullmatch(r"\d{17}[\dX]", shown)
    assert (shown[:6], shown[-4:]) == (masked[:6], masked[-4:])
    officer = page.get_by_label("我的账户").inner_text().split("·")[0].strip() if viewport == "desk" else ""
    page.get_by_role("link", name="返回").click()
    expect(page.locator("main")).to_contain_text(masked)
    expect(page.locator("main")).not_to_contain_text(shown)

    trail = visit("auditor", viewport)
    trail.goto("/trail/")
    trail.get_by_label("动作").select_option("查看身份证号")
    event = trail.locator("#results tbody tr").first
    expect(event).to_contain_text(f"原因：{reason}")
    expect(event).to_contain_text(officer)
    expect(trail.locator("#results")).not_to_contain_text(shown)
