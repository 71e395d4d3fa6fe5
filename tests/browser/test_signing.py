"""A household signs: the figure, the indicator and the report follow, and all of them back again."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import STILL_UNSIGNED, figure, sign, take_back, unsigned
from tests.browser.conftest import VIEWPORTS, Visit

DAY = "2021-12-20"


def told(page: Page) -> tuple[int, str, str]:
    """The number of those who have not signed: as figure, beside the indicator, and in the report."""
    number = figure(page, STILL_UNSIGNED)
    page.goto("/performance/")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="扫尾项目成效"))
    beside = row.locator(f"a[href*='/{STILL_UNSIGNED}/']").inner_text()
    page.goto("/reports/text/")
    return number, beside, page.locator(f"main a[href*='/{STILL_UNSIGNED}/']").inner_text()


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_figure_indicator_and_report_follow_a_signing_and_its_withdrawal(visit: Visit, viewport: str):
    page = visit("clearance", viewport)
    household = unsigned(page)
    before = told(page)
    sign(page, household, DAY)
    fewer = before[0] - 1

    assert told(page) == (fewer, f"{fewer}户", f"{fewer}户")

    take_back(page, household, "签约录入有误")
    assert told(page) == before
    page.goto(household)
    history = page.locator("main .card", has_text="记录变动")
    expect(history).to_contain_text(f"签约日期 — → {DAY}")
    expect(history).to_contain_text(f"签约日期 {DAY} → —；原因：签约录入有误")
