"""工单 Hotline tickets closed, closed in time, and rated."""

from anzhi.metrics.dates import by_end, during, open_at_end
from anzhi.metrics.model import Count, Ratio, Section
from anzhi.values.unit import PERCENT, count

_TICKETS = count("条")
_OWNER = Section.GENERAL

tickets_closed = Count(
    label="办结工单数",
    unit=_TICKETS,
    owner=_OWNER,
    of="tickets",
    where=lambda t, year: during(t.closed_on, year),
    definition="当年办结的 12345 工单。",
)
tickets_due = Count(
    label="应办结工单数",
    unit=_TICKETS,
    owner=_OWNER,
    of="tickets",
    where=lambda t, year: during(t.closed_on, year) | (open_at_end(t.closed_on, year) & (t.due_on <= year.as_of)),
    definition="当年办结的工单，加上期限已到、截至期末仍未办结的工单。",
)
tickets_closed_in_time = Count(
    label="按时办结工单数",
    unit=_TICKETS,
    owner=_OWNER,
    of="tickets",
    where=lambda t, year: during(t.closed_on, year) & (t.closed_on <= t.due_on),
    definition="当年在期限内办结的工单。",
)
on_time_rate = Ratio(
    label="工单按时办结率",
    unit=PERCENT,
    owner=_OWNER,
    numerator="tickets_closed_in_time",
    denominator="tickets_due",
    definition="按时办结工单数除以应办结工单数。",
)
tickets_rated = Count(
    label="有效评价工单数",
    unit=_TICKETS,
    owner=_OWNER,
    of="tickets",
    where=lambda t, year: during(t.closed_on, year) & t.is_satisfied.notnull(),
    definition="当年办结并有群众评价的工单。",
)
tickets_satisfied = Count(
    label="满意工单数",
    unit=_TICKETS,
    owner=_OWNER,
    of="tickets",
    where=lambda t, year: during(t.closed_on, year) & t.is_satisfied.fill_null(False),
    definition="当年办结并评价满意的工单。",
)
satisfaction_rate = Ratio(
    label="群众满意度",
    unit=PERCENT,
    owner=_OWNER,
    numerator="tickets_satisfied",
    denominator="tickets_rated",
    definition="满意工单数除以有效评价工单数。",
)
tickets_open = Count(
    label="期末未办结工单数",
    unit=_TICKETS,
    owner=_OWNER,
    of="tickets",
    where=lambda t, year: by_end(t.received_on, year) & open_at_end(t.closed_on, year),
    definition="截至期末已受理、尚未办结的工单。",
)
