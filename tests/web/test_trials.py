"""The pages of trials: nobody's household is seen beyond the reach of an account, and the workbook is the screen."""

import io
import re
from urllib.parse import urlencode

import openpyxl
import pytest
from django.test import Client
from tools.messages import is_chinese

from anzhi.registry.models import Household, Project
from anzhi.social_security.models import Enrolment, PolicyHold
from anzhi.trials import outcomes, population, tables
from anzhi.web import computing
from anzhi.web.trials.asked import Asked
from tests.trials.office import ON
from tests.web.test_policies import FICTIONAL, words

pytestmark = pytest.mark.django_db
HELD = 3757
RATE, YEARS = "house.rate", "social_security.back_payment_years"


@pytest.fixture(autouse=True)
def read_once(everybody, monkeypatch: pytest.MonkeyPatch) -> None:
    """None of these pages writes: the facts of the office are read once for all of them."""
    monkeypatch.setattr(computing, "facts", lambda on, keys: population.of_households({ON: everybody}[on], keys))


def address(name: str, **asked: object) -> str:
    return f"/policies/{name}/?" + urlencode({"asked": 1, "on": ON, "pack": "example"} | asked, doseq=True)


def house_rate(**asked: object) -> str:
    project = Project.objects.filter(street__name="洋湖街道", households__isnull=False).first()
    given = {"change": RATE, f"{RATE}.multiply": "1.1", "scope": f"project:{project.code}"}
    return address("what-if", **(given | asked))


def lifted(**asked: object) -> str:
    return address("changes", **({"change": YEARS, f"{YEARS}.from": ON, f"{YEARS}.set:": "7"} | asked))


