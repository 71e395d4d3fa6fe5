from datetime import date

import pytest

from anzhi.grievances.actions import tickets
from anzhi.grievances.models import Ticket
from anzhi.values.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(cast):
    received = Ticket(number="T1", subject="过渡费", received_on=date(2021, 5, 1), due_on=date(2021, 5, 10))
    return tickets.receive([received], by=cast.officer)[0]


def test_a_ticket_is_not_closed_by_correcting(cast, ticket):
    with pytest.raises(Refused, match="请先办理这一步"):
        tickets.correct(ticket, {"closed_on": date(2021, 5, 5)}, by=cast.officer)


def test_a_closing_is_moved_not_taken_back_by_correcting(cast, ticket):
    tickets.close({ticket: date(2021, 5, 5)}, by=cast.officer)
    tickets.correct(ticket, {"closed_on": date(2021, 5, 6)}, by=cast.officer)

    with pytest.raises(Refused, match="请撤销并说明原因"):
        tickets.correct(ticket, {"closed_on": None}, by=cast.officer)
    assert Ticket.objects.get().closed_on == date(2021, 5, 6)


def test_a_ticket_is_not_received_after_it_was_due_by_correcting(cast, ticket):
    with pytest.raises(Refused, match="办结期限早于受理日期"):
        tickets.correct(ticket, {"received_on": date(2021, 5, 11)}, by=cast.officer)
