"""Missing is not zero: a figure whose facts were not entered says what is lacking, and so does all that needs it."""

from datetime import date

import pytest

from anzhi.budget.actions import accounts
from anzhi.budget.models import Appropriation, CarryOver, EconomicItem, Expenditure, Revenue
from anzhi.housing.actions import estates
from anzhi.housing.models import Estate
from anzhi.metrics import engine
from anzhi.metrics.definitions import METRICS
from anzhi.metrics.engine import Figures
from anzhi.metrics.model import Ratio, Simple, inputs
from anzhi.office.actions import organisations
from anzhi.registry.actions import households
from anzhi.social_security.actions import contributions
from anzhi.social_security.models import Contribution
from anzhi.values.exact import SQUARE_METRE
from anzhi.values.period import Year
from anzhi.values.refusal import Missing
from tests.cast import YEAR

pytestmark = pytest.mark.django_db

NEED_RECORDS = {
    "plan_tail_projects", "plan_tail_area", "plan_tail_households_to_sign", "plan_tail_households_to_demolish",
    "plan_tail_firms_to_demolish", "plan_new_projects", "plan_new_area", "plan_new_households_to_sign",
    "plan_new_households_to_demolish", "plan_new_firms_to_demolish", "next_plan_tail_projects",
    "next_plan_tail_area", "next_plan_tail_households_to_sign", "next_plan_tail_households_to_demolish",
    "next_plan_tail_firms_to_demolish", "next_plan_new_projects", "next_plan_new_area",
    "next_plan_new_households_to_sign", "next_plan_new_households_to_demolish", "next_plan_new_firms_to_demolish",
    "contributions", "contributions_in_all", "budget_revenue", "budget_grant", "revenue", "carried_in", "carried_out",
    "budget_spending", "budget_basic", "budget_project", "spending", "basic_spending", "project_spending",
    "spending_before", "project_spending_before",
}  # fmt: skip
"""Figures of which an office that works cannot have none: no plan, no budget, no money at all was entered."""
NEED_THESE = {
    "available", "execution_rate", "basic_execution_rate", "project_execution_rate", "earmarked_rate",
    "project_spending_change_on_year",
}  # fmt: skip
"""Figures computed from those."""
NEED_A_DENOMINATOR = {"signing_rate", "overdue_rate", "on_time_rate", "satisfaction_rate", "staffing_rate"}


def pay(cast, amount: int = 100, year: int = 2021, nature: str = "project") -> None:
    accounts.load_classification(by=cast.officer)
    item = EconomicItem.objects.get(code="30216")
    payment = Expenditure(
        year=year, nature=nature, item=item, voucher="1", paid_on=date(year, 3, 1), summary="培训", amount=amount
    )
    accounts.pay([payment], by=cast.officer)


def plan_estate(cast, name: str, area: int | None) -> None:
    estates.register(
        [Estate(name=name, street=cast.street, approved_on=date(2021, 3, 1), planned_area=area)], by=cast.officer
    )


def reason(figures: Figures, name: str) -> str:
    """Why a figure cannot be computed."""
    assert name not in figures
    with pytest.raises(Missing) as missing:
        figures[name]
    return str(missing.value)


def test_in_an_empty_office_just_the_figures_that_need_a_fact_are_missing(cast):
    assert set(engine.compute(YEAR).missing) == NEED_RECORDS | NEED_THESE | NEED_A_DENOMINATOR


def test_every_missing_figure_names_itself_and_no_missing_figure_has_a_value(cast):
    figures = engine.compute(YEAR)

    for name in figures.missing:
        assert reason(figures, name).startswith(f"“{METRICS[name].label}”（{name}）无法计算：")
    assert set(figures) | set(figures.missing) == set(METRICS)


def test_a_figure_is_missing_when_one_it_is_computed_from_is_missing_and_else_only_for_its_denominator(cast):
    pay(cast)
    figures = engine.compute(YEAR)
    combined = {name for name, metric in METRICS.items() if not isinstance(metric, Simple)}

    for name in combined:
        lacking = [part for part in inputs(METRICS[name]) if part in figures.missing]
        if name in figures:
            assert not lacking
        elif lacking:
            assert all(f"“{METRICS[part].label}”" in reason(figures, name) for part in lacking)
        else:
            assert isinstance(METRICS[name], Ratio)
            assert figures[METRICS[name].denominator].value == 0


