"""The pages of the law: every value with how sure it is and its source, what nobody knows, what is invented."""

import re
from html import unescape

import pytest
from django.utils.translation import override
from tools.messages import is_chinese

from anzhi.rules import packs
from anzhi.rules.engine import expression as e
from anzhi.rules.engine.parameters import CERTAINTIES
from anzhi.web.policies import charts
from anzhi.web.policies.lines import SURE, of_parameter
from anzhi.web.policies.outline import Text, outline

pytestmark = pytest.mark.django_db

FICTIONAL = "全部数值为虚构"
EVERY = 6
"""Of the parameters and rules that look alike, so many to one that is opened."""


def words(response) -> str:
    """What a page says, as a reader sees it."""
    assert response.status_code == 200
    [main] = re.findall(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def some(names) -> list[str]:
    return sorted(names)[::EVERY]


def pages(pack: str) -> list[str]:
    """Addresses of every kind of page."""
    loaded = packs.load(pack)
    return [
        f"/policies/?pack={pack}",
        f"/policies/?pack={pack}&certainty=found",
        f"/policies/?pack={pack}&certainty=unknown",
        f"/policies/rules/?pack={pack}",
        *(f"/policies/parameters/{name}/?pack={pack}" for name in some(loaded.parameters)),
        *(f"/policies/rules/{name}/?pack={pack}" for name in some(loaded.rules)),
    ]


@pytest.mark.parametrize("pack", packs.PACKS)
def test_a_parameter_is_shown_with_every_value_how_sure_it_is_and_where_it_is_written(sign_in, pack):
    client = sign_in("street")

    lacking = []
    for name in {*some(packs.load(pack).parameters), "house.rate", "land.coefficient", "house.approval_from"}:
        parameter = packs.load(pack).parameters[name]
        said = words(client.get(f"/policies/parameters/{name}/?pack={pack}"))
        wanted = {str(period.citation.document) + period.citation.clause for period in parameter.periods}
        wanted |= {period.note for period in parameter.periods}
        for cell in (cell for period in parameter.periods for cell in period.cells.values()):
            wanted |= {CERTAINTIES[cell.certainty], "" if cell.value is None else parameter.say(cell.value)}
        lacking += [(name, text) for text in wanted if text not in said]

    assert lacking == []


def test_a_rule_is_shown_with_the_source_and_certainty_of_every_version(sign_in):
    client = sign_in("street")

    lacking = []
    for name in {*some(packs.load("changsha").rules), "enrolment_cost", "land_compensation"}:
        rule = packs.load("changsha").rules[name]
        said = words(client.get(f"/policies/rules/{name}/"))
        wanted = {f"{v.citation.document}{v.citation.clause}" for v in rule.versions}
        wanted |= {CERTAINTIES[version.certainty] for version in rule.versions}
        lacking += [(name, text) for text in wanted if text not in said]

    assert lacking == []


def test_the_list_shows_what_is_in_force_in_the_year_that_is_chosen(sign_in):
    client = sign_in("finance")

    shown = {line.parameter.name: line for line in client.get("/policies/?year=2021").context["lines"]}
    [only] = client.get("/policies/?q=house.rate").context["lines"]

    rates = {"钢混": "970元/平方米", "砖混一类": "780元/平方米", "砖混二类": "710元/平方米"}
    rates |= {"砖木": "650元/平方米", "土木": "520元/平方米"}
    [group] = shown["house.rate"].groups
    assert {value.of_class: value.number for value in group.values} == rates
    assert (group.certainty, shown["house.rate"].source) == ("found", "长政发〔2013〕23号")
    assert [value.of_class for value in group.first] == ["钢混", "砖混一类", "砖混二类", "砖木"]
    assert "另有 1 类" in words(client.get("/policies/?q=house.rate"))
    assert only.parameter.name == "house.rate"
    assert shown.keys() == packs.load("changsha").parameters.keys()


@pytest.mark.parametrize("pack", packs.PACKS)
def test_the_values_that_are_not_known_are_listed_and_no_others(sign_in, pack):
    response = sign_in("director").get(f"/policies/?pack={pack}&certainty=unknown")

    listed = [
        (line.parameter.name, line.period.since, value.of_class, value.number)
        for line in response.context["lines"]
        for group in line.groups
        for value in group.values
    ]
    parameters = packs.load(pack).parameters.values()
    unknown = [(p.name, period.since, p.classes[key], "") for p in parameters for period, key in p.unknown]
    assert sorted(listed) == sorted(unknown)
    assert f"共 {len(unknown)} 个数值" in words(response)
    assert bool(unknown) is (pack == "changsha")


@pytest.mark.parametrize("certainty", [name for name in CERTAINTIES if name != "unknown"])
def test_values_can_be_listed_by_how_sure_they_are(sign_in, certainty):
    lines = sign_in("director").get(f"/policies/?certainty={certainty}").context["lines"]

    parameters = packs.load("changsha").parameters.values()
    cells = [cell for p in parameters for period in p.periods for cell in period.cells.values()]
    assert sum(len(group.values) for line in lines for group in line.groups) == sum(
        cell.certainty == certainty for cell in cells
    )
    assert {group.certainty for line in lines for group in line.groups} <= {certainty}


def test_what_is_invented_says_so_on_every_page_and_nothing_else_does(sign_in):
    client = sign_in("director")

    assert [page for page in pages("example") if FICTIONAL not in words(client.get(page))] == []
    assert [page for page in pages("changsha") if FICTIONAL in words(client.get(page))] == []


def test_the_pages_speak_english_from_end_to_end(sign_in):
    client = sign_in("director")
    client.cookies["django_language"] = "en"

    further = ["/policies/rules/transition_fee/", "/policies/parameters/house.rate/"]
    said = {page: words(client.get(page)) for page in (*pages("changsha"), *pages("example"), *further)}

    assert "sum of Legal floor area of a dwelling × Transition fee rate" in said["/policies/rules/transition_fee/"]
    assert "970 yuan/m²" in said["/policies/parameters/house.rate/"]
    assert [page for page, text in said.items() if is_chinese(text)] == []


def test_every_rule_and_every_value_can_be_said_in_english():
    with override("en"):
        said = [str(outline(t.expression)) for c in packs.load("changsha").compiled.values() for t in c.texts]
        said += [
            f"{line.source} {group.names} {group.values}"
            for pack in packs.PACKS
            for parameter in packs.load(pack).parameters.values()
            for line in of_parameter(parameter)
            for group in line.groups
        ]

    assert len(said) > 300
    assert [text for text in said if is_chinese(text)] == []


@pytest.mark.parametrize("address", ["parameters/house.nothing/", "parameters/house.nothing/chart/", "rules/nothing/"])
def test_what_there_is_not_is_not_found(sign_in, address):
    assert sign_in("director").get(f"/policies/{address}").status_code == 404


@pytest.mark.parametrize("query", ["pack=nothing", "certainty=nothing", "topic=nothing", "q=%00"])
def test_an_address_that_means_nothing_does_no_harm(sign_in, query):
    assert sign_in("director").get(f"/policies/?{query}").status_code == 200


def test_a_chart_has_a_bar_where_a_value_is_known_and_a_gap_where_it_is_not(sign_in):
    client = sign_in("street")

    for name, parameter in packs.load("changsha").parameters.items():
        options = client.get(f"/policies/parameters/{name}/chart/").json()
        drawn = {}
        for bar in options["series"]:
            (since, lane), (_, same), (until, again) = (point["value"] for point in bar["data"])
            assert lane == same == again
            drawn[lane, since] = (until, bar["data"][1]["label"]["formatter"], bar["name"])
        known = {
            (lane, period.since.isoformat()): (period.until, parameter.say(cell.value), SURE[cell.certainty][0])
            for period in parameter.periods
            for lane, cell in enumerate(period.cells.values())
            if cell.value is not None
        }
        assert drawn.keys() == known.keys()
        assert options["yAxis"]["data"] == list(parameter.classes.values())
        for place, (until, printed, sure) in known.items():
            end, number, name_of_bar = drawn[place]
            assert end == (until.isoformat() if until else options["xAxis"]["max"])
            assert printed.startswith(number) and printed.removeprefix(number) in ("", parameter.type.unit)
            assert name_of_bar == sure


def test_a_chart_has_room_for_every_class():
    heights = {len(p.classes): charts.height(p) for p in packs.load("changsha").parameters.values()}

    assert {classes: height for classes, height in heights.items() if classes > int(height.split("-")[-1])} == {}


def told(expression: e.Expression) -> list[e.Cases]:
    """The cases of a rule's text, each once; not those that tell the class of a parameter, which is only named."""
    classes = (key for node in e.walk(expression) if isinstance(node, e.ParameterValue) for key in node.keys)
    unsaid = {id(node) for key in classes for node in e.walk(key)}
    found = {id(node): node for node in e.walk(expression) if isinstance(node, e.Cases)}
    return [node for place, node in found.items() if place not in unsaid]


def lists(text: Text) -> list[Text]:
    """A text and those inside it that are cases."""
    inner = [found for branch in text.branches for found in lists(branch.value)]
    return [text, *inner] if text.branches else inner


@pytest.mark.parametrize("name", packs.load("changsha").rules)
def test_every_case_of_a_rule_is_a_line_of_its_own(name):
    for text in packs.load("changsha").compiled[name].texts:
        shown = outline(text.expression)

        cases = told(text.expression)
        # What stands twice in a rule may be read where it is needed and once more under its number.
        found = dict.fromkeys(each for part in (shown.text, *(part for _, part in shown.parts)) for each in lists(part))
        lines = [branch for each in found for branch in each.branches]
        assert sum(len(node.branches) for node in cases) == sum(bool(branch.condition) for branch in lines)
        assert sum(node.otherwise is None for node in cases) == sum(each.is_open for each in found)
        assert not any("［" in branch.condition + branch.value.words for branch in lines)


def test_the_cases_of_a_building_read_in_their_order():
    [text] = packs.load("changsha").compiled["legality"].texts
    with override("zh-hans"):
        shown = outline(text.expression)

    assert [(branch.condition, branch.value.words) for branch in shown.text.branches] == [
        ("有权属证书，且权属证书颁发日期 ≥ 权属证书优先起始日", "合法建筑"),
        ("经批准的临时建筑", "经批准的临时建筑"),
        ("②", "合法建筑"),
        ("", "违法建筑"),
    ]
    (first, rebuilt), (second, papers) = shown.parts
    assert (first, second) == ("①", "②")
    assert [branch.value.words for branch in rebuilt.branches] == ["改建或扩建日期", "建成日期"]
    assert papers.branches[0].condition == "① ≥ 须有批准文件或规划许可证的建成起始日"
    assert [branch.condition for branch in papers.branches[1].value.branches] == ["占用耕地", ""]
