"""A kill at any moment leaves no half state: the database is empty or complete, and the command can be run again."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.cli.installation import COMMAND, DATABASE, anzhi, digests, environment, query, well

MEGABYTE = 2**20
MOMENTS = {"as the database appears": 0, "while households are entered": MEGABYTE, "as houses follow": 8 * MEGABYTE}
"""Size of the journal at which the process is killed."""
KILL_AT_MIGRATION = """
import os, signal, sys
from anzhi.config.start import create, start
start("zh-hans")
from django.db.migrations.recorder import MigrationRecorder
left, record = int(sys.argv[1]), MigrationRecorder.record_applied
def kill(self, app, name):
    global left
    left -= 1
    os.kill(os.getpid(), signal.SIGKILL) if not left else record(self, app, name)
MigrationRecorder.record_applied = kill
create()
"""
KILL_AT_KEYS = """
import os, signal
from anzhi.config.start import create, start
start("zh-hans")
from anzhi.office import personal_data
personal_data.json.dump = lambda *arguments: os.kill(os.getpid(), signal.SIGKILL)
create()
"""


def run_until(home, journal: int, stop: signal.Signals) -> tuple[int, str]:
    """Start loading, stop it once the journal has a size; gives how the process ended and what it said."""
    with subprocess.Popen(
        [*COMMAND, "demo"],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # a job in the background has none
    ) as process:
        path = home / f"{DATABASE}-wal"
        while process.poll() is None and not (path.exists() and path.stat().st_size >= journal):
            time.sleep(0.01)
        process.send_signal(stop)
        _, said = process.communicate()
        return process.returncode, said


def rows(home) -> int:
    """Organisations and events in the database, if it has tables."""
    try:
        [(count,)] = query(
            home, "SELECT (SELECT count(*) FROM office_organisation) + (SELECT count(*) FROM office_event)"
        )
    except sqlite3.OperationalError as error:
        assert "no such table" in str(error)
        return 0
    return count


def start(home, program: str, *arguments: object) -> int:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, env=environment(home), check=False).returncode


@pytest.fixture(scope="module")
def survivor(home, tmp_path_factory):
    """A home in which loading was killed again and again, and what was found after each kill; keys as in the other."""
    place = tmp_path_factory.mktemp("survivor")
    shutil.copy(home / "keys.json", place)
    found = {}
    for moment, journal in MOMENTS.items():
        ended, _ = run_until(place, journal, signal.SIGKILL)
        found[moment] = ended, rows(place)
    return place, found


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_load_leaves_nothing_of_the_office_behind(survivor, moment):
    _, found = survivor

    assert found[moment] == (-signal.SIGKILL, 0)


def test_after_the_kills_the_command_completes_and_the_office_is_the_same_row_by_row(survivor, home):
    place, _ = survivor
    assert "演示机构已装入" in well(anzhi(place, "demo"))

    assert digests(place) == digests(home)


def test_an_interrupted_load_says_so_in_one_line_and_leaves_nothing(tmp_path):
    ended, said = run_until(tmp_path, MEGABYTE, signal.SIGINT)

    assert (ended, said) == (2, "错误 已中断，没有留下未完成的改动\n")
    assert rows(tmp_path) == 0


def test_tables_are_made_all_or_none(tmp_path):
    assert start(tmp_path, KILL_AT_MIGRATION, 3) == -signal.SIGKILL
    assert query(tmp_path, "SELECT name FROM sqlite_master") == []

    assert start(tmp_path, KILL_AT_MIGRATION, 1000) == 0
    assert "不是本单位的业务年度（已有：无）" in anzhi(tmp_path, "figures", "2021").err


def test_a_kill_while_keys_are_written_leaves_no_half_of_them(tmp_path):
    assert start(tmp_path, KILL_AT_KEYS) == -signal.SIGKILL

    assert not (tmp_path / "keys.json").exists()
