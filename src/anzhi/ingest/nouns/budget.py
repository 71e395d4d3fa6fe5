"""预决算 Budget lines: earmarks, appropriations, revenue, expenditure."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from anzhi.budget.actions import accounts
from anzhi.budget.models import Appropriation, Earmark, Expenditure, Revenue
from anzhi.ingest.columns import of
from anzhi.ingest.nouns.base import Table
from anzhi.ingest.nouns.references import EARMARK as EARMARK_REFERENCE
from anzhi.ingest.nouns.references import ECONOMIC_ITEM, of_year
from anzhi.office.models import Officer

_EARMARK_NOTE = _("只有项目支出填写；应已登记在同一年度。")


def _approve_earmarks(earmarks: Sequence[Earmark], *, by: Officer) -> None:
    accounts.appropriate(earmarks, [], by=by)


def _appropriate(appropriations: Sequence[Appropriation], *, by: Officer) -> None:
    accounts.appropriate([], appropriations, by=by)


def _earmark_of_its_year(values: dict[str, Any]) -> None:
    values["earmark"] = of_year(values["earmark"], values["year"], "专项")


def _year_of_payment(values: dict[str, Any]) -> None:
    values["year"] = values["paid_on"].year
    _earmark_of_its_year(values)


EARMARK = Table(
    key="earmark",
    title="专项",
    area="budget",
    page="earmarks",
    model=Earmark,
    identity=("name", "year"),
    enter=_approve_earmarks,
    columns=(
        of(Earmark, "year", 2021),
        of(Earmark, "name", "示例专项"),
        of(Earmark, "purpose", "征拆工作经费"),
        of(Earmark, "ordinal", 1),
    ),
)
APPROPRIATION = Table(
    key="appropriation",
    title="预算批复",
    area="budget",
    page="appropriations",
    model=Appropriation,
    identity=("item", "year", "nature", "earmark"),
    enter=_appropriate,
    complete=_earmark_of_its_year,
    columns=(
        of(Appropriation, "year", 2021),
        of(Appropriation, "nature", "项目支出"),
        of(Appropriation, "item", "30201", kind=ECONOMIC_ITEM, note=_("款的代码。")),
        of(Appropriation, "earmark", "示例专项", kind=EARMARK_REFERENCE, note=_EARMARK_NOTE),
        of(Appropriation, "amount", 120000, heading="金额（元）"),
    ),
)
REVENUE = Table(
    key="revenue",
    title="收入",
    area="budget",
    page="revenues",
    model=Revenue,
    identity=("voucher", "year", "stage"),
    enter=accounts.receive,
    columns=(
        of(Revenue, "year", 2021),
        of(Revenue, "stage", "决算到账"),
        of(Revenue, "source", "财政拨款（补助）"),
        of(Revenue, "dated_on", date(2021, 1, 20)),
        of(Revenue, "voucher", "示例-0001"),
        of(Revenue, "amount", 350000.5, heading="金额（元）"),
    ),
)
EXPENDITURE = Table(
    key="expenditure",
    title="支出",
    area="budget",
    page="expenditures",
    model=Expenditure,
    identity=("voucher", "year"),
    enter=accounts.pay,
    complete=_year_of_payment,
    note=_("年度即支付日期所在的年度；冲销用负数，凭证号另编。"),
    columns=(
        of(Expenditure, "voucher", "示例-0001"),
        of(Expenditure, "paid_on", date(2021, 2, 10)),
        of(Expenditure, "nature", "基本支出"),
        of(Expenditure, "item", "30201", kind=ECONOMIC_ITEM, note=_("款的代码。")),
        of(Expenditure, "earmark", kind=EARMARK_REFERENCE, note=_EARMARK_NOTE),
        of(Expenditure, "amount", 2860.35, heading="金额（元）"),
        of(Expenditure, "summary", "办公用品"),
    ),
)
