"""Half persons are real: they are counted in tenths, never rounded, and never lost on the way to a total."""

from datetime import date
from fractions import Fraction

import pytest

from anzhi.casework.models import Approval
from anzhi.housing.actions import allotments
from anzhi.housing.models import Allotment
from anzhi.metrics import engine
from anzhi.office.models import Street
from anzhi.registry.actions import households
from anzhi.values.period import Year
from tests.cast import YEAR

pytestmark = pytest.mark.django_db
on_the_demo = pytest.mark.usefixtures("demo")

PUBLISHED = {"cash_quota_approved": "591.5人", "housing_quota_approved": "6774.5人"}
OVERDUE = {"洋湖街道": "2550.5人", "学士街道": "2000人", "望岳街道": "1314.5人"}


@on_the_demo
@pytest.mark.parametrize(("name", "printed"), PUBLISHED.items())
def test_a_published_half_is_exact_in_the_figure_and_in_its_records(name, printed):
    figure = engine.compute(YEAR, [name])[name]
    [part] = engine.evidence(YEAR, name)

    assert figure.printed == printed
    assert figure.value == Fraction(printed.removesuffix("人")) * 10 == sum(amount for _, _, amount in part.rows)


@on_the_demo
@pytest.mark.parametrize(("street", "printed"), OVERDUE.items())
def test_a_published_half_of_a_street_is_exact_in_the_breakdown_and_in_its_records(street, printed):
    key = Street.objects.get(name=street).pk
    groups = engine.breakdown(YEAR, "overdue_persons", "street_id")
    [part] = engine.evidence(YEAR, "overdue_persons")
    own = set(Approval.objects.filter(household__street=key).values_list("pk", flat=True))

    assert groups[key] == Fraction(printed.removesuffix("人")) * 10
    assert groups[key] == sum(amount for approval, _, amount in part.rows if approval in own)


@on_the_demo
def test_the_halves_of_all_streets_sum_to_the_published_whole():
    groups = engine.breakdown(YEAR, "overdue_persons", "street_id")

    assert sum(groups.values()) == 75180
    assert any(value % 10 for value in groups.values())


def test_half_a_person_counts_as_half_a_person(cast):
    cast.approve(cast.household(), whole=2, half=1)

    assert engine.compute(YEAR, ["housing_persons_approved"])["housing_persons_approved"].printed == "2.5人"


def test_quota_beyond_the_persons_is_kept_apart_from_them(cast):
    cast.approve(cast.household(), whole=2, half=1, extras=(10, 5))

    figures = engine.compute(YEAR, ["persons_approved", "quota_approved", "entitled_persons", "entitled_quota"])

    assert {name: figure.printed for name, figure in figures.items()} == {
        "persons_approved": "2.5人",
        "quota_approved": "4人",
        "entitled_persons": "2.5人",
        "entitled_quota": "4人",
    }


def test_two_halves_in_two_households_sum_to_one_person(cast):
    for _ in range(2):
        cast.approve(cast.household(), whole=0, half=1)

    assert engine.compute(YEAR, ["persons_approved"])["persons_approved"].printed == "1人"


def test_half_a_person_waits_and_is_overdue_until_housed(cast):
    project = cast.launch("旧项目", on=date(2018, 1, 1), clear_by=date(2018, 12, 31))
    household = cast.household(project=project)
    households.vacate({household: date(2018, 6, 1)}, by=cast.officer)
    approval = cast.approve(household, on=date(2018, 9, 1), whole=1, half=1)
    home = Allotment(approval=approval, estate=cast.estate(), unit="1-101", housed_on=date(2021, 7, 1), persons=10)
    allotments.allot([home], by=cast.officer)
    names = ["waiting_at_opening", "housed", "waiting_at_end", "overdue_persons"]

    def printed(day: date) -> list[str]:
        figures = engine.compute(Year(2021, day), names)
        return [figures[name].printed for name in names]

    assert printed(date(2021, 6, 30)) == ["1.5人", "0人", "1.5人", "1.5人"]
    assert printed(date(2021, 7, 1)) == ["1.5人", "1人", "0.5人", "0.5人"]


@pytest.mark.parametrize(("vacated_on", "overdue"), [(date(2019, 12, 30), 30), (date(2019, 12, 31), 0)])
def test_the_transition_is_over_one_day_after_two_years(cast, vacated_on, overdue):
    project = cast.launch("旧项目", on=date(2018, 1, 1), clear_by=date(2018, 12, 31))
    household = cast.household(project=project)
    households.vacate({household: vacated_on}, by=cast.officer)
    cast.approve(household, on=date(2020, 3, 1))

    assert engine.compute(YEAR, ["overdue_persons"])["overdue_persons"].value == overdue


@pytest.mark.parametrize(("tenths", "named"), [(10_000, 0), (10_005, 1)])
def test_a_street_is_named_from_half_a_person_over_a_thousand(cast, tenths, named):
    project = cast.launch("旧项目", on=date(2018, 1, 1), clear_by=date(2018, 12, 31))
    household = cast.household(project=project)
    households.vacate({household: date(2018, 6, 1)}, by=cast.officer)
    Approval.objects.create(
        household=household, option="housing", approved_on=date(2018, 9, 1), persons=tenths, quota=tenths
    )

    assert engine.compute(YEAR, ["badly_overdue_streets"])["badly_overdue_streets"].value == named
