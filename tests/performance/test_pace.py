"""Where a pace leads, against a walk through the rest of the year day by day."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anzhi.performance.pace import Outlook, outlook, projected
from anzhi.performance.scoring import Measured
from anzhi.values.period import Year

days = st.dates(date(2020, 1, 1), date(2023, 12, 31))
values = st.fractions(-50, 50, max_denominator=4)
comparators = st.sampled_from(["at_least", "at_most", "exactly"])


def walk(start: Fraction, today: Fraction, day: date) -> list[Fraction]:
    """A count's value today and on every day that is left, each day as far from the one before as days were so far."""
    passed = (day - date(day.year, 1, 1)).days
    step = (today - start) / passed if passed else Fraction(0)
    path = [today]
    while day < date(day.year, 12, 31):
        day += timedelta(days=1)
        path.append(path[-1] + step)
    if start >= 0 and today >= 0:
        path = [max(value, Fraction(0)) for value in path]
    return path


def met(comparator: str, value: Fraction, target: Fraction) -> bool:
    return {"at_least": value >= target, "at_most": value <= target, "exactly": value == target}[comparator]


def expected(comparator: str, target: Fraction, path: list[Fraction]) -> Outlook:
    if len(path) == 1:
        return Outlook.MET if met(comparator, path[0], target) else Outlook.MISSED
    at_the_end = met(comparator, path[-1], target)
    if comparator == "exactly":
        steps = pairwise(path)
        at_the_end = any(min(a, b) <= target <= max(a, b) for a, b in steps)
    if comparator == "at_least" and path[0] >= target and at_the_end:
        return Outlook.MET
    if at_the_end:
        return Outlook.ON_COURSE
    rises_above = comparator != "at_least" and path[0] > target and path[1] > path[0]
    return Outlook.MISSED if rises_above else Outlook.AT_RISK


def measured(comparator: str, target: Fraction, actual: Fraction, grade: str = "") -> Measured:
    return Measured(1, "甲", "output", 1000, comparator, target, actual, grade, None, "")


def count(start, today, day: date) -> Fraction:
    return projected("tickets_closed", {"tickets_closed": start}, {"tickets_closed": today}, Year(day.year, day))


@settings(deadline=None)
@given(values, values, days)
def test_a_count_goes_on_day_by_day_as_it_has(start, today, day):
    assert count(start, today, day) == walk(start, today, day)[-1]


@settings(deadline=None)
@given(comparators, values, values, values, days)
def test_an_outlook_is_what_a_walk_through_the_rest_of_the_year_meets(comparator, target, start, today, day):
    then = count(start, today, day)

    found = outlook(measured(comparator, target, today), then, Year(day.year, day))

    assert found == expected(comparator, target, walk(start, today, day))


@pytest.mark.parametrize(
    ("comparator", "target", "today", "then", "words"),
    [
        ("at_least", 20, 21, 40, "met"),
        ("at_least", 20, 20, 20, "met"),
        ("at_least", 20, 11, 22, "on_course"),
        ("at_least", 20, 9, 18, "at_risk"),
        ("at_least", 20, 30, 10, "at_risk"),
        ("at_most", 100, 40, 80, "on_course"),
        ("at_most", 100, 60, 120, "at_risk"),
        ("at_most", 100, 101, 202, "missed"),
        ("at_most", 100, 180, 90, "on_course"),
        ("exactly", 10, 5, 10, "on_course"),
        ("exactly", 10, 5, 12, "on_course"),
        ("exactly", 10, 12, 24, "missed"),
    ],
)
def test_an_outlook_in_the_middle_of_the_year(comparator, target, today, then, words):
    year = Year(2021, date(2021, 7, 2))

    assert outlook(measured(comparator, Fraction(target), Fraction(today)), Fraction(then), year) == words


@given(comparators, values, values, values)
def test_when_the_year_is_over_a_target_is_met_or_missed(comparator, target, today, then):
    found = outlook(measured(comparator, target, today), then, Year.whole(2021))

    assert found == (Outlook.MET if met(comparator, today, target) else Outlook.MISSED)


@pytest.mark.parametrize(
    ("grade", "running", "over"),
    [("", None, None), ("achieved", "met", "met"), ("partial", "at_risk", "missed"), ("missed", "at_risk", "missed")],
)
def test_a_quality_stands_as_it_was_graded(grade, running, over):
    graded = Measured(1, "甲", "output", 1000, "", None, None, grade, None, "")
    found = [outlook(graded, None, year) for year in (Year(2021, date(2021, 7, 1)), Year.whole(2021))]

    assert found == [running, over]


def test_a_ratio_stays_as_it_is_today():
    opening = {"signing_rate": Fraction(0), "signed_households": Fraction(0), "households_to_sign": Fraction(9)}
    now = {"signing_rate": Fraction(1, 2), "signed_households": Fraction(5), "households_to_sign": Fraction(10)}

    assert projected("signing_rate", opening, now, Year(2021, date(2021, 3, 1))) == Fraction(1, 2)


@settings(deadline=None)
@given(values, values, values, values, days)
def test_a_sum_of_counts_comes_to_what_they_come_to(visited, helped, visits, help_, day):
    opening = {"home_visits": visited, "assisted_households": helped, "families_helped": visited + helped}
    now = {"home_visits": visits, "assisted_households": help_, "families_helped": visits + help_}

    found = projected("families_helped", opening, now, Year(day.year, day))

    assert found == walk(visited, visits, day)[-1] + walk(helped, help_, day)[-1]


def test_a_figure_that_had_no_value_on_the_first_day_stays_as_it_is():
    year = Year(2021, date(2021, 7, 1))

    assert projected("tickets_closed", {}, {"tickets_closed": Fraction(7)}, year) == 7
