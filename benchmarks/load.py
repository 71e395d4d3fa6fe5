"""Thirty people at work on 100,000 households: how long each kind of page takes, on SQLite and on PostgreSQL.

``python -m benchmarks.load [HOUSEHOLDS] [SECONDS]`` multiplies the demo office in a throw-away database, serves it
with two processes, and lets users who signed in through the form read lists and files, look up figures and correct
households, each with a pause of one to three seconds between two pages. Then the same on a throw-away PostgreSQL
(which, unlike SQLite here, does not wait for the disk).
"""

import http.client
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.browser import served
from tests.postgresql import Unavailable, cluster

USERS, WORKERS = 30, 2
PAUSE = (1.0, 3.0)
"""Seconds between two pages of one user."""
ROLES = ("clearance", "clearance", "resettlement", "general", "director", "reviewer", "street")
PASSWORD = "anzhi-demo-2021"
LISTS = (
    "/households/",
    "/households/?state=unsigned",
    "/households/?q=N05",
    "/households/?sort=-signed_on",
    "/projects/",
    "/approvals/",
    "/allotments/",
    "/enrolments/",
    "/tickets/",
)
FIGURES = ("/", "/figures/", "/figures/signed_households/", "/figures/waiting_at_end/")
MIX = {"list": 45, "file": 35, "figure": 10, "edit": 10}
"""How often a user does what, of a hundred times."""


@dataclass(frozen=True)
class Answer:
    """What came back: status, where to, the page, and the seconds until its last byte."""

    status: int
    location: str
    page: str
    seconds: float


@dataclass
class Times:
    """Seconds of every answer by kind of page, and the answers that were none."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def note(self, kind: str, answer: Answer, wanted: int, path: str) -> None:
        """Remember an answer; another status than the wanted one is an error."""
        self.seconds[kind].append(answer.seconds)
        if answer.status != wanted:
            self.errors[kind].append(f"{path}: {answer.status}")


class Form(HTMLParser):
    """Reads the fields of a page's entry form, as a browser would send them back."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._within = False
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Take the values of inputs and of chosen options."""
        known = dict(attributes)
        if tag == "form":
            self._within = "entry" in (known.get("class") or "")
        elif self._within and tag == "input" and known.get("name"):
            if known.get("type") not in ("checkbox", "radio") or "checked" in known:
                self.fields[known["name"]] = known.get("value") or ""
        elif self._within and tag == "select":
            self._select = known.get("name") or ""
        elif self._within and tag == "option" and "selected" in known:
            self.fields[self._select] = known.get("value") or ""


class User:
    """Somebody at a browser."""

    def __init__(self, number: int, address: str, households: list[int], times: Times) -> None:
        self.random = random.Random(number)
        self.role = ROLES[number % len(ROLES)]
        self.host = urlsplit(address).netloc
        self.households, self.times = households, times
        self.cookies: dict[str, str] = {}

    def sign_in(self) -> None:
        """Fill in the form."""
        page = self.send("GET", "/sign-in/").page
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        login = {"csrfmiddlewaretoken": token, "username": self.role, "password": PASSWORD, "next": ""}
        if self.send("POST", "/sign-in/", login).status != 302:
            raise RuntimeError(f"{self.role} cannot sign in")

    def work(self, until: float) -> None:
        """One page after the other until time is up."""
        time.sleep(self.random.uniform(0, PAUSE[1]))
        while time.monotonic() < until:
            [kind] = self.random.choices(list(MIX), weights=MIX.values())
            getattr(self, f"_{kind}")()
            time.sleep(self.random.uniform(*PAUSE))

    def send(self, method: str, path: str, data: Mapping[str, str] | None = None) -> Answer:
        """Ask, and read the whole answer."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        connection = http.client.HTTPConnection(self.host, timeout=60)
        try:
            connection.request(method, path, urlencode(data) if data is not None else None, headers)
            response = connection.getresponse()
            page = response.read().decode()
        except (OSError, http.client.HTTPException) as error:
            return Answer(0, "", str(error), time.perf_counter() - started)
        finally:
            connection.close()
        seconds = time.perf_counter() - started
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, response.headers.get("Location", ""), page, seconds)

    def _list(self) -> None:
        path = self.random.choice(LISTS)
        answer = self._read("list", path)
        following = re.search(r'rel="next" href="\?([^"]+)"', answer.page)
        if following is not None and self.random.random() < 0.3:
            time.sleep(self.random.uniform(*PAUSE))
            self._read("list", f"{path.partition('?')[0]}?{following[1].replace('&amp;', '&')}")

    def _file(self) -> None:
        # A street officer is told that a household of another street does not exist: that is an answer as well.
        path = f"/households/{self.random.choice(self.households)}/"
        answer = self.send("GET", path)
        self.times.note("file", answer, 404 if self.role == "street" and answer.status == 404 else 200, path)

    def _figure(self) -> None:
        self._read("figure", self.random.choice(FIGURES) if self.role != "street" else "/")

    def _edit(self) -> None:
        if self.role != "clearance":
            return self._file()
        path = f"/households/{self.random.choice(self.households)}/edit/"
        fields = Form(self._read("form", path).page).fields
        time.sleep(self.random.uniform(*PAUSE))
        fields["address"] = f"{self.random.randrange(1000)}组"
        self.times.note("save", self.send("POST", path, fields), 302, path)

    def _read(self, kind: str, path: str) -> Answer:
        answer = self.send("GET", path)
        self.times.note(kind, answer, 200, path)
        return answer


