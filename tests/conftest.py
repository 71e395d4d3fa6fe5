"""The test office: keys of its own, a small cast for single promises, the whole demo for the published figures."""

import os
from pathlib import Path

import pytest

from tests.postgresql import SKIP


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests on the demo office come last: it is loaded once, and stays."""
    items.sort(key=lambda item: "demo" in getattr(item, "fixturenames", ()))
    if reason := os.environ.get(SKIP):
        for item in items:
            if item.get_closest_marker("django_db"):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session", autouse=True)
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys that no installation uses."""
    from django.conf import settings

    from anzhi.office import personal_data

    settings.HOME = tmp_path_factory.mktemp("home")
    settings.KEY_FILE = settings.HOME / "keys.json"
    personal_data._keys.cache_clear()
    personal_data.create_keys()
    return settings.KEY_FILE


@pytest.fixture(scope="session")
def demo(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> None:
    """The demo office, committed; each test works on it in a transaction that is rolled back."""
    from anzhi.demo.load import load

    with django_db_blocker.unblock():
        assert load()


@pytest.fixture
def cast(db: None):
    """The small cast: an office, an officer, a street, a project that is being signed, and one household."""
    from tests.cast import Cast

    return Cast()


@pytest.fixture(scope="session")
def everybody(demo: None, django_db_blocker: pytest.FixtureDef):
    """The facts of the whole demo office on a day, read once."""
    from anzhi.trials import population
    from tests.trials.office import ON

    with django_db_blocker.unblock():
        return population.everybody(ON)