def sheets(client: Client, path: str) -> dict[str, list[tuple[object, ...]]]:
    response = client.get(f"{path}&format=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(response.content), read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def numbers(text: str) -> float | str:
    plain = text.replace(",", "")
    return float(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else text


def as_on_screen(row: tuple[object, ...]) -> list[object]:
    return [
        "—"
        if v is None
        else float(v)
        if isinstance(v, int | float)
        else v.date().isoformat()
        if hasattr(v, "date")
        else v
        for v in row
    ]


@pytest.mark.parametrize("path", [house_rate, lifted], ids=["what if", "policy change"])
def test_the_workbook_holds_what_the_screen_shows(sign_in, path):
    client = sign_in("director")
    page, book = client.get(path()).context, sheets(client, path())

    for name in ("totals", "changed", "spread", "by_project", "by_band", "by_batch"):
        if name in page:
            table = page[name]
            lines = [*table.rows, table.total] if table.total else table.rows
            screen = [[numbers(text) for text, _ in row.cells] for row in lines]
            assert [as_on_screen(row) for row in book[table.title]][-len(screen) :] == screen
    listed = book[page["listed"].title][1:]
    assert len(listed) == page["listed"].count
    screen = [[numbers(text) for text, _ in row.cells] for row in page["listed"].rows]
    assert [as_on_screen(row) for row in listed][: len(screen)] == screen
    assert any(FICTIONAL in str(row[0]) for row in book["合计"])


def test_the_pages_of_a_list_hold_everybody_once(sign_in):
    client, found = sign_in("street"), []
    path = lifted(show="still")
    page = client.get(path).context["listed"]
    while True:
        found += [row.cells for row in page.rows]
        if not page.after:
            break
        page = client.get(f"{path}&page={page.after}").context["listed"]

    assert len(found) == page.count > len(page.rows) > 0
    assert len(set(found)) == len(found)


def test_a_chart_draws_what_the_table_beside_it_says(sign_in):
    client = sign_in("reviewer")
    page = client.get(house_rate(scope="")).context
    query = house_rate(scope="").partition("?")[2]

    spread, projects = (client.get(f"/policies/what-if/charts/{n}/?{query}").json() for n in ("spread", "projects"))

    bars = [bar["value"] for bar in spread["series"][0]["data"]]
    assert bars == [int(row.cells[2][0].replace(",", "")) for row in page["spread"].rows]
    differences = {row.cells[0][0]: numbers(row.cells[-1][0]) / 10_000 for row in page["by_project"].rows}
    drawn = dict(zip(projects["yAxis"]["data"], (bar["value"] for bar in projects["series"][0]["data"]), strict=True))
    assert drawn == {name: pytest.approx(differences[name], abs=0.01) for name in drawn}
    assert len(drawn) == 15 and min(drawn.values()) >= sorted(differences.values())[-15] - 0.01


@pytest.mark.parametrize("role", ["street", "command_office"])
def test_a_street_and_a_command_office_try_a_policy_on_their_own_only(sign_in, role):
    client = sign_in(role)

    everybody = client.get(house_rate(scope="", show="gains")).context["found"]
    held = client.get(lifted()).context

    seen = set(outcomes.places("household", (effect.key for effect in everybody.effects)).values())
    path, name = {
        "street": ("street__name", "洋湖街道"),
        "command_office": ("project__command_office__name", "洋湖片区指挥部"),
    }[role]
    assert {place.household for place in seen} == set(
        Household.objects.filter(**{path: name}).values_list("pk", flat=True)
    )
    assert 0 < held["count"] == len(held["found"].affected) < HELD
    own = {f"batch__project__{path.removeprefix('project__')}": name}
    assert held["count"] == Enrolment.objects.filter(**own).count()


def test_a_project_out_of_reach_is_there_for_nobody(sign_in):
    other = Project.objects.exclude(street__name="洋湖街道").first()
    refused = sign_in("street").get(house_rate(scope=f"project:{other.code}")).context

    assert f"没有编号为 {other.code} 的项目" in str(refused["refusal"])
    assert other.name not in {name for _key, name in refused["projects"]}


def test_the_hold_stands_on_the_first_page_with_what_has_to_be_said_before_it_can_be_lifted(sign_in):
    response = sign_in("resettlement").get("/policies/changes/")

    page, said = response.context, words(response)
    assert (page["count"], page["batches"], page["hold"]) == (HELD, 51, PolicyHold.objects.get())
    assert page["asked"].changes == (YEARS,)
    assert "3757人" in said.replace(" ", "") and "51 批" in said
    assert {"养老保险年缴费额", "失业保险金"} <= {one.label for one in page["suppositions"]}


def test_what_the_real_law_does_not_know_can_be_supposed_and_is_shown_as_such(sign_in):
    client, multiplier = sign_in("finance"), "relocation.overdue_multiplier@2008-04-01"
    lacking = client.get(house_rate(pack="changsha")).context
    [wanted] = [one for one in lacking["suppositions"] if one.field == f"suppose:{multiplier}"]

    supposed = client.get(house_rate(pack="changsha", **{wanted.field: "2"})).context

    assert wanted.count > 0 and supposed["summary"].stopped <= lacking["summary"].stopped
    assert multiplier not in {problem.name for problem, _ in supposed["found"].reasons}
    assert [row.cells[0][0] for row in supposed["changed"].rows].count("假定") == 1
    assert [one.typed for one in supposed["suppositions"] if one.field == wanted.field] == ["2"]
    assert FICTIONAL not in words(client.get(house_rate(pack="changsha")))


WRONG = {
    "a factor that is none": ({f"{RATE}.multiply": "一成"}, "一成"),
    "both at once": ({f"{RATE}.set:brick_timber": "700"}, "只能填一种"),
    "a value finer than its unit": ({f"{RATE}.multiply": "", f"{RATE}.set:brick_timber": "0.001"}, "0.001"),
    "a day that is none": ({f"{RATE}.from": "2021"}, "2021"),
    "a day of computing that is none": ({"on": "today"}, "today"),
    "a year that is none": ({"scope": "year:今年"}, "scope"),
}


@pytest.mark.parametrize(("asked", "named"), WRONG.values(), ids=WRONG)
def test_what_was_typed_wrong_is_said_on_the_page_and_stays_typed(sign_in, asked, named):
    response = sign_in("director").get(house_rate(**asked))

    assert named in str(response.context["refusal"])
    assert response.context["asked"].changes == (RATE,)
    assert "found" not in response.context


@pytest.mark.parametrize(
    "asked",
    [
        {"change": "house.nothing"}, {"add": "没有这个"}, {"add": "%00"}, {"rule": "legality"}, {"pack": "nothing"},
        {"hold": "9" * 30}, {"hold": "x"}, {"question": "nothing"}, {"page": "-1"}, {"page": "9999"}, {"show": "x"},
        {"suppose:house.nothing@2000-01-01": "1"}, {"remove": RATE},
    ],
    ids=str,
)  # fmt: skip
def test_an_address_that_means_nothing_does_no_harm(sign_in, asked):
    client = sign_in("director")

    assert client.get(house_rate(**asked)).status_code == 200
    assert client.get(lifted(**asked)).status_code == 200


def test_what_is_searched_is_added_by_its_name_or_offered(sign_in):
    client = sign_in("director")

    added = client.get(address("what-if", add="房屋补偿单价")).context["asked"]
    offered = client.get(address("what-if", add="补偿单价")).context["asked"]
    gone = client.get(house_rate(add="方案实施公告日", remove=RATE)).context["asked"]

    assert added.changes == (RATE,) and not added.found
    assert not offered.changes and RATE in dict(offered.found)
    assert gone.changes == ("project.plan_announced_on",)


def test_only_what_the_result_rests_on_can_be_changed(rf):
    asked = Asked(rf.get("/").GET, ["moving_fee"])

    assert "relocation.moving_rate" in asked.choices
    assert "land.coefficient" not in asked.choices
    assert {"project.plan_announced_on", "household.option"} <= asked.choices.keys()


def test_a_day_given_to_everybody_is_tried(sign_in):
    day = {"change": "project.plan_announced_on", "value:project.plan_announced_on": "2009-05-04"}
    page = sign_in("auditor").get(house_rate(**day)).context

    [row] = page["changed"].rows
    assert [text for text, _ in row.cells][-1] == "2009-05-04"
    assert page["summary"].losers > 0


@pytest.mark.parametrize("path", [house_rate, lifted], ids=["what if", "policy change"])
def test_the_pages_speak_english_from_end_to_end(sign_in, path):
    client = sign_in("director")
    client.cookies["django_language"] = "en"

    names = set(Household.objects.values_list("head_name", flat=True)) | set(
        Project.objects.values_list("name", flat=True)
    )
    page = client.get(path()).context
    for name in ("totals", "changed", "spread", "by_band", "lacking"):
        for row in page[name].rows if name in page else ():
            assert [text for text, _ in row.cells if is_chinese(text) and text not in names] == []
    assert [heading.text for heading in page["listed"].headings if is_chinese(heading.text)] == []
    assert [label for label in page["asked"].choices.values() if is_chinese(label)] == []
    assert [str(one.label) for one in page["suppositions"] if is_chinese(one.label)] == []


def test_a_trial_changes_nothing(sign_in):
    before = outcomes.Household.objects.values_list("pk", "chosen_option")
    kept = list(before)
    client = sign_in("director")

    client.get(house_rate(change="household.option", **{"value:household.option": "cash"}))
    page = client.get(house_rate()).context

    assert list(before.all()) == kept
    assert str(tables.notes(page["found"])[0]) == "试算：房屋补偿单价"
