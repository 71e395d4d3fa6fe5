"""What a trace says: words as people say them, each part once; a word that nothing can be is found on reading."""

import pytest

from anzhi.rules.engine import case, exact, trace
from anzhi.rules.engine.expression import Expression, FactValue, cases
from anzhi.rules.engine.formula import Formula
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.rule import Rule, Text, Version
from anzhi.rules.engine.schema import Fact, entity, schema
from anzhi.rules.engine.types import FLAG, SQUARE_METRES, Type, number, word
from anzhi.values.citation import Citation

USES = word({"home": "住宅", "stable": "畜舍"})
STATES = word({"kept": "保留", "gone": "拆除"})
CASE = schema(
    entity("farm", "farms", "农庄", Fact("use", "用途", USES)),
    entity("house", "houses", "房屋", Fact("area", "面积", SQUARE_METRES), parent="farm"),
)


def pack_of(text: Text, type: Type) -> Pack:
    version = Version(None, None, Citation("某令"), "found", text)
    return Pack("some", "某政策", CASE, {"result": Rule("result", "结果", "farm", type, "", False, (version,))}, {})


@pytest.mark.parametrize(
    ("text", "type"),
    [
        (lambda farm, parameter: cases((farm.use == "stables", 1), otherwise=0), number(0, "")),
        (lambda farm, parameter: cases((farm.use == "home", "kept"), otherwise="demolished"), STATES),
    ],
    ids=["compared with a fact", "given as a result"],
)
def test_a_word_that_there_is_not_is_found_when_the_pack_is_read(text: Text, type: Type):
    with pytest.raises(TypeError, match="is none of"):
        assert pack_of(text, type).compiled


def told(pack: Pack, **facts: object) -> trace.Line:
    row = case.read(CASE, {"farm": facts}, of="farm")
    return trace.tell(exact.Run(pack), row, "result")


def test_a_decision_is_told_in_the_words_of_its_facts_and_its_result():
    pack = pack_of(lambda farm, parameter: cases((farm.use == "home", "kept"), otherwise="gone"), STATES)

    assert told(pack, use="home").formula == "用途 住宅 ＝ 住宅，保留"
    assert told(pack, use="stable").formula == "拆除"


def test_what_does_not_hold_is_told_by_what_holds_instead():
    def kept(farm, parameter):
        return cases((~(farm.use == "home"), "kept"), otherwise="gone")

    assert told(pack_of(kept, STATES), use="stable").formula == "用途 畜舍 ≠ 住宅，保留"
    area = pack_of(lambda farm, parameter: farm.houses.total("area") >= 3 * farm.houses.total("area"), FLAG)
    assert told(area, houses=[{"area": "2"}]).formula == "面积合计 2平方米 ＜ 3 × 面积合计 2平方米"


def test_a_part_of_a_sum_that_the_text_names_twice_is_told_once():
    def twice(farm: "object", parameter: object) -> Expression:
        whole: Expression = farm.houses.total("half")  # type: ignore[attr-defined]
        return whole + whole

    both = pack_of(twice, SQUARE_METRES)
    half = Version(None, None, Citation("某令"), "found", lambda house, parameter: house.area)
    rules = {**both.rules, "half": Rule("half", "一半", "house", SQUARE_METRES, "", False, (half,))}

    line = told(Pack("some", "某政策", CASE, rules, {}), houses=[{"area": "2.5"}])

    assert [part.printed for part in line.parts] == ["2.5平方米"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (lambda a, b, c: (a | b) & ~c, "（甲，或乙），且非（丙）"),
        (lambda a, b, c: a | (b & c), "甲，或（乙，且丙）"),
        (lambda a, b, c: a | b | c, "甲，或乙，或丙"),
        (lambda a, b, c: (a & b) & c, "甲，且乙，且丙"),
    ],
)
def test_conditions_within_others_stand_in_brackets_where_they_could_be_read_in_two_ways(text, words):
    flags = (FactValue("farm", name, name, FLAG) for name in "甲乙丙")

    assert str(Formula().words(text(*flags))) == words