def test_without_a_carry_over_the_balances_and_what_is_available_are_missing_and_revenue_is_not(cast):
    revenue = Revenue(
        year=2021, stage="final", source="other", dated_on=date(2021, 3, 1), voucher="1", amount=41_561_15
    )
    accounts.receive([revenue], by=cast.officer)

    figures = engine.compute(YEAR, ["carried_in", "carried_out", "revenue", "available"])

    assert set(figures.missing) == {"carried_in", "carried_out", "available"}
    assert "2021 年没有一条结转结余记录" in reason(figures, "carried_in")
    assert "缺少“上年结转结余”" in reason(figures, "available")
    assert figures["revenue"].value == 41_561_15


def test_a_carry_over_of_zero_is_a_fact(cast):
    accounts.confirm_carry_over(CarryOver(year=2021, amount=0), by=cast.officer)

    assert engine.compute(YEAR, ["carried_in"])["carried_in"].value == 0


def test_an_estate_without_its_planned_area_stops_the_sum_but_not_the_count(cast):
    plan_estate(cast, "乙小区", 150_000 * SQUARE_METRE)
    plan_estate(cast, "丙小区", None)

    figures = engine.compute(YEAR, ["planned_housing_area", "estates_planned"])

    assert "2 条安置小区记录中有 1 条未填 规划安置房面积（平方米）" in reason(figures, "planned_housing_area")
    assert figures["estates_planned"].value == 2


def test_an_empty_area_outside_the_sum_does_no_harm(cast):
    plan_estate(cast, "乙小区", 150_000 * SQUARE_METRE)
    cast.estate("丙小区")

    assert engine.compute(YEAR, ["planned_housing_area"])["planned_housing_area"].printed == "15万平方米"


def test_nothing_planned_is_an_area_of_zero(cast):
    assert engine.compute(YEAR, ["planned_housing_area"])["planned_housing_area"].value == 0


@pytest.mark.parametrize(
    ("rate", "denominator"),
    [
        ("signing_rate", "新拆签约任务户数"),
        ("overdue_rate", "期末未安置人数"),
        ("on_time_rate", "应办结工单数"),
        ("satisfaction_rate", "有效评价工单数"),
        ("staffing_rate", "编制人数"),
    ],
)
def test_a_rate_of_nothing_is_missing_and_names_its_denominator(cast, rate, denominator):
    assert reason(engine.compute(YEAR, [rate]), rate).endswith(f"分母“{denominator}”为 0")


def test_payments_that_cancel_out_make_a_denominator_of_zero(cast):
    pay(cast)
    [payment] = Expenditure.objects.all()
    accounts.reverse(payment, voucher="2", paid_on=date(2021, 4, 1), by=cast.officer)

    figures = engine.compute(YEAR, ["project_spending", "earmarked_rate"])

    assert figures["project_spending"].value == 0
    assert "分母“项目支出”为 0" in reason(figures, "earmarked_rate")


def test_a_rate_of_zero_is_a_fact(cast):
    cast.household()

    assert engine.compute(YEAR, ["signing_rate"])["signing_rate"].value == 0


def test_a_year_opened_without_records_has_no_money_but_the_stocks_it_inherits(cast):
    organisations.open_year(2022, by=cast.officer)
    pay(cast)
    contributions.collect(
        [Contribution(project=cast.project, collected_on=date(2021, 5, 1), voucher="1", amount=7)], by=cast.officer
    )

    figures = engine.compute(Year.whole(2022))

    assert "2022 年没有一条支出记录" in reason(figures, "spending")
    assert "2022 年没有一条社保资金记录" in reason(figures, "contributions")
    assert figures["spending_before"].value == 100
    assert figures["contributions_in_all"].value == 7


def test_a_rate_over_a_missing_figure_is_missing_although_the_other_side_is_there(cast):
    pay(cast)

    figures = engine.compute(YEAR)

    assert figures["spending"].value == 100
    assert reason(figures, "execution_rate").endswith("缺少“支出预算”")


def test_what_was_missing_appears_once_the_fact_is_entered(cast):
    pay(cast)
    item = EconomicItem.objects.get(code="30216")
    accounts.appropriate([], [Appropriation(year=2021, nature="project", item=item, amount=400)], by=cast.officer)

    assert engine.compute(YEAR, ["execution_rate"])["execution_rate"].printed == "25%"


def test_missing_figures_leave_the_others_as_they_are(cast):
    household = cast.household()
    households.sign({household: date(2021, 3, 1)}, by=cast.officer)

    assert engine.compute(YEAR)["signing_rate"].printed == "100%"
