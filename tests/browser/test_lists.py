"""A list is searched, filtered, sorted and paged; with htmx without a new page, without JavaScript just as well."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import VIEWPORTS, Visit

pytestmark = pytest.mark.parametrize("viewport", VIEWPORTS)
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["htmx", "plain"])


def column(page: Page, number: int) -> list[str]:
    return page.locator(f"#results tbody td:nth-child({number})").all_inner_texts()


def count(page: Page) -> int:
    return int(re.search(r"\d+", page.locator("#results .card-header").inner_text())[0])


def send(page: Page) -> None:
    """With htmx nothing needs to be sent."""
    page.get_by_role("search").get_by_role("button", name="查询").click()


@BOTH
def test_a_search_leaves_the_households_it_names(visit: Visit, viewport: str, scripts: bool):
    page = visit("director", viewport, scripts=scripts)
    page.goto("/households/")
    everything = count(page)
    page.get_by_role("searchbox").fill("YL2020-N05")
    if not scripts:
        send(page)
    expect(page).to_have_url(re.compile("q=YL2020-N05"))
    expect(page.locator("#results tbody td:first-child").first).to_contain_text("YL2020-N05")
    assert 0 < count(page) < everything
    assert all("YL2020-N05" in number for number in column(page, 1))


@BOTH
def test_a_filter_leaves_one_state(visit: Visit, viewport: str, scripts: bool):
    page = visit("director", viewport, scripts=scripts)
    page.goto("/households/")
    page.get_by_label("状态").select_option("已拆除")
    if not scripts:
        send(page)
    expect(page).to_have_url(re.compile("state=demolished"))
    expect(page.locator("#results tbody td:nth-child(6)").first).to_have_text("已拆除")
    assert set(column(page, 6)) == {"已拆除"}


@BOTH
def test_a_heading_sorts_and_turns_round(visit: Visit, viewport: str, scripts: bool):
    page = visit("director", viewport, scripts=scripts)
    page.goto("/households/?state=demolished")
    heading = page.locator("#results thead").get_by_role("link", name="签约日期")
    heading.click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("签约日期")
    rising = column(page, 8)
    heading.click()
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("签约日期")
    falling = column(page, 8)
    assert rising == sorted(rising)
    assert falling == sorted(falling, reverse=True)
    assert rising[0] < falling[0]


@BOTH
def test_the_next_page_goes_on_where_this_one_ends(visit: Visit, viewport: str, scripts: bool):
    page = visit("director", viewport, scripts=scripts)
    page.goto("/households/")
    first = column(page, 1)
    page.get_by_role("link", name="下一页").click()
    expect(page.get_by_role("link", name="第一页")).to_be_visible()
    second = column(page, 1)
    assert first + second == sorted({*first, *second})
    page.get_by_role("link", name="第一页").click()
    expect(page.get_by_role("link", name="第一页")).to_be_hidden()
    assert column(page, 1) == first


def test_with_htmx_only_the_results_change(visit: Visit, viewport: str):
    page = visit("director", viewport)
    page.goto("/households/")
    page.evaluate("document.querySelector('h1').dataset.kept = 'yes'")
    page.get_by_label("状态").select_option("已拆除")
    expect(page.locator("#results tbody td:nth-child(6)").first).to_have_text("已拆除")
    assert page.evaluate("document.querySelector('h1').dataset.kept") == "yes"
