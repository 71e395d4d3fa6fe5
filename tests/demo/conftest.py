"""The demo office, loaded by the command and left alone."""

from pathlib import Path

import pytest

from tests.cli.installation import installation


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read only; the one that the commands are tried on."""
    return installation(tmp_path_factory.getbasetemp())
