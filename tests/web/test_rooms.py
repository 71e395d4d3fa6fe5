"""Every list and page of the rooms: open to the roles that see them, narrowed to their reach, totalled exactly."""

import io
import json

import openpyxl
import pytest
from django.db.models import Sum
from django.urls import reverse

from anzhi.administration.models import Activity, Article, Assistance, HomeVisit, Programme
from anzhi.budget.models import Appropriation, CarryOver, Earmark, Expenditure, Revenue
from anzhi.casework.models import Approval
from anzhi.grievances.models import Ticket
from anzhi.housing.models import Allotment, Estate
from anzhi.office.models import Account, Event
from anzhi.office.roles import ROLES
from anzhi.social_security.models import Batch, Contribution, Enrolment, PolicyHold

pytestmark = pytest.mark.django_db

AREAS = {
    "casework": ("approvals",),
    "housing": ("estates", "allotments", "waiting_households", "waiting_persons", "transition", "transition_chart"),
    "social_security": ("batches", "enrolments", "contributions", "policy_holds"),
    "grievances": ("tickets",),
    "administration": ("activities", "programmes", "articles", "home_visits", "assistances"),
    "budget": (
        "budget", "budget_chart", "appropriations", "expenditures", "revenues", "carry_overs", "earmarks",
    ),
    "trail": ("trail",),
    "accounts": ("accounts",),
}  # fmt: skip
SHEETS = {
    "estate": Estate, "batch": Batch, "contribution": Contribution, "policy_hold": PolicyHold, "ticket": Ticket,
    "activity": Activity, "programme": Programme, "article": Article, "home_visit": HomeVisit,
    "appropriation": Appropriation, "expenditure": Expenditure, "revenue": Revenue, "carry_over": CarryOver,
    "earmark": Earmark, "account": Account,
}  # fmt: skip
AREA_OF_SHEET = {
    "estate": "housing", "batch": "social_security", "contribution": "social_security",
    "policy_hold": "social_security", "ticket": "grievances", "activity": "administration",
    "programme": "administration", "article": "administration", "home_visit": "administration",
    "appropriation": "budget", "expenditure": "budget", "revenue": "budget", "carry_over": "budget",
    "earmark": "budget", "account": "accounts",
}  # fmt: skip
TOTALS = [
    ("approvals", "persons", Approval, "persons", 10, "option=cash", {"option": "cash"}),
    ("allotments", "persons", Allotment, "persons", 10, "", {}),
    ("contributions", "amount", Contribution, "amount", 1_000_000, "collected_from=2021-03-01", {"day": "2021-03-01"}),
    ("assistances", "amount", Assistance, "amount", 100, "kind=illness", {"kind": "illness"}),
    ("expenditures", "amount", Expenditure, "amount", 100, "of=2021&nature=project", {"nature": "project"}),
    ("appropriations", "amount", Appropriation, "amount", 1_000_000, "of=2021", {}),
]
ONE_STREET = {
    "approvals": Approval.objects, "waiting_households": Approval.objects, "allotments": Allotment.objects,
    "estates": Estate.objects, "batches": Batch.objects, "enrolments": Enrolment.objects,
    "contributions": Contribution.objects, "tickets": Ticket.objects,
}  # fmt: skip
PATH_TO_STREET = {
    "approvals": "household__street", "waiting_households": "household__street",
    "allotments": "approval__household__street", "estates": "street", "batches": "project__street",
    "enrolments": "batch__project__street", "contributions": "project__street", "tickets": "street",
}  # fmt: skip


def shown(client, page, query=""):
    return client.get(f"{reverse(page)}?{query}").context["page"]


def keys(page):
    return [row.address for row in page.rows]


@pytest.mark.parametrize("role", ROLES)
def test_lists_open_to_the_roles_that_see_their_area_and_to_no_other(sign_in, role):
    client = sign_in(role)
    answers = {page: client.get(reverse(page)).status_code for pages in AREAS.values() for page in pages}
    expected = {p: 200 if area in ROLES[role].sees else 403 for area, pages in AREAS.items() for p in pages}
    assert answers == expected


@pytest.mark.parametrize("role", ["director", "finance", "partner_bureau", "administrator"])
def test_pages_of_records_open_to_the_roles_that_see_their_area_and_to_no_other(sign_in, role):
    client = sign_in(role)
    answers = {
        page: client.get(reverse(page, args=[model._default_manager.order_by("pk")[0].pk])).status_code
        for page, model in SHEETS.items()
    }
    assert answers == {page: 200 if AREA_OF_SHEET[page] in ROLES[role].sees else 403 for page in SHEETS}


@pytest.mark.parametrize(("page", "path", "model", "field", "scale", "query", "wanted"), TOTALS)
def test_the_total_of_a_list_is_the_sum_of_its_records(sign_in, page, path, model, field, scale, query, wanted):
    day = wanted.get("day", "")
    records = [
        record
        for record in model._default_manager.all()
        if all(getattr(record, name) == value for name, value in wanted.items() if name != "day")
        and (not day or record.collected_on.isoformat() >= day)
        and ("of=2021" not in query or record.year == 2021)
    ]

    listed = shown(sign_in("director"), page, query)

    [printed] = [text for column, text in listed.total_cells if column.path == path]
    assert listed.count == len(records) > 0
    assert float(printed) * scale == pytest.approx(sum(getattr(record, field) for record in records), abs=0.5)


