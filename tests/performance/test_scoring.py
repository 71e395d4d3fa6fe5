from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anzhi.performance import scoring
from anzhi.performance.scoring import Measured, load_method
from anzhi.values.finding import Severity
from anzhi.values.refusal import Missing, Refused
from tests.performance import reference

YUELU, NATIONAL = load_method("yuelu-2021"), load_method("national-2020")
COMPARATORS = st.sampled_from(["at_least", "exactly", "at_most"])
WEIGHTS = st.integers(1, 10_000)
AMOUNTS = st.fractions(0, 10_000, max_denominator=100)
ANY_AMOUNTS = st.fractions(-10_000, 10_000, max_denominator=100)
GRADES = st.sampled_from(list(reference.BANDS))


def measured(**changes: object) -> Measured:
    values = {
        "ordinal": 1,
        "name": "甲指标",
        "first": "output",
        "weight": 1000,
        "comparator": "at_least",
        "target": Fraction(20),
        "actual": Fraction(20),
        "grade": "",
        "adjusted": None,
        "deviation": "",
    }
    return Measured(**(values | changes))


def quality(grade: str, **changes: object) -> Measured:
    return measured(comparator="", target=None, actual=None, grade=grade, **changes)


def sound() -> list[Measured]:
    """Three met indicators with the weights of the 2021 table."""
    return [measured(first=first, weight=points * 100) for first, points in YUELU.weights.items()]


def findings(*indicators: Measured) -> list[tuple[str, str]]:
    return [(finding.severity, finding.check) for finding in scoring.check(indicators, YUELU)]


@given(COMPARATORS, AMOUNTS, ANY_AMOUNTS, WEIGHTS)
def test_a_quantity_scores_what_the_rules_say(comparator, target, actual, weight):
    row = measured(comparator=comparator, target=target, actual=actual, weight=weight)

    assert scoring.propose(row, YUELU) == reference.quantity(comparator, target, actual, weight)


@given(COMPARATORS, ANY_AMOUNTS, ANY_AMOUNTS, WEIGHTS)
def test_no_score_exceeds_the_weight_or_falls_below_zero(comparator, target, actual, weight):
    row = measured(comparator=comparator, target=target, actual=actual, weight=weight)

    assert 0 <= scoring.propose(row, YUELU) <= weight


@given(ANY_AMOUNTS, st.tuples(ANY_AMOUNTS, ANY_AMOUNTS).map(sorted))
def test_more_of_what_is_wanted_never_scores_less(target, actuals):
    less, more = (scoring.propose(measured(target=target, actual=actual), YUELU) for actual in actuals)

    assert less <= more


@given(ANY_AMOUNTS, ANY_AMOUNTS)
def test_an_aim_to_fall_scores_as_the_same_aim_to_rise(target, actual):
    fall = measured(comparator="at_most", target=-target, actual=-actual)
    rise = measured(comparator="at_least", target=target, actual=actual)

    assert scoring.propose(fall, YUELU) == scoring.propose(rise, YUELU)


def test_a_fall_that_did_not_come_scores_nothing():
    assert scoring.propose(measured(comparator="at_most", target=Fraction(-5), actual=Fraction(0)), YUELU) == 0


def test_twenty_out_of_twenty_or_more_is_full_marks():
    assert scoring.propose(measured(), YUELU) == 1000


@pytest.mark.parametrize(("weight", "points"), [(1, 1), (3, 2), (1000, 500), (999, 500)])
def test_half_a_hundredth_rounds_up(weight, points):
    assert scoring.propose(measured(actual=Fraction(10), weight=weight), YUELU) == points


@given(st.integers(1, 10**10), st.integers(0, 10**10))
def test_the_national_execution_rate_scores_by_its_formula(budget, spent):
    row = measured(first="execution", target=Fraction(1), actual=Fraction(spent, budget))

    assert scoring.propose(row, NATIONAL) == reference.execution_rate(budget, spent, 1000)


@given(GRADES, WEIGHTS, st.data())
def test_an_officer_scores_a_quality_within_the_band_of_its_grade(grade, weight, data):
    points = data.draw(st.integers(0, weight))

    if reference.BANDS[grade](Fraction(points, weight)):
        scoring.check_adjustment(quality(grade, weight=weight), points, "原因", YUELU)
    else:
        with pytest.raises(Refused, match="不在该达成程度的区间内"):
            scoring.check_adjustment(quality(grade, weight=weight), points, "原因", YUELU)