def main() -> None:
    """SQLite, then PostgreSQL where it can be had."""
    households = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    run("sqlite", households, seconds)
    try:
        with cluster() as address:
            run("postgresql", households, seconds, f"{address}/postgres")
    except Unavailable as reason:
        print(f"postgresql: {reason}")


def run(name: str, households: int, seconds: int, database: str = "") -> None:
    """Prepare an office, serve it, let people work, print."""
    with tempfile.TemporaryDirectory(prefix="anzhi-benchmark-") as folder:
        home = Path(folder)
        prepared = subprocess.run(
            [sys.executable, "-c", PREPARE, str(households)],
            env=served.environment(home, database),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        keys = [int(key) for key in prepared.stdout.splitlines()[-1].split()]
        with served.serving(home, workers=WORKERS, database=database) as address:
            times = crowd(address, keys, seconds)
    show(f"{name}, {households:,} households, {USERS} users for {seconds} s, {WORKERS} processes", times)


PREPARE = """
import random, sys
from anzhi.config.start import create, start
start("zh-hans")
from anzhi.demo.load import load
from anzhi.registry.models import Household
from benchmarks.figures import multiply
create()
if not load():
    sys.exit("the database already holds an office; name an empty one")
multiply(int(sys.argv[1]))
keys = list(Household.objects.order_by("pk").values_list("pk", flat=True))
print(*random.Random(1).sample(keys, min(5000, len(keys))))
"""


def crowd(address: str, households: list[int], seconds: int) -> Times:
    """Everybody signs in, then everybody works at once."""
    times = Times()
    users = [User(number, address, households, times) for number in range(USERS)]
    for user in users:
        user.sign_in()
    together([lambda user=user: user.work(time.monotonic() + seconds) for user in users])
    return times


def together(works: list[Callable[[], None]]) -> None:
    """Run in threads and wait for all."""
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def show(title: str, times: Times) -> None:
    """A line for each kind of page, in milliseconds."""
    print(f"\n{title}\n{'':<8}{'pages':>8}{'p50':>8}{'p95':>8}{'max':>8}{'errors':>8}")
    for kind, seconds in sorted(times.seconds.items()):
        ordered = sorted(1000 * second for second in seconds)
        middle, late = (ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95))
        failed = times.errors[kind]
        print(f"{kind:<8}{len(ordered):>8}{middle:>8.0f}{late:>8.0f}{ordered[-1]:>8.0f}{len(failed):>8}")
        for error in failed[:3]:
            print(f"        {error}")
    sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    main()
