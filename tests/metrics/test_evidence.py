from functools import cache

import pytest

from anzhi.metrics import engine
from anzhi.metrics.definitions import METRICS
from anzhi.metrics.engine import Evidence
from anzhi.metrics.model import Count, Simple
from anzhi.metrics.relations import RELATIONS
from anzhi.registry.actions import households
from anzhi.values.period import Year
from tests.cast import YEAR

pytestmark = pytest.mark.django_db

SIMPLE = [name for name, metric in METRICS.items() if isinstance(metric, Simple)]
COMBINED = [name for name in METRICS if name not in SIMPLE]
on_the_demo = pytest.mark.usefixtures("demo")


@cache
def evidence(name: str) -> list[Evidence]:
    """The records behind a figure of the demo office, which no test here changes."""
    return engine.evidence(YEAR, name)


def rows(name: str) -> tuple[tuple[int, str, int], ...]:
    [part] = evidence(name)
    return part.rows


@on_the_demo
def test_a_count_is_the_number_of_its_records_and_a_sum_their_sum():
    figures = engine.compute(YEAR)
    listed = {
        name: len(rows(name)) if isinstance(METRICS[name], Count) else sum(amount for _, _, amount in rows(name))
        for name in SIMPLE
    }

    assert listed == {name: figures[name].value for name in SIMPLE}


@on_the_demo
def test_a_counted_record_contributes_one():
    assert {amount for name in SIMPLE if isinstance(METRICS[name], Count) for _, _, amount in rows(name)} == {1}


@on_the_demo
def test_no_record_stands_twice_behind_a_figure():
    keys = {name: [key for key, _, _ in rows(name)] for name in SIMPLE}

    assert {name: len(found) for name, found in keys.items()} == {name: len(set(found)) for name, found in keys.items()}


@on_the_demo
def test_every_record_behind_a_figure_exists_and_has_a_label():
    for name in SIMPLE:
        model = RELATIONS[METRICS[name].of].model
        assert {key for key, _, _ in rows(name)} <= set(model.objects.values_list("pk", flat=True))
        assert all(label.strip() and label != "None" for _, label, _ in rows(name))


@on_the_demo
def test_a_figure_says_how_many_distinct_records_it_was_computed_from():
    figures = engine.compute(YEAR)
    distinct = {
        name: len({(part.metric.of, key) for part in evidence(name) for key, _, _ in part.rows}) for name in METRICS
    }

    assert distinct == {name: figures[name].evidence for name in METRICS}


@on_the_demo
def test_the_records_of_a_combined_figure_are_those_of_its_parts():
    for name in COMBINED:
        assert {part.metric.name: part.rows for part in evidence(name)} == {
            part.name: rows(part.name) for part in engine.simple_parts(name)
        }


@on_the_demo
def test_a_breakdown_by_the_key_lists_the_same_amounts_as_the_evidence():
    for name in ("waiting_at_end", "signed_households", "spending"):
        assert engine.breakdown(YEAR, name, "id") == {key: amount for key, _, amount in rows(name)}


def test_the_records_behind_a_rate_are_all_that_were_counted_below_the_line(cast):
    signed, unsigned = cast.household(), cast.household()
    households.sign({signed: cast.project.signing_started_on}, by=cast.officer)

    figure = engine.compute(YEAR, ["signing_rate"])["signing_rate"]
    found = {part.metric.name: part.rows for part in engine.evidence(YEAR, "signing_rate")}

    assert figure.evidence == 2
    assert found == {
        "signed_households": ((signed.pk, signed.number, 1),),
        "households_to_sign": ((signed.pk, signed.number, 1), (unsigned.pk, unsigned.number, 1)),
    }


def test_evidence_is_seen_from_the_same_day_as_the_figure(cast):
    household = cast.household()
    households.sign({household: cast.project.signing_started_on}, by=cast.officer)
    eve = Year(2021, cast.project.signing_started_on.replace(month=1, day=31))

    assert [part.rows for part in engine.evidence(eve, "signed_households")] == [()]
