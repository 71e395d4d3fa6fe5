from datetime import date

import pytest

from anzhi.metrics import engine
from anzhi.metrics.definitions import METRICS, TOPICS
from anzhi.metrics.model import Simple, inputs
from anzhi.metrics.relations import RELATIONS, TRANSITION_MONTHS
from anzhi.office.actions import organisations
from anzhi.registry.actions import households
from anzhi.values.period import Year
from anzhi.values.refusal import Missing, Refused
from tests.cast import YEAR

SIMPLE = [metric for metric in METRICS.values() if isinstance(metric, Simple)]
ASKING_FOR_THE_YEAR = 1


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_one_scan_for_all_figures_gives_the_same_as_one_scan_for_each():
    together = engine.compute(YEAR)

    apart = {name: engine.compute(YEAR, [name])[name] for name in METRICS}

    assert apart == {name: together[name] for name in METRICS}


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_all_figures_take_one_statement_a_relation(django_assert_num_queries):
    with django_assert_num_queries(ASKING_FOR_THE_YEAR + len({metric.of for metric in SIMPLE})):
        engine.compute(YEAR)


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.django_db
def test_the_figures_of_a_relation_take_one_statement(cast, django_assert_num_queries, relation):
    names = [metric.name for metric in SIMPLE if metric.of == relation]
    assert names

    with django_assert_num_queries(ASKING_FOR_THE_YEAR + 1):
        engine.compute(YEAR, names)


@pytest.mark.django_db
def test_a_rate_within_one_relation_takes_one_statement(cast, django_assert_num_queries):
    with django_assert_num_queries(ASKING_FOR_THE_YEAR + 1):
        engine.compute(YEAR, ["on_time_rate"])


@pytest.mark.django_db
def test_asking_for_some_figures_gives_them_and_what_they_are_computed_from(cast):
    cast.household()

    assert set(engine.compute(YEAR, ["signing_rate"])) == {"signing_rate", "signed_households", "households_to_sign"}


def test_every_input_is_computed_before_what_needs_it():
    order = [metric.name for metric in engine.closure(sorted(METRICS, reverse=True))]

    assert all(order.index(part) < order.index(name) for name in METRICS for part in inputs(METRICS[name]))


def test_a_figure_is_asked_for_by_the_name_it_was_defined_under():
    assert all(metric.name == name for name, metric in METRICS.items())


def test_no_two_topics_define_the_same_name():
    defined = [
        name
        for topic in TOPICS
        for name in {**vars(topic), **getattr(topic, "FAMILY", {})}
        if name in METRICS and not name.startswith("_")
    ]

    assert len(defined) == len(set(defined)) == len(METRICS)


def test_every_column_of_a_sum_and_every_condition_fits_its_relation():
    for metric in SIMPLE:
        rows = RELATIONS[metric.of].build(YEAR)
        assert {getattr(metric, "column", "id"), RELATIONS[metric.of].label} <= set(rows.columns)
        assert metric.where(rows, YEAR).type().is_boolean()


def test_the_transition_period_that_is_printed_is_the_one_that_is_counted_with():
    [period] = engine.closure(["transition_period"])

    assert 12 * period.compute() == TRANSITION_MONTHS


@pytest.mark.django_db
@pytest.mark.parametrize(
    "ask", [lambda: engine.compute(YEAR, ["housed", "made_up"]), lambda: engine.evidence(YEAR, "made_up")]
)
def test_an_unknown_name_is_refused_with_the_name(cast, ask):
    with pytest.raises(Refused, match="没有名为 made_up 的数字"):
        ask()


@pytest.mark.django_db
def test_a_year_that_was_never_opened_is_missing_and_the_years_kept_are_named(cast):
    organisations.open_year(2019, by=cast.officer)

    with pytest.raises(Missing, match="2020 年不是本单位的业务年度（已有：2019、2021）"):
        engine.compute(Year.whole(2020))


@pytest.mark.django_db
def test_an_office_without_any_year_says_so(db):
    with pytest.raises(Missing, match="已有：无"):
        engine.compute(YEAR)


@pytest.mark.django_db
def test_a_combined_figure_cannot_be_broken_down(cast):
    with pytest.raises(Refused, match="“新拆项目签约率”由其他数字算出"):
        engine.breakdown(YEAR, "signing_rate", "street_id")


@pytest.mark.django_db
def test_a_figure_sees_what_its_own_transaction_wrote(cast):
    before = engine.compute(YEAR, ["new_projects"])["new_projects"].value

    cast.launch("乙项目")

    assert engine.compute(YEAR, ["new_projects"])["new_projects"].value == before + 1


@pytest.mark.django_db
def test_a_figure_of_a_running_year_stops_at_its_day(cast):
    cast.launch("乙项目", on=date(2021, 7, 1))

    seen = [
        engine.compute(Year(2021, day), ["new_projects"])["new_projects"].value
        for day in (date(2021, 6, 30), date(2021, 7, 1))
    ]

    assert seen == [1, 2]


@pytest.mark.django_db
def test_a_household_surveyed_after_the_day_is_not_counted_yet(cast):
    cast.household()
    cast.household(surveyed_on=date(2022, 3, 1))

    assert engine.compute(YEAR, ["households_to_sign"])["households_to_sign"].value == 1


@pytest.mark.django_db
def test_a_project_stays_signed_when_a_household_is_surveyed_after_the_day(cast):
    households.sign({cast.household(): date(2021, 3, 1)}, by=cast.officer)
    cast.household(surveyed_on=date(2022, 3, 1))

    assert engine.compute(YEAR, ["signed_projects"])["signed_projects"].value == 1
