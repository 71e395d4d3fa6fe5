from datetime import date

import pytest

from anzhi.grievances.actions import tickets
from anzhi.grievances.models import Ticket
from anzhi.metrics import engine
from anzhi.office.models import Event
from anzhi.values.period import Year
from anzhi.values.refusal import Refused
from tests.cast import YEAR

pytestmark = pytest.mark.django_db

RECEIVED, DUE, LATE = date(2021, 3, 1), date(2021, 3, 8), date(2021, 3, 9)


def ticket(number: str = "G1", **changes: object) -> Ticket:
    return Ticket(**{"number": number, "subject": "咨询", "received_on": RECEIVED, "due_on": DUE} | changes)


def received(cast, *numbers: str, **changes: object) -> list[Ticket]:
    return tickets.receive([ticket(number, **changes) for number in numbers], by=cast.officer)


def value(name: str, year: Year = YEAR):
    return engine.compute(year, [name])[name].value


def test_a_number_is_received_once(cast):
    received(cast, "G1")

    with pytest.raises(Refused, match="G1"):
        received(cast, "G2", "G1")
    assert Ticket.objects.count() == 1


def test_a_ticket_is_not_due_before_it_was_received(cast):
    with pytest.raises(Refused, match="办结期限早于受理日期"):
        received(cast, "G1", due_on=date(2021, 2, 28))


def test_a_ticket_is_not_closed_before_it_was_received(cast):
    [one] = received(cast, "G1")

    with pytest.raises(Refused, match="办结日期早于受理日期"):
        tickets.close({one: date(2021, 2, 28)}, by=cast.officer)


def test_a_ticket_is_closed_once(cast):
    [one] = received(cast, "G1")
    tickets.close({one: DUE}, by=cast.officer)

    with pytest.raises(Refused, match="工单 G1 已于 2021-03-08 办结"):
        tickets.close({one: LATE}, by=cast.officer)


def test_one_ticket_that_cannot_be_closed_leaves_all_open(cast):
    one, other = received(cast, "G1", "G2")

    with pytest.raises(Refused):
        tickets.close({one: DUE, other: date(2021, 2, 28)}, by=cast.officer)
    assert not Ticket.objects.filter(closed_on__isnull=False).exists()


def test_a_refused_closing_can_be_entered_again_correctly(cast):
    [one] = received(cast, "G1")
    with pytest.raises(Refused):
        tickets.close({one: date(2021, 2, 28)}, by=cast.officer)

    tickets.close({one: DUE}, by=cast.officer)
    assert Ticket.objects.get().closed_on == DUE


def test_only_a_closed_ticket_is_rated(cast):
    [one] = received(cast, "G1")

    with pytest.raises(Refused, match="未办结的工单不能评价"):
        tickets.rate({one: True}, by=cast.officer)


def test_the_last_day_is_in_time_and_the_next_is_late(cast):
    in_time, late = received(cast, "G1", "G2")
    tickets.close({in_time: DUE, late: LATE}, by=cast.officer)

    assert (value("tickets_closed"), value("tickets_closed_in_time"), value("on_time_rate") * 2) == (2, 1, 1)


def test_a_ticket_left_open_past_its_day_lowers_the_rate(cast):
    closed, _ = received(cast, "G1", "G2")
    tickets.close({closed: DUE}, by=cast.officer)

    assert value("on_time_rate") * 2 == 1


def test_an_open_ticket_that_still_has_time_does_not(cast):
    [closed] = received(cast, "G1")
    received(cast, "G2", due_on=date(2022, 1, 3))
    tickets.close({closed: DUE}, by=cast.officer)

    assert (value("on_time_rate"), value("tickets_open")) == (1, 1)


def test_only_callers_who_answered_count_for_satisfaction(cast):
    content, discontent, silent = received(cast, "G1", "G2", "G3")
    tickets.close(dict.fromkeys((content, discontent, silent), DUE), by=cast.officer)
    tickets.rate({content: True, discontent: False}, by=cast.officer)

    assert value("satisfaction_rate") * 2 == 1


@pytest.mark.parametrize("reason", ["", "  "])
def test_reopening_needs_a_reason(cast, reason):
    [one] = received(cast, "G1")
    tickets.close({one: DUE}, by=cast.officer)

    with pytest.raises(Refused, match="必须说明原因"):
        tickets.reopen(one, reason=reason, by=cast.officer)
    assert Ticket.objects.get().closed_on == DUE


def test_reopening_takes_back_the_rating_and_the_trail_says_why(cast):
    [one] = received(cast, "G1")
    tickets.close({one: DUE}, by=cast.officer)
    tickets.rate({one: True}, by=cast.officer)
    tickets.reopen(one, reason="录错", by=cast.officer)

    stored = Ticket.objects.get()
    assert (stored.closed_on, stored.is_satisfied) == (None, None)
    assert Event.objects.get(verb="ticket.reopen").detail == {
        "old": {"closed_on": "2021-03-08", "is_satisfied": True},
        "new": {"closed_on": None, "is_satisfied": None},
        "reason": "录错",
    }


def test_a_closing_decided_on_an_outdated_ticket_is_refused(cast):
    [one] = received(cast, "G1")
    outdated = Ticket.objects.get()
    tickets.close({one: DUE}, by=cast.officer)

    with pytest.raises(Refused, match=r"工单“G1”已被他人改动"):
        tickets.close({outdated: LATE}, by=cast.officer)
    assert Ticket.objects.get().closed_on == DUE
