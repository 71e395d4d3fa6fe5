"""A person at a browser: real Chromium, the real server, the demo office; whoever misbehaves fails the test."""

from collections.abc import Callable, Collection, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, StorageState, expect

from anzhi.demo.steps.accounts import PASSWORD
from tests.browser import chromium as debian
from tests.browser import served

VIEWPORTS = {"desk": (1366, 768), "phone": (390, 844)}
SECONDS = 20_000
"""Milliseconds that a page may take on a machine with other work to do."""
expect.set_options(timeout=SECONDS)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Playwright keeps an event loop while it runs, in which Django would not read a database: hence the package."""
    try:
        with debian.chromium() as browser:
            yield browser
    except debian.Unavailable as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="package")
def address(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demo office is served. All journeys share it: what one writes, it writes to records of its own."""
    home = tmp_path_factory.mktemp("office")
    served.load(home)
    with served.serving(home) as found:
        yield found


class Watch:
    """Listens to a page and notes what must not happen."""

    def __init__(self, page: Page, address: str, expected: Collection[int] = ()) -> None:
        self.complaints: list[str] = []
        self.expected = expected
        self.host = urlsplit(address).netloc
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if "GL Driver Message (OpenGL, Performance" in message.text:  # of drawing a map without a graphics card
            return
        if any(f"status of {status} " in message.text for status in self.expected):
            return
        if message.type in ("error", "warning"):
            self.complaints.append(f"console {message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self.host:
            self.complaints.append(f"request off the machine: {request.url}")


class Browsers:
    """Browsers that stay open, with what they have cached: one for each demo account, viewport and use of scripts.

    Signing in is a journey of its own; whoever did it once goes on from there in every browser.
    """

    def __init__(self, chromium: Browser, address: str) -> None:
        self.sessions: dict[str, StorageState] = {}
        self._chromium, self._address = chromium, address
        self._open: dict[tuple[str | None, str, bool], BrowserContext] = {}

    def page(self, who: str | None, viewport: str, *, scripts: bool) -> Page:
        """A blank page of a demo account, or of a stranger in a browser that forgot who was there before."""
        key = (who, viewport, scripts)
        if key not in self._open:
            width, height = VIEWPORTS[viewport]
            self._open[key] = self._chromium.new_context(
                base_url=self._address,
                viewport={"width": width, "height": height},
                java_script_enabled=scripts,
                reduced_motion="reduce",
                locale="zh-CN",
                storage_state=self.sessions.get(who or ""),
            )
            self._open[key].set_default_timeout(SECONDS)
        if who is None:
            self._open[key].clear_cookies()
        return self._open[key].new_page()

    def close(self) -> None:
        """Close them all."""
        for context in self._open.values():
            context.close()


@pytest.fixture(scope="package")
def browsers(chromium: Browser, address: str) -> Iterator[Browsers]:
    """The browsers that all journeys share."""
    found = Browsers(chromium, address)
    yield found
    found.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(browsers: Browsers, address: str) -> Iterator[Visit]:
    """``visit(role, viewport)`` gives a fresh page in the browser of somebody who is signed in.

    ``visit(None)`` stands at the sign-in form; with ``password`` somebody signs in there who has no demo account.
    ``scripts=False`` turns JavaScript off; ``expected`` are HTTP statuses above 399 that the journey is about. The test
    fails on any other error on the console or in a script, on a violation of the page's own policy, and on a request
    that leaves the machine.
    """
    opened: list[tuple[Page, Watch]] = []

    def visited(
        who: str | None,
        viewport: str = "desk",
        *,
        password: str = "",
        scripts: bool = True,
        expected: tuple[int, ...] = (),
    ) -> Page:
        page = browsers.page(account := None if password else who, viewport, scripts=scripts)
        opened.append((page, Watch(page, address, expected)))
        if account in browsers.sessions:
            return page
        page.goto("/sign-in/")
        if who is not None:
            sign_in(page, who, password or PASSWORD)
        if account is not None:
            expect(page.get_by_label("我的账户")).to_be_visible()
            browsers.sessions[account] = page.context.storage_state()
        return page

    yield visited
    for page, _watch in opened:
        page.close()
    assert [complaint for _page, watch in opened for complaint in watch.complaints] == []


def sign_in(page: Page, who: str, password: str = PASSWORD) -> None:
    """Fill in the form and send it."""
    page.get_by_label("账号").fill(who)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
