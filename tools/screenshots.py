"""Pictures of the main pages for the README: the demo office, behind the real server, in a real browser.

``python -m tools.screenshots [FOLDER]`` (``make screenshots``) writes them to ``docs/screenshots``.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page
from tests.browser import served
from tests.browser.chromium import chromium

from anzhi.demo.steps.accounts import PASSWORD

FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
WIDTH, HEIGHT = 1366, 768
PAGES = {
    "dashboard": "/",
    "map": "/map/",
    "projects": "/projects/",
    "household": "/households/?q=YL2020-N05",
    "transition": "/transition/",
    "budget": "/budget/",
    "figures": "/figures/",
    "evidence": "/figures/overdue_rate/",
    "performance": "/performance/",
    "report": "/reports/sections/problems/",
}
"""Name of the picture, and the address of its page."""
FOLLOWED = {"household": "#results tbody a"}
"""Where the page is one click further: its number depends on the database."""
WHO = {"report": "general"}
"""Who looks, where it is not the director."""


def main() -> None:
    """Load, serve, sign in, take the pictures."""
    import django

    django.setup()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="anzhi-screenshots-") as home:
        served.load(Path(home))
        with served.serving(Path(home)) as address, chromium() as browser:
            for role in ("director", "general"):
                context = browser.new_context(
                    base_url=address,
                    viewport={"width": WIDTH, "height": HEIGHT},
                    locale="zh-CN",
                    reduced_motion="reduce",
                )
                page = context.new_page()
                _sign_in(page, role)
                for name, path in PAGES.items():
                    if WHO.get(name, "director") == role:
                        _take(page, name, path, folder)
                context.close()


def _sign_in(page: Page, role: str) -> None:

    page.goto("/sign-in/")
    page.get_by_label("账号").fill(role)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def _take(page: Page, name: str, path: str, folder: Path) -> None:
    page.goto(path, wait_until="networkidle")
    if name in FOLLOWED:
        page.locator(FOLLOWED[name]).first.click()
        page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / f"{name}.png")
    print(folder / f"{name}.png")


if __name__ == "__main__":
    main()
