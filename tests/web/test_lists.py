"""What a list shows is what the account may see, what the filter leaves, and what the workbook holds."""

import io

import openpyxl
import pytest

from anzhi.office.models import Account
from anzhi.registry.models import Household
from anzhi.web.registry.lists import HOUSEHOLDS

pytestmark = pytest.mark.django_db


def rows(response):
    return [[text for _, text in row.cells] for row in response.context["page"].rows]


def walk(client, query):
    """Every row of the household list, page after page."""
    found = []
    while query:
        response = client.get(f"/households/?{query}")
        found += rows(response)
        query = response.context["page"].next
    return found


@pytest.mark.parametrize("sort", ["number", "-number", "signed_on", "-signed_on", "street__name"])
def test_pages_of_a_list_show_every_record_once(sign_in, sort):
    shown = walk(sign_in("director"), f"q=YL2020&sort={sort}")

    wanted = set(Household.objects.filter(number__icontains="YL2020").values_list("number", flat=True))
    assert len(shown) == len(wanted)
    assert {row[0] for row in shown} == wanted


def test_a_street_officer_sees_only_the_households_of_the_street(sign_in):
    street = Account.objects.get(username="street").officer.organisation

    shown = sign_in("street").get("/households/").context["page"]

    assert shown.count == Household.objects.filter(street_id=street.pk).count() > 0


def test_a_household_of_another_street_is_not_there(sign_in):
    street = Account.objects.get(username="street").officer.organisation
    other = Household.objects.exclude(street_id=street.pk)[0]

    assert sign_in("street").get(f"/households/{other.pk}/").status_code == 404


def test_the_workbook_equals_the_screen(sign_in):
    client = sign_in("director")
    query = "q=YL2020-N05&sort=-signed_on"

    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/households/?{query}&format=xlsx").content))
    heading, *lines = book.active.iter_rows(values_only=True)

    shown = rows(client.get(f"/households/?{query}"))
    assert list(heading) == [column.label for column in HOUSEHOLDS.columns]
    printed = [[str(cell)[:10] if cell is not None else "—" for cell in line] for line in lines]
    assert printed == [[cell[:10] for cell in row] for row in shown]


def test_the_total_of_a_list_follows_its_filter(sign_in):
    from anzhi.registry.models import Project
    from anzhi.values.unit import MU_AREA

    street = Project.objects.order_by("pk")[0].street

    page = sign_in("director").get(f"/projects/?street={street.pk}").context["page"]

    area = sum(project.area for project in Project.objects.filter(street=street))
    assert dict((column.path, text) for column, text in page.total_cells)["area"] == MU_AREA.number(area)


@pytest.mark.parametrize(
    "query", ["sort=password", "after=x", "after=WyJhIiwgImIiXQ", "street=abc", "signed_from=2021-13-45", "state=';--"]
)
def test_an_address_that_means_nothing_does_no_harm(sign_in, query):
    assert sign_in("director").get(f"/households/?{query}").status_code == 200


def test_a_whole_identity_number_finds_its_household(sign_in):
    from anzhi.office import personal_data
    from anzhi.registry.models import Membership

    membership = Membership.objects.select_related("person", "household").order_by("pk")[7]
    number = personal_data.unseal(membership.person.sealed_identity)

    shown = rows(sign_in("director").get(f"/households/?q={number}"))

    assert [row[0] for row in shown] == [membership.household.number]
