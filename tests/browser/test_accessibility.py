"""The main pages are open to everybody: they fit the desk and the phone, and axe finds nothing wrong with them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SECONDS, VIEWPORTS, Browsers, sign_in

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
FIRST = "#results tbody a"
"""The first record of a list."""
ALIKE = "tbody tr:nth-child(n+6)"
"""Rows that were looked at on the desk already, and are no other on the phone than those above them."""
PAGES: dict[str, tuple[str, ...]] = {
    "": ("/sign-in/",),
    "director": (
        "/", "/map/", "/projects/", f"/projects/ {FIRST}", "/households/", f"/households/?state=demolished {FIRST}",
        "/firms/", "/clearings/", "/approvals/", "/estates/", f"/estates/ {FIRST}", "/allotments/", "/transition/",
        "/transition/households/", "/transition/persons/", "/batches/", f"/batches/ {FIRST}", "/enrolments/",
        "/contributions/", "/policy-holds/", "/tickets/", f"/tickets/ {FIRST}", "/activities/", "/programmes/",
        "/articles/", "/home-visits/", "/assistances/", "/budget/", "/appropriations/", "/expenditures/",
        "/revenues/", "/carry-overs/", "/earmarks/", "/figures/?q=签约", "/figures/overdue_rate/",
        "/performance/", "/performance/ main td a", "/performance/table/", "/performance/signatures/", "/reports/",
        "/reports/text/", "/reports/audit/report/", "/reports/audit/table/", "/audits/", "/trail/", "/security/",
        "/password/", "/tokens/",
        "/reviews/", "/reviews/?show=open", "/reviews/?show=held", "/determinations/", f"/determinations/ {FIRST}",
        f"/determinations/?outcome=approved {FIRST} » .page-header .btn-primary",
        f"/determinations/ {FIRST} » .breadcrumb a[href*=households] » .page-header a[href*=case]",
        "/publications/", f"/publications/ {FIRST}",
        "/agreements/", f"/agreements/ {FIRST}", "/meetings/", f"/meetings/ {FIRST}",
        "/policies/", "/policies/?certainty=unknown", "/policies/parameters/land.coefficient/",
        "/policies/rules/", "/policies/rules/legality/?pack=example",
        "/policies/changes/",
        "/policies/what-if/?asked=1&pack=example&change=house.rate&change=project.plan_announced_on",
        "/policies/what-if/?asked=1&pack=example&scope=year:2018&change=house.rate&house.rate.multiply=1.1",
        "/policies/changes/?asked=1&pack=example&change=social_security.back_payment_years",
    ),
    "general": ("/reports/sections/problems/", "/imports/", "/imports/grievances/ticket/", "/tickets/new/"),
    "clearance": ("/households/new/", f"/households/ {FIRST}", f"/projects/ {FIRST}", "/map/import/", "/meetings/new/"),
    "street": (f"/reviews/ {FIRST}",),
    "administrator": ("/accounts/", f"/accounts/ {FIRST}", "/accounts/open/"),
}  # fmt: skip
"""Addresses by the role that opens them, and what is followed from there, one link after the other."""


@pytest.fixture(scope="module")
def opened(chromium: Browser, address: str, browsers: Browsers) -> Iterator[Callable[[str], Page]]:
    """One page a role, into which axe may be put; everywhere else the policy of the pages holds."""
    pages: dict[str, Page] = {}

    def page_of(role: str) -> Page:
        if role not in pages:
            context = chromium.new_context(
                base_url=address,
                bypass_csp=True,
                locale="zh-CN",
                reduced_motion="reduce",
                storage_state=browsers.sessions.get(role),
            )
            context.set_default_timeout(SECONDS)
            pages[role] = context.new_page()
            if role and role not in browsers.sessions:
                pages[role].goto("/sign-in/")
                sign_in(pages[role], role)
        return pages[role]

    yield page_of
    for page in pages.values():
        page.context.close()


def violations(page: Page, left_out: str) -> list[str]:
    """What axe complains of: its rule, and where."""
    run = "(rows) => axe.run(rows ? {exclude: [[rows]]} : document, {resultTypes: ['violations'], preload: false})"
    found: list[dict[str, Any]] = page.evaluate(run, left_out)["violations"]
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


def drawn(page: Page) -> None:
    """Wait for what scripts draw."""
    for chart in page.locator("[data-chart]").all():
        expect(chart.locator("svg")).to_be_attached()
    for plan in page.locator("#map").all():
        plan.scroll_into_view_if_needed()
        expect(plan).to_have_attribute("data-ready", "yes")


@pytest.mark.parametrize(("role", "place"), [(role, place) for role, places in PAGES.items() for place in places])
def test_a_page_fits_the_screen_and_axe_finds_nothing(opened: Callable[[str], Page], role: str, place: str):
    page = opened(role)
    path, _, followed = place.partition(" ")
    page.goto(path)
    for link in filter(None, followed.split(" » ")):
        page.locator(link).first.click()
        page.wait_for_load_state()
    drawn(page)
    page.evaluate(AXE)
    found = {}
    for name, (width, height) in VIEWPORTS.items():
        page.set_viewport_size({"width": width, "height": height})
        found[name] = violations(page, ALIKE if name == "phone" else "")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert found == {name: [] for name in VIEWPORTS}
