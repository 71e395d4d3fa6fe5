"""目标达成 Does what is said of a target fit what was done: full marks, no reason, or 已完成 for a target missed?"""

import re
from collections.abc import Iterator
from itertools import pairwise

from anzhi.auditor.checks import relations
from anzhi.auditor.checks.deduction_reason import gives_reason
from anzhi.auditor.checks.weights import named, place
from anzhi.auditor.language.mention import Mention, Passage
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Operand, Relation, Verdict
from anzhi.auditor.tables.goals import Goal, goal_of
from anzhi.auditor.tables.indicators import Indicator, is_blank
from anzhi.values.wording import Phrase, phrase

_SPENT = re.compile(r"成本|经费|支出|费用|投诉|事故|差错|超支|控制率|死亡|发生率|下降|时限|时间|天数|延迟")
"""Where less may be better, so that a target without a sign says nothing."""
_DONE = re.compile(r"实际|完成|达到?|为$")
_GOAL = re.compile(r"目标|计划|任务|指标|要求")
_CLAIMED = re.compile(
    r"(?<![未不])(?:按(?:计划|期|时)|全部|圆满|已|均已?|如期|超额)[^，。；]{0,4}(?:完成|达标|实现)|(?<![未没])(?:达到(?:预期|年初)?目标|完成(?:了)?(?:年度|年初|预期)?目标|达标)"
)
_YES, _NO = re.compile(r"^(?:是|已?完成|已?达标|√|达到|实现)"), re.compile(r"^(?:否|未)")

Judged = tuple[Verdict, Phrase]


def check(reading: Reading) -> Iterator[Relation]:
    """Every indicator whose target and actual value can be compared, and every such sentence."""
    for scores in reading.scores:
        for indicator in scores.indicators:
            if (goal := goal_of(indicator)) and (judged := _judged(indicator, goal)):
                yield _relation(reading, indicator, goal, *judged)
    for passage in reading.passages:
        yield from _said(reading, passage)


def _judged(indicator: Indicator, goal: Goal) -> Judged | None:
    """By the score, else by the column 是否完成, else by the reason that a missed target needs."""
    names: dict[str, object] = {"label": indicator.label, "target": goal.target_box.text, "actual": goal.actual.printed}
    if goal.way == "equal" and not goal.is_met and _is_better_less(indicator):
        return None
    weight, score = indicator.number("weight"), indicator.number("score")
    if weight is not None and score is not None:
        return _scored(indicator, goal, {**names, "score": score.printed, "weight": weight.printed})
    if claimed := indicator.box("claimed"):
        return _claimed(goal, claimed.text, names)
    reason = indicator.box("reason")
    if goal.is_met:
        return Verdict.OK, phrase("“{label}”目标 {target}，完成 {actual}，已达标", **names)
    if reason is None or goal.actual.hedge:
        return None
    if is_blank(reason):
        return Verdict.ERROR, phrase("“{label}”目标 {target}，完成 {actual}，没有达标，也没有说明原因", **names)
    return Verdict.OK, phrase("“{label}”目标 {target}，完成 {actual}，没有达标，已说明原因", **names)


def _is_better_less(indicator: Indicator) -> bool:
    group = indicator.box("subgroup")
    return bool(_SPENT.search(indicator.label + (group.text if group else "")))


def _claimed(goal: Goal, words: str, names: dict[str, object]) -> Judged | None:
    if goal.is_met:
        return Verdict.OK, phrase("“{label}”目标 {target}，完成 {actual}，已达标", **names)
    if _YES.match(words):
        return Verdict.ERROR, phrase("“{label}”目标 {target}，完成 {actual}，没有达标，却写已完成", **names)
    return (
        (Verdict.OK, phrase("“{label}”目标 {target}，完成 {actual}，没有达标", **names)) if _NO.match(words) else None
    )


def _scored(indicator: Indicator, goal: Goal, names: dict[str, object]) -> Judged | None:
    weight, score = indicator.number("weight"), indicator.number("score")
    full = weight is not None and score is not None and score.value >= weight.value
    few = {name: names[name] for name in ("label", "target", "actual")}
    if goal.is_met and full:
        return Verdict.OK, phrase("“{label}”目标 {target}，完成 {actual}，已达标，得满分", **few)
    if goal.is_met and not gives_reason(indicator):
        return Verdict.PERSON, phrase(
            "“{label}”目标 {target}，完成 {actual}，已达标，却只得 {score} 分（满分 {weight}），请核实", **names
        )
    if goal.is_met:
        return None
    if not full:
        return Verdict.OK, phrase("“{label}”目标 {target}，完成 {actual}，没有达标，已扣分", **few)
    verdict = Verdict.PERSON if goal.actual.hedge else Verdict.ERROR
    said = phrase("“{label}”目标 {target}，完成 {actual}，没有达标，却得满分 {score}", **few, score=names["score"])
    return verdict, said


def _relation(reading: Reading, indicator: Indicator, goal: Goal, verdict: Verdict, said: Phrase) -> Relation:
    sign = {"least": "≥", "most": "≤", "equal": "="}[goal.way]
    compared = "" if goal.is_met else "≱" if goal.way != "most" else "≰"
    boxes = [goal.actual_box, goal.target_box, *([score] if (score := indicator.box("score")) else [])]
    where = [place(indicator, box) for box in boxes]
    return relations.relation(
        "target_met",
        verdict,
        said,
        document=reading.document,
        arithmetic=f"{goal.actual.printed} {compared or sign} {goal.target.printed}",
        stated=Operand(goal.actual.value, goal.actual.printed, where[0]),
        expected=Operand(goal.target.value, goal.target.printed, where[1]),
        places=[*where, *named(indicator)],
    )


def _said(reading: Reading, passage: Passage) -> Iterator[Relation]:
    """目标不低于180公里，实际完成164公里，已按计划完成: a target that is missed in a sentence that calls it met."""
    for target, actual in pairwise(passage.mentions):
        same = target.quantity.dimension == actual.quantity.dimension and target.sentence == actual.sentence
        near = target.bracket == actual.bracket and _DONE.search(actual.before) and actual.quantity.is_exact
        way = _way(target)
        if not same or not near or not way:
            continue
        low, high = (target, actual) if way == "least" else (actual, target)
        met = high.quantity.value >= low.quantity.value
        claimed = _CLAIMED.search(re.split("[。；]", passage.plain[actual.place.end :])[0])
        if met or claimed:
            yield _sentence(reading, target, actual, way, met=met)


def _way(target: Mention) -> str:
    hedge = target.quantity.hedge
    if hedge in ("least", "most"):
        return hedge
    return "least" if target.quantity.is_exact and _GOAL.search(target.before) and target.is_level else ""


def _sentence(reading: Reading, target: Mention, actual: Mention, way: str, *, met: bool) -> Relation:
    names = {"target": target.printed, "actual": actual.printed}
    said = (
        phrase("目标 {target}，完成 {actual}，已达标", **names)
        if met
        else phrase("目标 {target}，完成 {actual}，没有达标，却写已完成", **names)
    )
    sign = {"least": "≥", "most": "≤"}[way] if met else {"least": "≱", "most": "≰"}[way]
    return relations.relation(
        "target_met",
        Verdict.OK if met else Verdict.ERROR,
        said,
        document=reading.document,
        arithmetic=f"{actual.printed} {sign} {target.printed}",
        stated=relations.operand(relations.located(actual)),
        expected=relations.operand(relations.located(target)),
        places=[actual.place, target.place],
    )
