"""后台 Work in a process of its own, with a folder that says how far it is.

Such a process gives its memory back when it is done, and leaves the pages quick meanwhile. A lock on the folder says
whether it lives; the kernel lets it go however the process ends, so that work that was killed is known as such.
"""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings

KEPT = 24 * 3600
"""Seconds that a folder is kept."""


def launch(module: str, folder: Path) -> None:
    """Start ``python -m module NAME`` on the folder of that name; it holds the lock from its first moment."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", module, folder.name],
            env=os.environ | {"ANZHI_HOME": str(settings.HOME)},
            pass_fds=(lock.fileno(),),
            stdin=subprocess.DEVNULL,
        )
    _reap(process)


def lives(folder: Path) -> bool:
    """Is a process at work on the folder?"""
    try:
        with (folder / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def put(path: Path, content: bytes) -> None:
    """Write a file for its owner only, so that a reader sees the old content or the new one."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.touch(0o600)
    fresh.write_bytes(content)
    fresh.replace(path)


def forget_old(fresh: Path) -> None:
    """Throw away the folders beside a fresh one that are older than a day."""
    now = fresh.stat().st_mtime
    for folder in fresh.parent.iterdir():
        with contextlib.suppress(FileNotFoundError):
            if now - folder.stat().st_mtime > KEPT:
                shutil.rmtree(folder, ignore_errors=True)


_running: list[subprocess.Popen[bytes]] = []


def _reap(process: subprocess.Popen[bytes]) -> None:
    """Remember a process until it has ended, so that none is left behind as a zombie."""
    _running[:] = [known for known in _running if known.poll() is None]
    _running.append(process)
