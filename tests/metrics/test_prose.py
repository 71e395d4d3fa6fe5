from fractions import Fraction
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anzhi.metrics.definitions import METRICS
from anzhi.metrics.prose import Placed, check, figure_names, render
from anzhi.values.figure import Figure
from anzhi.values.refusal import Refused
from anzhi.values.unit import MU_AREA, PERSONS, WAN, Unit, count

KNOWN = {"housed": None, "spending": None, "streets_named": None}

ALLOWED = (
    "坚持“拆安同步”",
    "召开会议部署工作",
    "依据湘政发〔2021〕3号",
    "执行长沙市人民政府令第103号令",
    "按照60号令收回用地",
    "根据人社部发〔2016〕132号文件",
    "（岳财函(2022)1号）",
    "2021年12月31日以前",
    "于2009年4月设立",
    "6月3日宣讲",
    "{{ year }}年度",
    "办理“12345”政务热线工单",
    "下发《关于开展2021年度自评工作的通知（试行1.0）》",
    "当年安置{{ housed }}",
    "支出{{ spending|trimmed }}，比预算{{ spending|change }}",
    "第四年龄段人员",
    "一户一方案",
)
"""What a narrative may say."""
DIGITS = "0123456789０１２３４５６７８９"
UNITS = ("户", "人", "亩", "万元", "亿元", "%", "％", "个", "项", "次", "个百分点", "月", "日", "号", "")

TOKENS = (
    *(
        "{{ ",
        " }}",
        "{{ housed",
        "{{ year",
        "{% ",
        " %}",
        "|number",
        "|names",
        "|streets",
        "|streets(housed)",
        "(year)",
    ),
    *(
        "|length",
        "housed",
        ".figure",
        "['a']",
        "'",
        "2021",
        "年",
        "户",
        " if ",
        "\n",
        " + ",
        "~",
        "spending }}",
        "{# ",
        "#}",
    ),
)
"""Pieces of placeholders, whole and broken."""

PIECES = st.lists(st.sampled_from(ALLOWED), max_size=6)
NUMBERS = st.text(DIGITS, min_size=1, max_size=6) | st.from_regex(r"[0-9]{1,3}(,[0-9]{3})?\.[0-9]{1,2}", fullmatch=True)


def placed(value: int, unit: Unit = PERSONS, labels: tuple[str, ...] = (), streets: tuple = ()) -> Placed:
    return Placed(Figure("housed", "当年安置人数", Fraction(value), unit, 1), lambda: labels, lambda: streets)


@settings(deadline=None)
@given(pieces=PIECES)
def test_dates_document_numbers_titles_and_figures_may_be_written(pieces):
    check("，".join(pieces), KNOWN)


@settings(deadline=None)
@given(pieces=PIECES, number=NUMBERS, unit=st.sampled_from(UNITS), place=st.integers(0, 6))
def test_a_typed_number_is_refused_wherever_it_stands_and_quoted(pieces, number, unit, place):
    text = "，".join([*pieces[:place], f"共{number}{unit}", *pieces[place:]])

    with pytest.raises(Refused, match="不能直接写数") as refusal:
        check(text, KNOWN)
    assert number[0] in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "完成签约1831户",
        "签约率100%",
        "占比４８％",
        "12021年",
        "3月底前",
        "第1条",
        "2021",
        "{{ housed }}1",
        "1{{ housed }}",
        "20{{ housed }}21年",
        "6{{ housed }}月3日",
        "{% raw %}5{% endraw %}户",
        "《通知》第5条",
        "1\n2021年",
    ],
)
def test_no_number_slips_through_as_part_of_something_allowed(text):
    with pytest.raises(Refused, match="不能直接写数"):
        check(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "{{ 1831 }}户",
        "{{ 18.31 }}",
        "{{ '1831户' }}",
        "{{ housed ~ '5' }}",
        "{{ housed|default('5') }}",
        "{{ housed|replace('1', '2') }}",
        "{{ housed + housed }}",
        "{{ -housed }}",
        "{{ year + year }}",
        "{{ housed|string|length }}",
        "{{ housed|number|number }}",
        "{{ housed|streets }}",
        "{{ housed|streets(year) }}",
        "{{ year|number }}",
        "{{ housed|number(housed) }}",
        "{{ 'ab'|length }}",
        "{% set housed = '5' %}{{ housed }}",
        "{% if housed %}多{% endif %}",
        "{% for one in housed %}人{% endfor %}",
        "{{ housed.figure.value }}",
        "{{ housed['figure'] }}",
        "{{ housed() }}",
        "{{ lipsum() }}",
        "{{ housed if year else spending }}",
        "{{ [housed] }}",
    ],
)
def test_a_placeholder_computes_nothing(text):
    with pytest.raises(Refused):
        check(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "{{ housed.__class__ }}",
        "{{ housed.__class__.__mro__ }}",
        "{{ housed.__init__.__globals__ }}",
        "{{ housed.labels.__globals__ }}",
        "{{ (housed|number).__class__ }}",
    ],
)
def test_no_way_out_of_the_sandbox_is_saved_or_printed(text):
    with pytest.raises(Refused):
        check(text, KNOWN)
    with pytest.raises(Refused):
        render(text, {"housed": placed(7410)})


