"""From a figure to the records it counts, and back when a record changes."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import VIEWPORTS, Visit

pytestmark = pytest.mark.parametrize("viewport", VIEWPORTS)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_figure_of_the_dashboard_leads_to_its_evidence_and_to_a_household(visit: Visit, viewport: str, scripts: bool):
    page = visit("director", viewport, scripts=scripts)
    page.goto("/")
    shown = page.get_by_label("年度主要数字").get_by_title("新拆签约户数")
    number = re.match(r"[\d,]+", shown.inner_text())[0]
    shown.click()
    expect(page.locator("h1")).to_have_text("新拆签约户数")
    expect(page.locator("main")).to_contain_text(f"共 {number.replace(',', '')} 条")
    row = page.locator("main .records tbody a").first
    household = row.inner_text()
    row.click()
    expect(page).to_have_url(re.compile(r"/households/\d+/$"))
    expect(page.locator("h1")).to_contain_text(household.split()[0])


def test_every_chart_of_the_dashboard_is_drawn_by_month_and_by_street(visit: Visit, viewport: str):
    page = visit("director", viewport)
    page.goto("/")
    charts = page.locator("[data-chart]")
    assert charts.count() > 3
    for place in range(charts.count()):
        expect(charts.nth(place).locator("svg path").first).to_be_attached()
    page.locator("#progress").get_by_role("link", name="按街道").click()
    expect(page.locator("#progress [data-chart*='by=street'] svg text", has_text="洋湖街道")).to_have_count(3)


def test_the_map_is_drawn_on_the_dashboard_and_beside_its_list(visit: Visit, viewport: str):
    page = visit("director", viewport)
    page.goto("/")
    page.locator("#map").scroll_into_view_if_needed()
    expect(page.locator("#map[data-ready]")).to_be_visible()
    page.locator("#map-card").get_by_role("link", name="挂图作战").click()
    expect(page.locator("#map[data-ready]")).to_be_visible()
    expect(page.locator(".map-label", has_text="洋湖街道")).to_be_attached()
