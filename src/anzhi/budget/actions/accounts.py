"""收支 Approving, receiving and spending the office's own money."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import yaml
from django.db import transaction

from anzhi.budget.models import Appropriation, CarryOver, Earmark, EconomicItem, Expenditure, Revenue
from anzhi.office.actions import corrections, events
from anzhi.office.models import Officer
from anzhi.values.refusal import Refused

CLASSIFICATION = Path(__file__).parent.parent / "classification.yaml"


def load_classification(*, by: Officer) -> list[EconomicItem]:
    """Load the economic classification; items already there stay as they are."""
    known = set(EconomicItem.objects.values_list("code", flat=True))
    classes = yaml.safe_load(CLASSIFICATION.read_text(encoding="utf-8"))["classes"]
    items = [
        EconomicItem(code=f"{class_code}{last}", name=name, class_code=class_code, class_name=entry["name"])
        for class_code, entry in classes.items()
        for last, name in entry["items"].items()
        if f"{class_code}{last}" not in known
    ]
    return events.add(items, verb="economic_item.load", by=by)


@transaction.atomic
def appropriate(earmarks: Sequence[Earmark], appropriations: Sequence[Appropriation], *, by: Officer) -> None:
    """预算批复: the earmarks and amounts approved for a year."""
    events.add(earmarks, verb="earmark.approve", by=by)
    for appropriation in appropriations:
        _check_earmark(appropriation)
    events.add(appropriations, verb="appropriation.approve", by=by)


def receive(revenues: Sequence[Revenue], *, by: Officer) -> list[Revenue]:
    """Record revenue approved or received."""
    return events.add(revenues, verb="revenue.receive", by=by)


def pay(expenditures: Sequence[Expenditure], *, by: Officer) -> list[Expenditure]:
    """支出.

    Raises:
        Refused: the payment date or the earmark is of another year, or the voucher is used.
    """
    for expenditure in expenditures:
        _check_payment(expenditure)
    return events.add(expenditures, verb="expenditure.pay", by=by)


def reverse(expenditure: Expenditure, *, voucher: str, paid_on: date, by: Officer) -> Expenditure:
    """红字冲销: take back a payment by its negative under a voucher of its own, once.

    Raises:
        Refused: it is a reversal itself, it was reversed already, or the payment cannot be booked.
    """
    if expenditure.reverses_id is not None:
        raise Refused("凭证 {voucher} 本身是冲销，不能再冲销", voucher=expenditure.voucher)
    taken_back = Expenditure(
        year=paid_on.year,
        nature=expenditure.nature,
        item=expenditure.item,
        earmark=expenditure.earmark,
        amount=-expenditure.amount,
        voucher=voucher,
        paid_on=paid_on,
        summary=f"冲销 {expenditure.voucher}",
        reverses=expenditure,
    )
    _check_payment(taken_back)
    return events.add([taken_back], verb="expenditure.reverse", by=by)[0]


def confirm_carry_over(carry_over: CarryOver, *, by: Officer) -> CarryOver:
    """结转: the balance a year opens with."""
    return events.add([carry_over], verb="carry_over.confirm", by=by)[0]


@transaction.atomic
def correct_earmark(earmark: Earmark, values: Mapping[str, object], *, by: Officer) -> Earmark:
    """更正专项.

    Raises:
        Refused: a name is taken, or amounts of another year are booked on it.
    """
    fields = ("year", "name", "purpose", "ordinal")
    corrections.apply(earmark, values, fields=fields, verb="earmark.correct", by=by)
    for spending in (Appropriation, Expenditure):
        other = spending.objects.filter(earmark=earmark).exclude(year=earmark.year).first()
        if other is not None:
            raise Refused("“{spending}”使用了 {year} 年的专项", spending=other, year=earmark.year).at("year")
    return earmark


@transaction.atomic
def correct_appropriation(appropriation: Appropriation, values: Mapping[str, object], *, by: Officer) -> Appropriation:
    """更正预算批复.

    Raises:
        Refused: the item has one already, or the earmark is of another year.
    """
    earmark = values.get("earmark", appropriation.earmark)
    if earmark is not None:
        earmark = Earmark.objects.select_for_update().get(pk=earmark.pk)
    fields = ("year", "nature", "item", "earmark", "amount")
    values = {**values, "earmark": earmark}
    corrections.apply(appropriation, values, fields=fields, verb="appropriation.correct", by=by)
    _check_earmark(appropriation)
    return appropriation


def correct_revenue(revenue: Revenue, values: Mapping[str, object], *, by: Officer) -> Revenue:
    """更正收入."""
    fields = ("year", "stage", "source", "dated_on", "voucher", "amount")
    return corrections.apply(revenue, values, fields=fields, verb="revenue.correct", by=by)


def correct_carry_over(carry_over: CarryOver, values: Mapping[str, object], *, by: Officer) -> CarryOver:
    """更正结转结余."""
    return corrections.apply(carry_over, values, fields=("year", "amount"), verb="carry_over.correct", by=by)


def _check_payment(expenditure: Expenditure) -> None:
    if expenditure.paid_on.year != expenditure.year:
        raise Refused("凭证 {expenditure} 的支付日期不在 {year} 年", expenditure=expenditure, year=expenditure.year).at(
            "paid_on"
        )
    _check_earmark(expenditure)


def _check_earmark(spending: Appropriation | Expenditure) -> None:
    if spending.earmark is not None and spending.earmark.year != spending.year:
        year = spending.earmark.year
        raise Refused("“{spending}”使用了 {year} 年的专项", spending=spending, year=year).at("earmark")
