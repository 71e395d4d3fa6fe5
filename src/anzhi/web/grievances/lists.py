"""列表 Tickets of the hotline with their deadline clocks."""

from collections.abc import Mapping
from datetime import timedelta

from django.db.models import Case, CharField, F, Value, When
from django.db.models.expressions import Combinable

from anzhi.grievances.models import Ticket
from anzhi.office.models import Street
from anzhi.values.period import Year
from anzhi.web.derived import YES_NO
from anzhi.web.listing import Column, Filter, Listing, options
from anzhi.web.sheets import Fact, Sheet

DUE_SOON = timedelta(days=7)
"""An open ticket whose deadline is no further away than this is due soon: what the dashboard warns of."""
STATES = {
    "overdue": "已逾期", "due_soon": "将到期", "open": "办理中", "closed_late": "逾期办结",
    "closed_in_time": "按时办结", "later": "期后受理",
}  # fmt: skip
TONES = {"overdue": "red", "due_soon": "yellow", "open": "blue", "closed_late": "orange", "closed_in_time": "green"}


def ticket_columns(year: Year) -> Mapping[str, Combinable]:
    """State of a ticket on a day."""
    day = year.as_of
    return {
        "state": Case(
            When(received_on__gt=day, then=Value("later")),
            When(closed_on__lte=day, closed_on__gt=F("due_on"), then=Value("closed_late")),
            When(closed_on__lte=day, then=Value("closed_in_time")),
            When(due_on__lt=day, then=Value("overdue")),
            When(due_on__lte=day + DUE_SOON, then=Value("due_soon")),
            default=Value("open"),
            output_field=CharField(),
        )
    }


TICKETS = Listing(
    page="tickets",
    title="工单",
    area="grievances",
    model=Ticket,
    columns=(
        Column("工单号", "number"),
        Column("诉求", "subject"),
        Column("街道", "street__name"),
        Column("状态", "state", choices=STATES, tones=TONES),
        Column("受理日期", "received_on"),
        Column("办结期限", "due_on"),
        Column("办结日期", "closed_on"),
        Column("是否满意", "is_satisfied"),
    ),
    search=("number", "subject"),
    filters=(
        Filter("状态", "state", "state", choices=STATES),
        Filter("街道", "street", "street", choices=options("pk", Street, "name")),
        Filter("是否满意", "satisfied", "is_satisfied", choices=YES_NO),
        Filter("受理日期", "received", "received_on", dates=True),
    ),
    sort="-received_on",
    annotate=ticket_columns,
    record_page="ticket",
)
TICKET = Sheet(
    page="ticket",
    listing=TICKETS,
    facts=(
        Fact("状态", "state", choices=STATES, tones=TONES),
        Fact("街道", "street__name"),
        Fact("受理日期", "received_on"),
        Fact("办结期限", "due_on"),
        Fact("办结日期", "closed_on"),
        Fact("是否满意", "is_satisfied"),
        Fact("诉求", "subject"),
    ),
)
