"""Where a ticket stands against its deadline, as of a day."""

from datetime import date

import pytest

from anzhi.grievances.models import Ticket
from anzhi.office.actions import events
from anzhi.office.models import Account
from anzhi.values.period import Year
from anzhi.web.grievances.lists import TICKETS

pytestmark = pytest.mark.django_db

AS_OF = date(2021, 6, 30)
CASES = [
    ((date(2021, 6, 1), date(2021, 6, 29), None), "overdue"),
    ((date(2021, 6, 1), date(2021, 6, 30), None), "due_soon"),
    ((date(2021, 6, 1), date(2021, 7, 7), None), "due_soon"),
    ((date(2021, 6, 1), date(2021, 7, 8), None), "open"),
    ((date(2021, 6, 1), date(2021, 6, 8), date(2021, 6, 8)), "closed_in_time"),
    ((date(2021, 6, 1), date(2021, 6, 8), date(2021, 6, 9)), "closed_late"),
    ((date(2021, 6, 1), date(2021, 6, 8), date(2021, 7, 1)), "overdue"),
    ((date(2021, 6, 30), date(2021, 7, 30), None), "open"),
    ((date(2021, 7, 1), date(2021, 7, 2), None), "later"),
]


@pytest.mark.parametrize(("days", "state"), CASES)
def test_a_ticket_stands_where_its_dates_put_it(cast, days, state):
    received, due, closed = days
    ticket = Ticket(number="T1", street=cast.street, subject="甲", received_on=received, due_on=due, closed_on=closed)
    events.add([ticket], verb="ticket.receive", by=cast.officer)

    records = TICKETS.records(Account(officer=cast.officer, role="general"), Year(2021, AS_OF))

    assert list(records.values_list("state", flat=True)) == [state]
