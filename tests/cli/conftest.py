"""The installation that the commands are tried on."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.installation import ROOT, Answer, environment, installation


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read only."""
    return installation(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def ask(home: Path) -> Iterator[Callable[..., Answer]]:
    """Run a command on it, from a warm process."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.cli.warm"],
        cwd=ROOT,
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as warm:

        def ask(*arguments: object) -> Answer:
            print(json.dumps([str(argument) for argument in arguments]), file=warm.stdin, flush=True)
            return Answer(*json.loads(warm.stdout.readline()))

        yield ask
        warm.stdin.close()


@pytest.fixture(scope="module")
def copy(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Copies of it, to be changed."""
    return lambda: Path(shutil.copytree(home, tmp_path_factory.mktemp("copy") / "home"))
