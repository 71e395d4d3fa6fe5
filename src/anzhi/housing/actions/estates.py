"""安置小区 Estates and their progress."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Min

from anzhi.housing.models import Estate
from anzhi.office.actions import corrections, events
from anzhi.office.models import Officer
from anzhi.values.refusal import Refused


def register(estates: Sequence[Estate], *, by: Officer) -> list[Estate]:
    """Add estates as they stand, with the dates that have come."""
    return events.add(estates, verb="estate.register", by=by)


def start(estate: Estate, started_on: date, *, by: Officer) -> Estate:
    """开工: 待建 → 在建."""
    return events.change({estate: {"started_on": started_on}}, verb="estate.start", by=by)[0]


def deliver(estate: Estate, delivered_on: date, *, by: Officer) -> Estate:
    """交付: 在建 → 交付; homes can be allotted from that day."""
    return events.change({estate: {"delivered_on": delivered_on}}, verb="estate.deliver", by=by)[0]


def forecast(estate: Estate, expected_on: date, *, delay_reason: str = "", by: Officer) -> Estate:
    """Set the expected day of acceptance, and why it moved."""
    return events.change(
        {estate: {"expected_on": expected_on, "delay_reason": delay_reason}}, verb="estate.forecast", by=by
    )[0]


@transaction.atomic
def correct(estate: Estate, values: Mapping[str, object], *, by: Officer) -> Estate:
    """更正.

    Raises:
        Refused: a name is taken, dates are out of order, or a home was allotted before the delivery.
    """
    corrections.apply(
        estate,
        values,
        fields=("name", "street", "site_area", "planned_area", "approved_on", "expected_on", "delay_reason"),
        steps=("started_on", "delivered_on"),
        verb="estate.correct",
        by=by,
    )
    first = estate.allotments.aggregate(first=Min("housed_on"))["first"]
    if first is not None and (estate.delivered_on is None or first < estate.delivered_on):
        raise Refused("安置小区“{estate}”已于 {day} 分房，交付日期不能更晚", estate=estate, day=first).at(
            "delivered_on"
        )
    return estate
