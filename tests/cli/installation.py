"""An installation of its own, with the demo office in it, and the command line as people use it: in a process."""

import os
import sqlite3
import subprocess
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from anzhi.cli import main; main()"]
DATABASE = "anzhi.sqlite3"
OF_THE_MOMENT = {
    "applied", "recorded_at", "sealed_identity", "sealed_phone", "sealed_account", "sealed", "digest", "password",
}  # fmt: skip
"""Columns that differ between two loads of the same office: when it was, random numbers, and digests of both."""


class Answer(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


def environment(home: Path | str, **changes: str) -> dict[str, str]:
    """A process' environment in which only this installation exists."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("ANZHI_", "DJANGO_"))}
    return inherited | {"ANZHI_HOME": str(home), "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"} | changes


def anzhi(home: Path | str, *arguments: object, **changes: str) -> Answer:
    """Run a command to its end, in a process of its own."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        env=environment(home, **changes),
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def well(answer: Answer) -> str:
    """What a command printed that did what it should."""
    assert (answer.code, answer.err) == (0, ""), answer
    return answer.out


@cache
def installation(folder: Path) -> Path:
    """The home of an installation with the demo office; made once a session, and never changed by a test."""
    home = folder / "installation"
    assert well(anzhi(home, "demo")) == "演示机构已装入（人员均为虚构）\n"
    return home


def query(home: Path, sql: str, *parameters: object) -> list[tuple[object, ...]]:
    """Look into its database with nothing of ours in between."""
    with sqlite3.connect(f"file:{home / DATABASE}?mode=ro", uri=True) as connection:
        return connection.execute(sql, parameters).fetchall()


def tamper(home: Path, sql: str) -> None:
    """Change its database as somebody with its file would: triggers off."""
    with sqlite3.connect(home / DATABASE) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        connection.execute(sql)


def digests(home: Path) -> dict[str, str]:
    """A digest of every table's rows, without the columns that belong to the moment of loading."""
    with sqlite3.connect(f"file:{home / DATABASE}?mode=ro", uri=True) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: _digest(connection, name) for (name,) in names}


def _digest(connection: sqlite3.Connection, table: str) -> str:
    rows = connection.execute(f'SELECT * FROM "{table}" ORDER BY 1')
    kept = [place for place, (name, *_) in enumerate(rows.description) if name not in OF_THE_MOMENT]
    content = sha256()
    for row in rows:
        content.update(repr([row[place] for place in kept]).encode())
    return content.hexdigest()
