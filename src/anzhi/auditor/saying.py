"""说法 How a finding is said to people: its mark, its sentence, its arithmetic, in the reader's language."""

from anzhi.auditor.report import Relation, Report, Verdict
from anzhi.values.wording import Phrase, Translate, phrase, say

VERDICTS: dict[Verdict, Phrase] = {
    Verdict.OK: phrase("相符"),
    Verdict.ROUNDING: phrase("尾差"),
    Verdict.ERROR: phrase("差错"),
    Verdict.PERSON: phrase("待核实"),
}
"""A verdict in a word."""
KINDS: dict[str, Phrase] = {
    "parts_sum": phrase("分项之和"),
    "table_totals": phrase("表格合计"),
    "change_amount": phrase("增减额"),
    "growth_rate": phrase("增减率"),
    "share": phrase("占比"),
    "execution_rate": phrase("执行率与完成率"),
    "carry_over": phrase("结转结余"),
    "three_public": phrase("三公经费"),
    "formula": phrase("算式"),
    "per_head": phrase("人均与单价"),
    "weights": phrase("分值合计"),
    "score_within_weight": phrase("得分不超分值"),
    "score_total": phrase("总得分"),
    "deduction_reason": phrase("扣分原因"),
    "target_met": phrase("目标达成"),
    "table_text": phrase("表文一致"),
    "stated_twice": phrase("前后一致"),
    "counts": phrase("个数"),
    "unit_slip": phrase("单位错用"),
    "leftover": phrase("套用残留"),
    "completeness": phrase("填写完整"),
    "cross_identity": phrase("交叉恒等"),
    "original": phrase("对照原件"),
}
"""Every kind of relation and what it is called."""


def chinese(text: str, context: str) -> str:
    """The source language: every text as it stands."""
    del context
    return text


def sentence(relation: Relation, translate: Translate = chinese) -> str:
    """What a relation says."""
    return say(relation.said, translate)


def note(relation: Relation, translate: Translate = chinese) -> list[str]:
    """A relation as the lines of a comment: verdict and sentence, then the arithmetic."""
    head = f"{say(VERDICTS[relation.verdict], translate)} · {say(KINDS[relation.kind], translate)}"
    lines = [
        f"{head}：{sentence(relation, translate)}"
        if translate is chinese
        else f"{head}: {sentence(relation, translate)}"
    ]
    return [*lines, relation.arithmetic] if relation.arithmetic else lines


def tally(report: Report) -> dict[Verdict, int]:
    """How many relations have each verdict."""
    return {verdict: report.count(verdict) for verdict in Verdict}
