"""The demo office behind the real server: a process, a port and a folder of its own."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

PATIENCE = 60
"""Seconds to wait for the server to answer."""


def environment(home: Path, database: str = "") -> Mapping[str, str]:
    """What the processes of an office get: its folder, and its PostgreSQL when it has one."""
    own = {"ANZHI_HOME": str(home)} | ({"ANZHI_DATABASE_URL": database} if database else {})
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ANZHI_")}
    return kept | own


def load(home: Path) -> None:
    """Create the database of a folder and load the demo office into it."""
    subprocess.run([_anzhi(), "demo"], env=environment(home), check=True, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def serving(home: Path, *, workers: int = 1, database: str = "") -> Iterator[str]:
    """Serve the office of a folder; yields its address, without a slash at the end.

    Raises:
        TimeoutError: the server does not answer.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [_anzhi(), "serve", "--port", str(port), "--workers", str(workers)]
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment(home, database), stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            if not _answers(address, server):
                raise TimeoutError(f"anzhi serve does not answer: {(home / 'server.log').read_text()}")
            yield address
        finally:
            server.terminate()
            server.wait(30)


def _answers(address: str, server: subprocess.Popen) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(f"{address}/sign-in/", timeout=PATIENCE).close()
            return True
        time.sleep(0.1)
    return False


def _anzhi() -> str:
    return str(Path(sys.executable).with_name("anzhi"))
