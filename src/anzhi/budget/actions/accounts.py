"""收支 Approving, receiving and spending the office's own money."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import yaml
from django.db import transaction

from anzhi.budget.models import Appropriation, CarryOver, Earmark, EconomicItem, Expenditure, Revenue
from anzhi.office.actions import events
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
        if expenditure.paid_on.year != expenditure.year:
            raise Refused("凭证 {expenditure} 的支付日期不在 {year} 年", expenditure=expenditure, year=expenditure.year)
        _check_earmark(expenditure)
    return events.add(expenditures, verb="expenditure.pay", by=by)


def reverse(expenditure: Expenditure, *, voucher: str, paid_on: date, by: Officer) -> Expenditure:
    """红字冲销: take back a payment by its negative under a voucher of its own."""
    return pay(
        [
            Expenditure(
                year=paid_on.year,
                nature=expenditure.nature,
                item=expenditure.item,
                earmark=expenditure.earmark,
                amount=-expenditure.amount,
                voucher=voucher,
                paid_on=paid_on,
                summary=f"冲销 {expenditure.voucher}",
            )
        ],
        by=by,
    )[0]


def confirm_carry_over(carry_over: CarryOver, *, by: Officer) -> CarryOver:
    """结转: the balance a year opens with."""
    return events.add([carry_over], verb="carry_over.confirm", by=by)[0]


def _check_earmark(spending: Appropriation | Expenditure) -> None:
    if spending.earmark is not None and spending.earmark.year != spending.year:
        raise Refused("“{spending}”使用了 {year} 年的专项", spending=spending, year=spending.earmark.year)
