"""One report of the demo office, made once and read by many tests."""

from pathlib import Path

import pytest

from anzhi.reports import files, queries
from anzhi.reports.queries import ReportPage
from tests.cast import YEAR


@pytest.fixture(scope="session")
def page(demo: None, django_db_blocker: pytest.FixtureDef) -> ReportPage:
    """The report of 2021, computed."""
    with django_db_blocker.unblock():
        return queries.report(YEAR)


@pytest.fixture(scope="session")
def folder(page: ReportPage, django_db_blocker: pytest.FixtureDef, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its files."""
    place = tmp_path_factory.mktemp("reports") / "2021"
    with django_db_blocker.unblock():
        assert all(changed for _, changed in files.write_all(page, place))
    return place
