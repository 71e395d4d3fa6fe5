"""What the auditor is worth: on reports it has never seen, nearly every error, and hardly a false alarm."""

import importlib.util

import pytest
from tools.auditor_score import Measurement, auditor, measure

PRECISION, RECALL = 0.97, 0.90

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("anzhi.auditor") is None,
    reason="anzhi.auditor cannot be imported: there is nothing to measure",
)


@pytest.fixture(scope="module")
def measurement() -> Measurement:
    """The corpus, audited once."""
    return measure(auditor())


def test_what_is_called_an_error_is_one(measurement):
    alarms = [(o.document.name, a.finding.kind, str(a.finding.message)) for o in measurement.outcomes for a in o.alarms]
    assert measurement.score.errors.precision >= PRECISION, alarms


def test_nearly_every_error_is_found(measurement):
    missed = [(o.document.name, e.kind, e.quotes[0]) for o in measurement.outcomes for e in o.missed]
    assert measurement.score.errors.recall >= RECALL, missed


def test_what_only_looks_wrong_is_not_called_an_error(measurement):
    fallen = [(o.document.name, a.near_miss.quote) for o in measurement.outcomes for a in o.alarms if a.near_miss]
    allowed = (1 - PRECISION) / PRECISION * measurement.score.errors.right
    assert len(fallen) <= allowed, fallen


def test_no_report_that_is_simply_right_is_accused(measurement):
    right = [o for o in measurement.outcomes if not o.document.expected and not o.document.near_misses]
    accused = [(o.document.name, a.finding.kind, str(a.finding.message)) for o in right for a in o.alarms]
    assert len(accused) <= 1, accused


def test_every_document_is_read(measurement):
    assert {o.document.name: o.refused for o in measurement.outcomes if o.refused} == {}
    assert min(o.relations for o in measurement.outcomes) > 0
