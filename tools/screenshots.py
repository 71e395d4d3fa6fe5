"""Pictures of the main pages for the README: the demo office, behind the real server, in a real browser.

``python -m tools.screenshots [FOLDER]`` (``make screenshots``) writes them to ``docs/screenshots``.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page
from tests.audits.files import SENTENCES, word
from tests.browser import served
from tests.browser.chromium import chromium

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
    "statement": "/determinations/?outcome=approved",
    "reviews": "/reviews/",
    "what-if": "/policies/what-if/?asked=1&pack=example&scope=year:2018&change=house.rate&house.rate.multiply=1.1",
    "change": "/policies/changes/",
    "audit": "/audits/",
}
"""Name of the picture, and the address of its page."""
FOLLOWED = {"household": ("#results tbody a",), "statement": ("#results tbody a", ".page-header .btn-primary")}
"""Where the page is some clicks further: its number depends on the database."""
WHO = {"report": "general", "reviews": "street"}
"""Who looks, where it is not the director."""


def main() -> None:
    """Load, serve, sign in, take the pictures."""
    import django

    django.setup()
    from anzhi.demo.steps.accounts import PASSWORD

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="anzhi-screenshots-") as home:
        served.load(Path(home))
        with served.serving(Path(home)) as address, chromium() as browser:
            for role in ("director", *WHO.values()):
                context = browser.new_context(
                    base_url=address,
                    viewport={"width": WIDTH, "height": HEIGHT},
                    locale="zh-CN",
                    reduced_motion="reduce",
                )
                page = context.new_page()
                _sign_in(page, role, PASSWORD)
                for name, path in PAGES.items():
                    if WHO.get(name, "director") == role:
                        _take(page, name, path, folder)
                context.close()


def _sign_in(page: Page, role: str, password: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("账号").fill(role)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def _take(page: Page, name: str, path: str, folder: Path) -> None:
    page.goto(path, wait_until="networkidle")
    for link in FOLLOWED.get(name, ()):
        page.locator(link).first.click()
        page.wait_for_load_state("networkidle")
    if name == "audit":
        report = {"name": "某局自评报告.docx", "mimeType": "application/octet-stream", "buffer": word(*SENTENCES)}
        page.get_by_label("把报告拖到这里，或点选文件").set_input_files([report])
        page.get_by_role("button", name="审核", exact=True).click()
        page.locator("section.note").first.wait_for()
    page.screenshot(path=folder / f"{name}.png")
    print(folder / f"{name}.png")


if __name__ == "__main__":
    main()
