"""A kill at any moment of an import leaves nothing behind, and the import can be done again."""

import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from anzhi.ingest import jobs
from anzhi.office import background

ROWS, MEMBERS = 15000, 3
ROOT = Path(__file__).parents[2]
PREPARE = f"""
import sys
from pathlib import Path
from anzhi.config.start import create, start
start("zh-hans")
create()
from benchmarks.imports import office, write
print(office().pk)
write(Path(sys.argv[1]), {ROWS}, {MEMBERS})
"""
COUNT = """
import django
django.setup()
from anzhi.ingest.models import Import
from anzhi.office.models import Event
from anzhi.registry.models import Household, Person, Structure
told = Event.objects.filter(verb__startswith="household").count()
print(*(model.objects.count() for model in (Household, Person, Structure, Import)), told)
"""

pytestmark = pytest.mark.django_db  # chosen with the tests that also run on PostgreSQL; the database is one of its own


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office in a database of its own that other processes can reach, and a workbook for it."""
    home = tmp_path_factory.mktemp("office")
    environment = {"ANZHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "anzhi.config.settings"}
    if server := os.environ.get("ANZHI_DATABASE_URL"):
        import psycopg

        name = f"kill_{secrets.token_hex(4)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        environment["ANZHI_DATABASE_URL"] = urlsplit(server)._replace(path=f"/{name}").geturl()
    account = int(run(PREPARE, environment, str(home / "households.xlsx")))
    return SimpleNamespace(home=home, environment=environment, account=SimpleNamespace(pk=account))


@pytest.fixture
def launched(office, monkeypatch, settings):
    """A job that is under way, with its process."""
    settings.HOME = office.home
    for name, value in office.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(ROOT)
    content = (office.home / "households.xlsx").read_bytes()
    job = jobs.begin(
        "household", account=office.account, file_name="a.xlsx", chunks=iter([content]), language="zh-hans"
    )
    job.launch()
    process = background._running[-1]
    yield job, process
    process.kill()
    process.wait()


def run(script: str, environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=os.environ | environment, capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("percent", [0, 3, 30, 55])
def test_a_killed_import_leaves_nothing(office, launched, percent):
    job, process = launched
    while (state := job.state).percent < percent:
        assert process.poll() is None, state
        time.sleep(0.001)

    process.send_signal(signal.SIGKILL)
    process.wait()

    assert job.state.phase == "broken"
    assert run(COUNT, office.environment).split() == ["0"] * 5


def test_an_import_that_was_killed_before_goes_through(office, launched):
    job, process = launched

    assert process.wait() == 0

    households = ROWS // MEMBERS
    assert (job.state.phase, job.state.added) == ("done", households)
    assert [int(n) for n in run(COUNT, office.environment).split()] == [
        households, ROWS, households * 3, 1, households + ROWS + households * 3,
    ]  # fmt: skip
    assert not job.upload.exists()