@pytest.mark.parametrize(
    ("grade", "inside", "outside"),
    [("achieved", (1000, 800), (799,)), ("partial", (799, 600), (800, 599)), ("missed", (599, 0), (600,))],
)
def test_a_band_includes_its_lower_bound_and_not_the_next(grade, inside, outside):
    for points in inside:
        scoring.check_adjustment(quality(grade), points, "原因", NATIONAL)
    for points in outside:
        with pytest.raises(Refused, match="区间"):
            scoring.check_adjustment(quality(grade), points, "原因", NATIONAL)


@given(WEIGHTS, st.integers(-10, 20_000))
def test_an_officer_scores_between_zero_and_the_weight(weight, points):
    row = measured(weight=weight)

    if 0 <= points <= weight:
        scoring.check_adjustment(row, points, "原因", YUELU)
    else:
        with pytest.raises(Refused, match="分之间"):
            scoring.check_adjustment(row, points, "原因", YUELU)


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_taking_marks_off_needs_a_reason(reason):
    with pytest.raises(Refused, match="扣分必须说明原因"):
        scoring.check_adjustment(measured(), 999, reason, YUELU)
    scoring.check_adjustment(measured(), 1000, reason, YUELU)


def test_a_quality_that_was_achieved_gets_full_marks_by_itself():
    assert scoring.propose(quality("achieved"), YUELU) == 1000


@pytest.mark.parametrize("grade", ["", "partial", "missed"])
def test_the_score_of_any_other_quality_is_missing_until_an_officer_gives_it(grade):
    with pytest.raises(Missing, match="甲指标"):
        scoring.propose(quality(grade), YUELU)


def test_the_officers_score_counts_before_the_proposed_one():
    assert scoring.score(measured(adjusted=700), YUELU) == 700


def test_a_sound_table_has_no_findings():
    assert findings(*sound()) == []


def test_a_deduction_without_a_reason_is_an_error():
    short = replace(sound()[0], actual=Fraction(19))

    assert findings(short, *sound()[1:]) == [(Severity.ERROR, "deduction")]
    assert findings(replace(short, deviation="场地维修"), *sound()[1:]) == []


def test_full_marks_for_an_unmet_target_is_a_warning():
    unmet = replace(sound()[0], actual=Fraction(19), adjusted=6000)

    assert findings(unmet, *sound()[1:]) == [(Severity.WARNING, "full_marks")]


@given(st.lists(st.integers(1, 9000), min_size=1, max_size=6))
def test_weights_that_do_not_sum_to_a_hundred_are_an_error(weights):
    found = [f for f in scoring.check_weights([("output", w) for w in weights], YUELU) if "应为 100" in str(f)]

    assert bool(found) == (sum(weights) != 10_000)


def test_a_group_with_other_weights_than_the_method_gives_is_an_error():
    first, second, third = sound()

    assert (
        findings(replace(first, weight=5900), replace(second, weight=3100), third) == [(Severity.ERROR, "weights")] * 2
    )


def test_a_group_the_method_does_not_know_is_an_error():
    first, *rest = sound()

    shared = (replace(first, weight=5000), replace(first, first="execution", weight=1000))
    assert findings(*shared, *rest) == [(Severity.ERROR, "weights")] * 2


@pytest.mark.parametrize(("actual", "warned"), [(26, False), (Fraction(261, 10), True)])
def test_more_than_thirty_percent_above_the_target_is_a_warning_in_yuelu(actual, warned):
    over = replace(sound()[0], actual=Fraction(actual))

    assert findings(over, *sound()[1:]) == [(Severity.WARNING, "over_target")] * warned


def test_the_national_method_names_no_excess_and_warns_of_none():
    rows = [
        measured(first=first, weight=points * 100, actual=Fraction(999)) for first, points in NATIONAL.weights.items()
    ]

    assert list(scoring.check(rows, NATIONAL)) == []


def test_a_target_below_zero_is_not_exceeded_by_falling_short_of_it():
    short = replace(sound()[0], target=Fraction(-5), actual=Fraction(-10), deviation="原因")

    assert findings(short, *sound()[1:]) == []


@pytest.mark.parametrize("name", reference.WEIGHTS)
def test_a_method_weighs_its_groups_as_laid_down(name):
    assert load_method(name).weights == reference.WEIGHTS[name]


@given(st.integers(0, 10_000))
def test_the_total_is_graded_by_its_range(total):
    [grade] = [grade for first, last, grade in reference.GRADES if first <= total <= last]

    assert YUELU.grade(total) == NATIONAL.grade(total) == grade


def test_an_unknown_method_is_refused_by_name():
    with pytest.raises(Refused, match="没有名为 甲办法 的评分办法"):
        load_method("甲办法")


@given(st.integers(0, 100_000))
def test_points_print_without_needless_zeros(points):
    text = scoring.printed(points)

    assert Fraction(text) * 100 == points
    assert "." not in text or text[-1] != "0"
