"""What is kept in memory holds as long as nothing is written, and not a write longer."""

import pytest

from anzhi.office.actions import seals
from anzhi.office.models import Event
from anzhi.web import computing
from tests.cast import YEAR


@pytest.fixture
def counted():
    calls = []

    @computing.kept
    def compute(year):
        calls.append(year)
        return len(calls)

    return lambda: compute(YEAR)


def event(cast, number):
    Event.objects.create(pk=number, recorded_by=cast.officer, verb="household.sign", noun="registry.household", key=1)


def test_an_answer_is_kept_while_nothing_is_written(cast, counted):
    assert [counted(), counted()] == [1, 1]


def test_a_write_ends_what_is_kept(cast, counted):
    counted()
    cast.household()

    assert counted() == 2


def test_an_event_that_is_committed_late_with_an_earlier_number_ends_what_is_kept(cast, counted):
    newest = Event.objects.latest("pk").pk
    event(cast, newest + 2)
    counted()
    event(cast, newest + 1)

    assert counted() == 2


def test_a_seal_alone_changes_no_answer_that_is_computed_after_it(cast, counted):
    seals.seal(by=cast.officer)
    first = counted()

    assert counted() == first
