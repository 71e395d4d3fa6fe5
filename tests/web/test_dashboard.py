"""The first page: what needs somebody today, the map, and progress by month and by street."""

import json
from datetime import date

import pytest
from django.urls import reverse

from anzhi.casework.models import Approval
from anzhi.housing.actions import allotments
from anzhi.housing.models import Allotment
from anzhi.metrics import engine
from anzhi.office.models import Account
from anzhi.registry.actions import households
from anzhi.values.period import Year
from anzhi.web.dashboard.charts import PROGRESS
from anzhi.web.housing.transition import overdue

pytestmark = pytest.mark.django_db
YEAR = Year.whole(2021)


def late(client):
    [todo] = [todo for todo in client.get("/").context["todos"] if "state=overdue" in todo.address]
    return todo


def drawn(client, name: str, by: str) -> list[float]:
    """The bars of a chart."""
    return json.loads(client.get(f"/charts/{name}/?by={by}").content)["series"][0]["data"]


def test_overdue_households_are_listed_the_longest_first(sign_in):
    client = sign_in("director")
    todo = late(client)
    listed = client.get(todo.address).context["page"]

    assert todo.count == listed.count > len(todo.tasks)
    assert [task.address for task in todo.tasks] == [row.address for row in listed.rows[: len(todo.tasks)]]
    assert all(task.is_late and task.due < YEAR.as_of for task in todo.tasks)
    assert [task.due for task in todo.tasks] == sorted(task.due for task in todo.tasks)


def test_a_street_officer_is_told_of_the_own_street_only(sign_in):
    todo, everything = late(sign_in("street")), late(sign_in("director"))
    own = Account.objects.get(username="street").officer.organisation_id

    assert 0 < todo.count < everything.count
    for task in todo.tasks:
        key = int(task.address.strip("/").split("/")[-1])
        assert Approval.objects.filter(household=key, household__street=own).exists()


@pytest.mark.parametrize("role", ["command_office", "administrator"])
def test_who_sees_no_homes_is_told_of_nobody_who_waits(sign_in, role):
    assert not [todo for todo in sign_in(role).get("/").context["todos"] if "overdue" in todo.address]


def test_who_got_a_home_waits_no_more(cast):
    approval = cast.approve(cast.household(3, surveyed_on=date(2018, 1, 1)))
    households.vacate({approval.household: date(2019, 12, 30)}, by=cast.officer)
    director = Account(officer=cast.officer, role="director")
    before = list(overdue(director, YEAR))
    home = Allotment(
        approval=approval, estate=cast.estate(), unit="1-101", housed_on=date(2021, 7, 1), persons=approval.persons
    )
    allotments.allot([home], by=cast.officer)

    assert (before, list(overdue(director, YEAR))) == ([approval], [])


@pytest.mark.parametrize("by", ["month", "street"])
@pytest.mark.parametrize("name", PROGRESS)
def test_months_and_streets_each_add_up_to_the_figure(sign_in, name, by):
    metric = PROGRESS[name].metric
    figure = engine.compute(YEAR, [metric])[metric]
    bars = drawn(sign_in("director"), name, by)

    assert len(bars) > 5
    # Every bar is rounded as it is printed.
    assert sum(bars) == pytest.approx(float(figure.value / figure.unit.scale), abs=len(bars))


def test_progress_is_split_as_the_address_says(sign_in):
    client = sign_in("director")
    page = client.get("/?by=street").content.decode()
    assert f"{reverse('chart', args=['signing'])}?year=2021&amp;by=street" in page
    assert client.get("/?by=nonsense").context["by"] == "month"


@pytest.mark.parametrize(("role", "has_map"), [("director", True), ("street", True), ("administrator", False)])
def test_the_map_is_there_for_who_may_see_it(sign_in, role, has_map):
    page = sign_in(role).get("/").content.decode()
    assert ('data-streets="/map/streets.geojson' in page) == has_map


@pytest.mark.parametrize(("now", "other", "name"), [("zh-hans", "en", "English"), ("en", "zh-hans", "中文")])
def test_every_language_is_called_by_its_own_name(sign_in, now, other, name):
    client = sign_in("director")
    client.post("/language/", {"language": now})
    page = client.get("/").content.decode()
    button = page.split(f'value="{other}" lang="{other}"')[1].split("</button>")[0]
    assert name in button
