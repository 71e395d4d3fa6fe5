"""One change of one record changes just the figures that depend on it, and just the paragraphs they stand in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

import pytest

from anzhi.budget.actions import accounts
from anzhi.budget.models import Earmark, EconomicItem, Expenditure
from anzhi.casework.models import Approval
from anzhi.grievances.actions import tickets
from anzhi.grievances.models import Ticket
from anzhi.housing.actions import allotments
from anzhi.housing.models import Allotment, Estate
from anzhi.metrics import engine
from anzhi.office.models import Officer
from anzhi.registry.actions import households
from anzhi.registry.models import Household
from anzhi.reports.queries import ReportPage, report
from tests.cast import YEAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

HUNDRED_YUAN = 10_000
BUDGET, PROJECT_BUDGET = 408_010_000, 135_850_000
"""The published 408.01 and 135.85 万元, in fen."""
OVERDUE, WAITING = 75_180, 156_520
"""The published 7,518 and 15,652 persons, in tenths."""


@dataclass(frozen=True)
class Change:
    """A change and what must follow from it.

    Attributes:
        make: makes it.
        moves: figures that move, and by how much.
        paragraphs: a few words of each paragraph that reads differently, in the order of table, report, indicators.
    """

    make: Callable[[Officer], object]
    moves: dict[str, Fraction | int]
    paragraphs: tuple[str, ...]


def unsign(*, is_key: bool) -> Callable[[Officer], object]:
    def make(by: Officer) -> None:
        signed = Household.objects.filter(project__launched_on__year=2021, signed_on__isnull=False)
        household = signed.filter(project__is_key=is_key).order_by("pk").first()
        households.unsign(household, reason="协议无效", by=by)

    return make


def pay_for_training(by: Officer) -> None:
    payment = Expenditure(
        year=2021,
        nature="project",
        item=EconomicItem.objects.get(code="30216"),
        earmark=Earmark.objects.get(year=2021, name="拆迁宣传印刷及培训费"),
        voucher="补-1",
        paid_on=date(2021, 6, 1),
        summary="培训资料",
        amount=HUNDRED_YUAN,
    )
    accounts.pay([payment], by=by)


def close_a_ticket_late(by: Officer) -> None:
    """One that nobody rated, so that only its day of closing changes."""
    ticket = Ticket.objects.filter(is_satisfied__isnull=True).order_by("pk").first()
    tickets.reopen(ticket, reason="录错", by=by)
    tickets.close({ticket: ticket.due_on + timedelta(days=1)}, by=by)


def house_two_and_a_half_persons(by: Officer) -> None:
    """Of a family that vacated long ago."""
    waiting = Approval.objects.filter(option="housing", persons__gte=25, allotments__isnull=True)
    approval = waiting.filter(household__vacated_on__lt=date(2019, 12, 31)).order_by("pk").first()
    estate = Estate.objects.filter(delivered_on__isnull=False).order_by("pk").first()
    home = Allotment(approval=approval, estate=estate, unit="补-101", housed_on=date(2021, 12, 30), persons=25)
    allotments.allot([home], by=by)


def explain_a_hold_out(by: Officer) -> None:
    households.explain_hold_out({Household.objects.order_by("pk").first(): "户主长期在外"}, by=by)


UNSIGNED = {"signed_households": -1, "signed_projects": -1, "signing_rate": -Fraction(1, 1831)}
SIGNING = ("启动签约的新拆项目26个", "全年启动新拆项目42个", "99.95%")

CHANGES = {
    "a household is no longer signed": Change(unsign(is_key=False), UNSIGNED, SIGNING),
    "a household of a key project is no longer signed": Change(
        unsign(is_key=True), UNSIGNED | {"key_projects_signed": -1}, SIGNING
    ),
    "100 yuan are paid for training": Change(
        pay_for_training,
        dict.fromkeys(
            (
                "spending",
                "spending_302",
                "project_spending",
                "project_spending_302",
                "project_spending_30216",
                "project_spending_change_on_year",
                "earmarked_spending",
            ),
            HUNDRED_YUAN,
        )
        | {
            "execution_rate": Fraction(HUNDRED_YUAN, BUDGET),
            "project_execution_rate": Fraction(HUNDRED_YUAN, PROJECT_BUDGET),
        },
        ("上年结转（结余）", "按支出性质分", "培训费4.28万元", "项目支出比上年减少"),
    ),
    "a ticket is closed late": Change(
        close_a_ticket_late,
        {"tickets_closed_in_time": -1, "on_time_rate": -Fraction(1, 24)},
        ("落实意识形态工作责任制", "共办结24条，按时办结率95.83%"),
    ),
    "a family is housed": Change(
        house_two_and_a_half_persons,
        {
            "housed": 25,
            "waiting_at_end": -25,
            "overdue_persons": -25,
            "overdue_rate": Fraction(OVERDUE - 25, WAITING - 25) - Fraction(OVERDUE, WAITING),
        },
        ("其中延期过渡7515.5人", "部分安置房建设滞后，延期过渡7515.5人"),
    ),
    "why a household holds out is explained": Change(explain_a_hold_out, {}, ()),
}


def values() -> dict[str, Fraction]:
    return {name: figure.value for name, figure in engine.compute(YEAR).items()}


def paragraphs(page: ReportPage) -> list[str]:
    """Everything that can be read: the paragraphs of table and report, and the rows of the indicators."""
    table = [block.text for blocks in page.table_sections.values() for block in blocks]
    rows = [f"{row.target}\n{row.actual}\n{row.score}\n{row.remark}" for row in page.rows]
    return [*table, *(block.text for block in page.blocks), *rows]


@pytest.fixture
def officer() -> Officer:
    return Officer.objects.get(staff_number="001")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_moves_just_the_figures_that_depend_on_it(officer, change):
    before = values()

    change.make(officer)

    after = values()
    assert before.keys() == after.keys()
    assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == change.moves


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_read_in_just_the_paragraphs_that_use_those_figures(officer, change):
    before = paragraphs(report(YEAR))

    change.make(officer)

    changed = [new for old, new in zip(before, paragraphs(report(YEAR)), strict=True) if old != new]
    assert len(changed) == len(change.paragraphs)
    assert all(words in paragraph for words, paragraph in zip(change.paragraphs, changed, strict=True))


def test_taking_a_change_back_takes_every_figure_back(officer):
    before = values()
    household = Household.objects.filter(project__launched_on__year=2021, signed_on__isnull=False).first()
    signed_on = household.signed_on

    households.unsign(household, reason="录错", by=officer)
    assert values() != before

    households.sign({household: signed_on}, by=officer)
    assert values() == before
