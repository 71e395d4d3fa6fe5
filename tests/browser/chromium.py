"""Debian's Chromium for the journeys and the screenshots, installed when we may."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

BINARY = Path("/usr/bin/chromium")
PACKAGES = ("chromium", "fonts-noto-cjk")
FLAGS = (
    "--no-sandbox",  # Chromium refuses to start as root with its sandbox
    "--disable-background-networking",
    "--disable-component-update",
    "--enable-unsafe-swiftshader",  # the map draws with WebGL, and there is no graphics card here
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--font-render-hinting=none",
)


class Unavailable(Exception):
    """No Chromium here, and why."""


def binary() -> Path:
    """Chromium; installed from Debian when we may.

    Raises:
        Unavailable: it is not there and cannot be installed.
    """
    if BINARY.exists():
        return BINARY
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Unavailable("Chromium is not installed, and installing it needs root and apt-get")
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *PACKAGES]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Unavailable(f"{' '.join(command)} failed: {done.stderr.strip().splitlines()[-1:]}")
    if not BINARY.exists():
        raise Unavailable("Debian's chromium package brought no /usr/bin/chromium")
    return BINARY


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a screen that can reach nothing but this machine."""
    path = binary()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
