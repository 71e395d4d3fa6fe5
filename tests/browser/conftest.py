"""A person at a browser: real Chromium, the real server, the demo office; whoever misbehaves fails the test."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, StorageState, expect

from anzhi.demo.steps.accounts import PASSWORD
from tests.browser import chromium as debian
from tests.browser import served

VIEWPORTS = {"desk": (1366, 768), "phone": (390, 844)}
SECONDS = 20_000
"""How long a page may take on a machine with other work to do, in milliseconds."""
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

    def __init__(self, page: Page, address: str) -> None:
        self.complaints: list[str] = []
        self.expected: set[int] = set()
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


Visit = Callable[..., Page]


@pytest.fixture(scope="package")
def sessions() -> dict[str, StorageState]:
    """Cookies of those who signed in already. Signing in is a journey of its own; the others go on from there."""
    return {}


@pytest.fixture
def visit(chromium: Browser, address: str, sessions: dict[str, StorageState]) -> Iterator[Visit]:
    """``visit(role, viewport)`` opens a browser of somebody who is signed in, and gives a page of it.

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
        width, height = VIEWPORTS[viewport]
        context = chromium.new_context(
            base_url=address,
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            reduced_motion="reduce",
            locale="zh-CN",
            storage_state=sessions.get(who or ""),
        )
        context.set_default_timeout(SECONDS)
        page = context.new_page()
        watch = Watch(page, address)
        watch.expected.update(expected)
        opened.append((page, watch))
        if who is None or who not in sessions:
            page.goto("/sign-in/")
        if who is not None and who not in sessions:
            sign_in(page, who, password or PASSWORD)
            if not password:
                sessions[who] = context.storage_state()
        return page

    yield visited
    complaints = [complaint for _page, watch in opened for complaint in watch.complaints]
    for page, _watch in opened:
        page.context.close()
    assert complaints == []


def sign_in(page: Page, who: str, password: str = PASSWORD) -> None:
    """Fill in the form and send it."""
    page.get_by_label("账号").fill(who)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