@pytest.mark.parametrize(
    "text", ["{{ made_up }}", "共{{ housed }}和{{ made_up|number }}", "{{ housed|streets(made_up) }}"]
)
def test_an_unknown_figure_is_refused_by_its_name(text):
    with pytest.raises(Refused, match="made_up"):
        check(text, KNOWN)


@pytest.mark.parametrize("name", ["self", "range", "namespace", "dict", "loop", "caller"])
def test_names_of_the_template_language_are_no_figures(name):
    with pytest.raises(Refused, match=f"不存在的数字 {name}"):
        check("{{ " + name + " }}", KNOWN)


def test_an_unknown_filter_is_refused_before_it_is_saved():
    with pytest.raises(Refused, match="made_up"):
        check("{{ housed|made_up }}", KNOWN)


@pytest.mark.parametrize("text", ["共{{ housed", "{% if housed %}", "{{ housed | }}", "{{ }}", "{{ housed spending }}"])
def test_an_open_brace_is_refused_with_its_line(text):
    with pytest.raises(Refused, match="第 2 行"):
        check("第一行\n" + text, KNOWN)
    with pytest.raises(Refused, match="第 2 行"):
        figure_names("第一行\n" + text)


def test_figure_names_are_those_mentioned_without_the_constants():
    text = (
        "{{ year }}年{{ office }}安置{{ housed|number }}，{{ waiting|streets(most) }}；{{ prior_year }}{{ next_year }}"
    )

    assert figure_names(text) == {"housed", "waiting", "most"}


def test_a_text_without_figures_mentions_none():
    assert figure_names("坚持“拆安同步”，housed 不是数字。") == set()


@settings(deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=12).map("".join))
def test_what_is_accepted_can_be_printed_and_the_rest_is_refused(text):
    figures = {name: placed(10, count("个"), ("甲",), (("甲街道", Fraction(1)),)) for name in KNOWN}
    try:
        check(text, KNOWN)
    except Refused:
        return
    assert figure_names(text) <= set(KNOWN)
    assert "{{" not in render(text, figures | {"year": 2021})


@pytest.mark.parametrize(
    ("text", "figure", "printed"),
    [
        ("{{ housed }}", placed(7410), "741人"),
        ("{{ housed }}", placed(5915), "591.5人"),
        ("{{ housed|number }}", placed(7410), "741"),
        ("{{ housed|chinese }}", placed(3, count("项")), "三项"),
        ("{{ housed|over }}", placed(512, count("户")), "500余户"),
        ("{{ housed|trimmed }}", placed(0, WAN), "0万元"),
        ("{{ housed }}", placed(0, WAN), "0.00万元"),
        ("{{ housed|change }}", placed(-2_000_000, WAN), "减少2.00万元"),
        ("{{ housed|change }}", placed(2_000_000, WAN), "增加2.00万元"),
        ("{{ housed|change }}", placed(0, WAN), "持平"),
        ("{{ housed|names }}", placed(2, count("个"), ("甲小区", "乙小区")), "甲小区、乙小区"),
        ("{{ housed }}", placed(310_000, MU_AREA), "31亩"),
    ],
)
def test_a_figure_prints_as_its_filter_says(text, figure, printed):
    assert render(text, {"housed": figure}) == printed


def test_the_largest_streets_are_named_with_their_share():
    streets = (("甲街道", Fraction(25505)), ("乙街道", Fraction(20000)), ("丙街道", Fraction(10)))
    context = {"housed": placed(45515, streets=streets), "most": placed(2, count("个"))}

    assert render("{{ housed|streets(most) }}", context) == "甲街道2550.5人、乙街道2000人"


def test_a_half_person_is_not_written_in_chinese_numerals():
    with pytest.raises(Refused, match="不是整数"):
        render("{{ housed|chinese }}", {"housed": placed(15)})


def test_a_figure_that_is_not_there_stops_the_text():
    with pytest.raises(Refused, match="made_up"):
        render("共{{ made_up }}", {"housed": placed(7410)})


def test_the_narrative_of_the_demo_office_may_be_saved():
    for text in files("anzhi.demo").joinpath("narrative", "2021").iterdir():
        check(text.read_text(encoding="utf-8"), METRICS)


@settings(deadline=None)
@given(data=st.data(), number=NUMBERS)
def test_a_number_typed_into_the_narrative_of_the_demo_office_is_refused(data, number):
    folder = files("anzhi.demo").joinpath("narrative", "2021")
    text = folder.joinpath("performance.md").read_text(encoding="utf-8")
    ends = [place for place, letter in enumerate(text) if letter in "，。；"]
    place = data.draw(st.sampled_from(ends))

    with pytest.raises(Refused, match="不能直接写数"):
        check(f"{text[:place]}计{number}户{text[place:]}", METRICS)
