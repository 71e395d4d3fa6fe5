"""A sentence with amounts, lists and sentences inside is said in one language from end to end."""

from anzhi.values.refusal import Missing, Refused
from anzhi.values.unit import PERSONS, WAN
from anzhi.values.wording import Amount, Listed, phrase, say

ENGLISH = {
    ("缺 {count} 个数字：{reasons}", ""): "{count} figures missing: {reasons}",
    ("“{label}”没有记录", ""): "no record for {label}",
    ("支出", ""): "spending",
    ("收入", ""): "revenue",
    ("；", ""): "; ",
    ("万元", "unit"): "×10,000 yuan",
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
