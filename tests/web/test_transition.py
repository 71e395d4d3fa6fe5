"""The transition page speaks with the metrics' numbers, and the lists behind it hold exactly who they count."""

from datetime import date
from fractions import Fraction

import pytest
from django.test import RequestFactory

from anzhi.casework.models import Approval
from anzhi.housing.actions import allotments
from anzhi.housing.models import Allotment
from anzhi.metrics import engine
from anzhi.office.models import Account, Street
from anzhi.registry.actions import households
from anzhi.values.period import Year
from anzhi.web.housing.transition import WAITING, WAITING_PERSONS, by_street
from anzhi.web.listing import read

pytestmark = pytest.mark.django_db

YEAR = Year.whole(2021)
ASKED = RequestFactory().get("/").GET


def lines(client):
    return client.get("/transition/").context["lines"]


def total(client, page, query):
    listed = client.get(f"/transition/{page}/?{query}").context["page"]
    return Fraction(next(text for column, text in listed.total_cells if text)) * 10


@pytest.mark.parametrize(("column", "figure"), [("waiting", "waiting_at_end"), ("overdue", "overdue_persons")])
def test_the_streets_sum_to_the_figure_of_the_district(sign_in, column, figure):
    shown = lines(sign_in("director"))

    assert sum(getattr(line, column) for line in shown) == engine.compute(YEAR, [figure])[figure].value
    assert len(shown) > 10


def test_the_list_behind_every_street_sums_to_its_number(sign_in):
    client = sign_in("director")
    shown = lines(client)

    assert {line.key: total(client, "households", f"street={line.key}") for line in shown} == {
        line.key: line.waiting for line in shown
    }


def test_the_overdue_list_behind_every_street_sums_to_its_number(sign_in):
    client = sign_in("director")
    late = [line for line in lines(client) if line.overdue]

    sums = {line.key: total(client, "households", f"street={line.key}&state=overdue") for line in late}
    assert sums == {line.key: line.overdue for line in late}


def test_the_persons_of_a_street_are_those_who_wait(sign_in):
    client = sign_in("director")
    line = lines(client)[0]

    assert total(client, "persons", f"street={line.key}") == line.waiting
    assert total(client, "persons", f"street={line.key}&state=overdue") == line.overdue


def test_a_street_officer_sees_one_street_and_no_figure_of_the_district(sign_in):
    response = sign_in("street").get("/transition/")

    street = Account.objects.get(username="street").officer.organisation_id
    assert [line.key for line in response.context["lines"]] == [street]
    assert "figures" not in response.context


@pytest.mark.parametrize("day", [date(2019, 12, 30), date(2019, 12, 31), date(2020, 1, 1), None])
@pytest.mark.parametrize("homes", [0, 20, 30])
def test_the_list_and_the_metric_agree_on_who_waits_too_long(cast, day, homes):
    household = cast.household(3, surveyed_on=date(2018, 1, 1))
    approval = cast.approve(household)
    if day is not None:
        households.vacate({household: day}, by=cast.officer)
    if homes:
        home = Allotment(
            approval=approval, estate=cast.estate(), unit="1-101", housed_on=date(2021, 7, 1), persons=homes
        )
        allotments.allot([home], by=cast.officer)
    cast.approve(cast.household(2), option=Approval.Option.CASH, whole=2)
    director = Account(officer=cast.officer, role="director")

    [counted] = [by_street(director, YEAR)] if homes < 30 else [[]]
    listed = list(WAITING.records(director, YEAR).values_list("waiting", "state"))

    assert [waiting for waiting, _ in listed] == [line.waiting for line in counted]
    assert [state == "overdue" for _, state in listed] == [line.overdue > 0 for line in counted]


def test_a_home_of_next_year_does_not_end_the_waiting_of_this_year(cast):
    household = cast.household(3)
    home = Allotment(
        approval=cast.approve(household), estate=cast.estate(), unit="1-101", housed_on=date(2022, 1, 1), persons=30
    )
    allotments.allot([home], by=cast.officer)
    director = Account(officer=cast.officer, role="director")

    assert read(WAITING, ASKED, director, YEAR).count == 1
    assert read(WAITING_PERSONS, ASKED, director, YEAR).count == 3
    assert read(WAITING, ASKED, director, Year.whole(2022)).count == 0


def test_a_street_where_nobody_waits_has_no_line(cast):
    cast.household(3)
    director = Account(officer=cast.officer, role="director")

    assert by_street(director, YEAR) == []
    assert Street.objects.count() == 1
