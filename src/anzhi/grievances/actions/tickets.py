"""工单 Receiving, closing and rating tickets."""

from collections.abc import Mapping, Sequence
from datetime import date

from anzhi.grievances.models import Ticket
from anzhi.office.actions import corrections, events
from anzhi.office.models import Officer
from anzhi.values.refusal import Refused


def receive(tickets: Sequence[Ticket], *, by: Officer) -> list[Ticket]:
    """受理."""
    return events.add(tickets, verb="ticket.receive", by=by)


def close(dates: Mapping[Ticket, date], *, by: Officer) -> list[Ticket]:
    """办结.

    Raises:
        Refused: the ticket is closed already.
    """
    for ticket in dates:
        if ticket.closed_on is not None:
            raise Refused("工单 {ticket} 已于 {day} 办结", ticket=ticket, day=ticket.closed_on).at("closed_on")
    return events.change({ticket: {"closed_on": day} for ticket, day in dates.items()}, verb="ticket.close", by=by)


def reopen(ticket: Ticket, *, reason: str, by: Officer) -> Ticket:
    """Take back a closing entered by mistake; the rating goes with it.

    Raises:
        Refused: no reason is given.
    """
    if not reason.strip():
        raise Refused("重新打开工单 {ticket} 必须说明原因", ticket=ticket)
    return events.change(
        {ticket: {"closed_on": None, "is_satisfied": None}}, verb="ticket.reopen", by=by, reason=reason
    )[0]


def rate(ratings: Mapping[Ticket, bool], *, by: Officer) -> list[Ticket]:
    """评价: the caller's answer."""
    return events.change(
        {ticket: {"is_satisfied": answer} for ticket, answer in ratings.items()}, verb="ticket.rate", by=by
    )


def correct(ticket: Ticket, values: Mapping[str, object], *, by: Officer) -> Ticket:
    """更正. A closing is taken back by ``reopen`` only, which asks for a reason; a rating is given by ``rate``.

    Raises:
        Refused: a number is taken, or dates are out of order.
    """
    fields = ("number", "street", "subject", "received_on", "due_on")
    return corrections.apply(ticket, values, fields=fields, kept=("closed_on",), verb="ticket.correct", by=by)
