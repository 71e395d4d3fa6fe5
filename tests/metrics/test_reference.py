from datetime import date
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from anzhi.budget.actions import accounts
from anzhi.metrics import engine
from anzhi.metrics.definitions import METRICS
from anzhi.office.actions import organisations
from anzhi.office.models import Officer
from anzhi.values.period import Year
from tests.cast import Cast
from tests.metrics.random_office import AS_OF, CODES, RandomOffice
from tests.metrics.reference import Reference
from tests.metrics.reference.records import Figures

pytestmark = pytest.mark.django_db

DAYS = [date(2021, 1, 1), date(2021, 3, 31), date(2021, 7, 15), date(2021, 12, 31)]
OTHER_YEARS = [date(2019, 12, 31), date(2020, 2, 29), date(2020, 12, 31), date(2022, 6, 30), date(2022, 12, 31)]


def computed(year: Year, names: list[str]) -> Figures:
    figures = engine.compute(year, names)
    return {name: figures[name].value if name in figures else None for name in names}


def differences(year: Year, names: list[str]) -> dict[str, tuple[object, object]]:
    """Figures in which engine and reference differ: what the engine says, what the reference says."""
    slow, fast = Reference().figures(year), computed(year, names)
    return {name: (fast[name], slow[name]) for name in names if fast[name] != slow[name]}


@pytest.fixture(scope="module")
def reference(demo: None, django_db_blocker: pytest.FixtureDef) -> Reference:
    with django_db_blocker.unblock():
        return Reference()


@pytest.fixture
def office(cast: Cast) -> Cast:
    """The small cast, and every item that money can be spent on."""
    accounts.load_classification(by=cast.officer)
    return cast


@pytest.mark.usefixtures("office")
def test_every_figure_has_a_reference():
    assert set(Reference().figures(Year.whole(2021))) == set(METRICS)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("day", [*DAYS, *OTHER_YEARS], ids=str)
def test_the_demo_office_counts_the_same_by_hand(reference, day):
    organisations.open_year(day.year, by=Officer.objects.first())
    year = Year(day.year, day)

    assert computed(year, list(METRICS)) == reference.figures(year)


@settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],  # a smaller seed makes no smaller office
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10**9), as_of=st.sampled_from(AS_OF))
def test_a_random_office_counts_the_same_by_hand(office, seed, as_of):
    names = [name for name in METRICS if not name[-5:].isdigit() or name.endswith(CODES)]
    with transaction.atomic():
        RandomOffice(Random(seed), as_of, office.centre).build()

        assert differences(Year(2021, as_of), names) == {}
        transaction.set_rollback(True)
