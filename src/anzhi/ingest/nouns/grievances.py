"""工单 Tickets of the hotline."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from anzhi.grievances.actions import tickets
from anzhi.grievances.models import Ticket
from anzhi.ingest.columns import of
from anzhi.ingest.nouns.base import Table
from anzhi.ingest.nouns.references import STREET
from anzhi.office.models import Officer


def _enter(received: Sequence[Ticket], *, by: Officer) -> None:
    """Receive, then close and rate those that have come so far."""
    ends = [(ticket.closed_on, ticket.is_satisfied) for ticket in received]
    for ticket in received:
        ticket.closed_on = ticket.is_satisfied = None
    outcome = dict(zip(tickets.receive(received, by=by), ends, strict=True))
    tickets.close({ticket: closed for ticket, (closed, _) in outcome.items() if closed is not None}, by=by)
    tickets.rate({ticket: answer for ticket, (_, answer) in outcome.items() if answer is not None}, by=by)


TICKET = Table(
    key="ticket",
    title="工单",
    area="grievances",
    page="tickets",
    model=Ticket,
    identity=("number",),
    enter=_enter,
    columns=(
        of(Ticket, "number", "示例-20210001"),
        of(Ticket, "street", "示例街道", kind=STREET, note=_("不属于任何街道的留空。")),
        of(Ticket, "subject", "咨询安置房交付时间"),
        of(Ticket, "received_on", date(2021, 5, 6)),
        of(Ticket, "due_on", date(2021, 5, 13)),
        of(Ticket, "closed_on", date(2021, 5, 11), note=_("未办结的留空。")),
        of(Ticket, "is_satisfied", "是", note=_("没有回访或没有答复的留空。")),
    ),
)
