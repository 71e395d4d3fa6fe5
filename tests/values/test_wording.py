"""A sentence with amounts, lists and sentences inside is said in one language from end to end."""

from anzhi.values.citation import Citation
from anzhi.values.refusal import Missing, Refused
from anzhi.values.unit import PERSONS, WAN
from anzhi.values.wording import Amount, Listed, Measure, phrase, say

ENGLISH = {
    ("缺 {count} 个数字：{reasons}", ""): "{count} figures missing: {reasons}",
    ("“{label}”没有记录", ""): "no record for {label}",
    ("支出", ""): "spending",
    ("收入", ""): "revenue",
    ("；", ""): "; ",
    ("万元", "unit"): "×10,000 yuan",
    ("某令", ""): "Some Order",
    ("第一条", ""): "Article 1",
    ("（待核原文）", ""): " (not compared)",
}


def english(text: str, context: str) -> str:
    return ENGLISH.get((text, context), text)


def test_every_part_of_a_nested_refusal_is_translated():
    reasons = tuple(Missing("“{label}”没有记录", label=label) for label in ("支出", "收入"))
    refusal = Refused("缺 {count} 个数字：{reasons}", count=2, reasons=Listed(reasons, "；"))

    assert say(refusal, english) == "2 figures missing: no record for spending; no record for revenue"
    assert str(refusal) == "缺 2 个数字：“支出”没有记录；“收入”没有记录"


def test_an_amount_keeps_its_number_and_translates_its_unit():
    assert say(Amount(12_345_600, WAN), english) == "12.35 ×10,000 yuan"
    assert say(Amount(5915, PERSONS), english) == str(Amount(5915, PERSONS)) == "591.5人"


def test_a_unit_and_a_noun_of_the_same_word_are_not_confused():
    ambiguous = {("户", "unit"): "households", ("户", ""): "household"}

    assert say(phrase("{noun}", noun="户"), lambda text, context: ambiguous.get((text, context), text)) == "household"


def test_a_citation_is_set_close_in_chinese_and_with_a_comma_in_english():
    whole, clause = Citation("某令", checked=True), Citation("某令", "第一条")

    assert (str(whole), say(whole, english)) == ("某令", "Some Order")
    assert (str(clause), say(clause, english)) == ("某令第一条（待核原文）", "Some Order, Article 1 (not compared)")
    assert say(clause, lambda text, context: text) == str(clause)


def test_a_measure_without_a_unit_is_its_number():
    assert say(Measure("1,040", ""), english) == str(Measure("1,040", "")) == "1,040"
    assert say(Measure("1,040", "万元"), english) == "1,040 ×10,000 yuan"