@pytest.mark.parametrize("page", ONE_STREET)
def test_a_street_officer_sees_the_records_of_the_street_only(sign_in, page):
    street = Account.objects.get(username="street").officer.organisation_id
    narrowed = shown(sign_in("director"), page, f"street={street}").count
    beyond = ONE_STREET[page].exclude(**{PATH_TO_STREET[page]: street}).count()

    assert shown(sign_in("street"), page).count == narrowed
    assert beyond > 0


def test_a_record_of_another_street_has_no_page(sign_in):
    street = Account.objects.get(username="street").officer.organisation_id
    other = Estate.objects.exclude(street=street)[0]

    assert sign_in("street").get(reverse("estate", args=[other.pk])).status_code == 404


def test_the_page_of_a_batch_shows_its_persons_with_masked_numbers(sign_in):
    batch = Batch.objects.order_by("pk")[3]
    client = sign_in("resettlement")

    response = client.get(reverse("batch", args=[batch.pk]))

    page = response.context["page"]
    numbers = [cell for row in page.rows for column, cell in row.cells if column.path == "person__sealed_identity"]
    assert page.count == batch.enrolments.count() > len(numbers) - 1
    assert {number[6:14] for number in numbers} == {"*" * 8}


def test_a_workbook_of_persons_holds_no_number_in_clear(sign_in):
    batch = Batch.objects.order_by("pk")[0]
    content = sign_in("resettlement").get(f"{reverse('batch', args=[batch.pk])}?format=xlsx").content

    _, *lines = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)

    assert len(lines) == batch.enrolments.count()
    assert all(line[1][6:14] == "*" * 8 for line in lines)


def test_a_policy_lists_every_person_it_stopped(sign_in):
    hold = PolicyHold.objects.get()
    client = sign_in("resettlement")

    assert shown(client, "enrolments", f"hold={hold.pk}&state=held").count == 3757


def test_a_person_on_a_roster_is_found_by_the_whole_identity_number(sign_in):
    from anzhi.office import personal_data

    enrolment = Enrolment.objects.select_related("person").order_by("pk")[11]
    number = personal_data.unseal(enrolment.person.sealed_identity)

    [row] = shown(sign_in("resettlement"), "enrolments", f"q={number}").rows

    household = enrolment.person.memberships.get(left_on=None).household_id
    assert row.address == reverse("household", args=[household])


def test_the_homes_of_an_estate_are_those_allotted_there(sign_in):
    estate = Estate.objects.filter(allotments__isnull=False).distinct().order_by("pk")[0]

    response = sign_in("resettlement").get(reverse("estate", args=[estate.pk]))

    texts = {line.fact.path: line.text for line in response.context["lines"]}
    assert response.context["page"].count == estate.allotments.count() == int(texts["homes"])
    assert int(texts["persons"]) * 10 == estate.allotments.aggregate(total=Sum("persons"))["total"]


def test_the_budget_tree_adds_up_to_the_records(sign_in):
    classes = sign_in("finance").get(reverse("budget")).context["classes"]

    items = [item for line in classes for item in line.items]
    paid = dict(Expenditure.objects.filter(year=2021).values_list("item__code").annotate(total=Sum("amount")))
    approved = dict(Appropriation.objects.filter(year=2021).values_list("item__code").annotate(total=Sum("amount")))
    assert {item.code: item.spent for item in items if item.spent} == paid
    assert {item.code: item.budget for item in items if item.budget} == approved
    assert [line.spent for line in classes] == [sum(item.spent for item in line.items) for line in classes]


def test_the_budget_chart_shows_every_class(sign_in):
    client = sign_in("finance")
    options = json.loads(client.get(reverse("budget_chart")).content)

    spent = [sum(values) for values in zip(*(series["data"] for series in options["series"][1:]), strict=True)]
    assert spent == pytest.approx(
        [float(c.spent) / 1e6 for c in client.get(reverse("budget")).context["classes"]], 0.01
    )


def test_the_trail_narrows_to_an_officer_a_verb_and_a_day(sign_in):
    event = Event.objects.filter(verb="household.sign").order_by("-pk")[0]
    day = event.recorded_at.astimezone(__import__("zoneinfo").ZoneInfo("Asia/Shanghai")).date()
    client = sign_in("auditor")

    query = f"verb=household.sign&officer={event.recorded_by_id}&recorded_from={day}&recorded_to={day}"
    page = shown(client, "trail", query)

    assert page.count == Event.objects.filter(verb="household.sign", recorded_by=event.recorded_by).count()
    assert shown(client, "trail", f"verb=household.sign&recorded_to={day.replace(year=day.year - 1)}").count == 0


def test_the_trail_leads_to_the_record_and_says_what_changed(sign_in):
    event = Event.objects.filter(verb="household.sign").order_by("-pk")[0]

    row = shown(sign_in("auditor"), "trail", "verb=household.sign").rows[0]

    assert row.address == reverse("household", args=[event.key])
    assert event.detail["new"]["signed_on"] in row.cells[-1][1]


def test_evidence_of_a_figure_leads_to_the_pages_of_its_records(sign_in):
    parts = sign_in("director").get(reverse("figure", args=["three_public_spending_before"])).context["parts"]

    addresses = [address for part in parts for address, _, _ in part.rows]
    assert addresses and all(address.startswith("/expenditures/") for address in addresses)


@pytest.mark.parametrize("query", ["street=99999999999999999999", "after=WzEsOTk5OTk5OTk5OTk5OTk5OTk5OTk5XQ", "q=%00"])
def test_an_address_beyond_the_database_does_no_harm(sign_in, query):
    client = sign_in("director")
    assert {client.get(f"{reverse(page)}?{query}").status_code for page in ("approvals", "trail", "enrolments")} == {
        200
    }
