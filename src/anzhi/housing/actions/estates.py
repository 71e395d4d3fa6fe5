"""安置小区 Estates and their progress."""

from collections.abc import Sequence
from datetime import date

from anzhi.housing.models import Estate
from anzhi.office.actions import events
from anzhi.office.models import Officer


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
