"""目标达成 Does the score fit what was done: full marks for a target missed, a deduction for one met?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from anzhi.auditor.checks import relations
from anzhi.auditor.checks.weights import place
from anzhi.auditor.language.mention import Passage
from anzhi.auditor.quantities import Quantity, cell_quantity, scan
from anzhi.auditor.quantities.units import NONE, UNITS, Unit
from anzhi.auditor.quantities.width import plain
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Operand, Relation, Verdict
from anzhi.auditor.tables.indicators import Box, Indicator
from anzhi.values.wording import phrase

_LEAST = re.compile(r"≥|>=|≧|大于等于|不低于|不少于|不小于|至少|以上|达到|>|＞|大于|超过|高于")
_MOST = re.compile(r"≤|<=|≦|小于等于|不高于|不超过|不多于|不大于|至多|以内|以下|控制在|之内|<|＜|小于|低于")
_MONEY_SPENT = re.compile(r"成本|经费|支出|费用|投诉|事故|差错|超支|控制率|死亡|发生率|下降|时限|时间|天数|延迟")
_DONE = re.compile(r"实际|完成|达到?|为$")
_CLAIMED = re.compile(
    r"(?<!未)(?:按(?:计划|期|时)|全部|圆满|已|如期|超额)[^，。；]{0,4}(?:完成|达标|实现)|达到(?:预期)?目标|完成(?:了)?目标"
)
_UNIT_WORDS = re.compile(r"[%％]|[\u4e00-\u9fff/㎡]+")


@dataclass(frozen=True)
class Goal:
    """A target that is a number, and what was reached."""

    target: Quantity
    actual: Quantity
    way: str
    """``least``, ``most`` or ``equal``."""

    @property
    def is_met(self) -> bool:
        """Was it reached?"""
        if self.way == "most":
            return self.actual.value <= self.target.value
        return self.actual.value >= self.target.value


def check(reading: Reading) -> Iterator[Relation]:
    """Every indicator whose target and actual value are numbers of one unit."""
    for scores in reading.scores:
        for indicator in scores.indicators:
            if (goal := _goal(indicator)) and (found := _relation(reading, indicator, goal)):
                yield found
    for passage in reading.passages:
        yield from _said(reading, passage)


def _said(reading: Reading, passage: Passage) -> Iterator[Relation]:
    """目标不低于180公里，实际完成164公里，已按计划完成: a target that is missed in a sentence that calls it met."""
    for target, actual in pairwise(passage.mentions):
        same = target.quantity.dimension == actual.quantity.dimension and target.sentence == actual.sentence
        wanted = target.quantity.hedge == "least" and target.bracket == actual.bracket
        if not same or not wanted or not _DONE.search(actual.before) or not actual.quantity.is_exact:
            continue
        met = actual.quantity.value >= target.quantity.value
        claimed = _CLAIMED.search(passage.plain[actual.place.end :].split("。")[0])
        if not met and not claimed:
            continue
        names = {"target": target.printed, "actual": actual.printed}
        said = (
            phrase("目标 {target}，完成 {actual}，已达标", **names)
            if met
            else phrase("目标 {target}，完成 {actual}，没有达标，却写已完成", **names)
        )
        yield relations.relation(
            "target_met",
            Verdict.OK if met else Verdict.ERROR,
            said,
            document=reading.document,
            arithmetic=f"{actual.printed} {'≥' if met else '≱'} {target.printed}",
            stated=relations.operand(relations.located(actual)),
            expected=relations.operand(relations.located(target)),
            places=[actual.place, target.place],
        )


def _goal(indicator: Indicator) -> Goal | None:
    target, actual = indicator.box("target"), indicator.box("actual")
    if target is None or actual is None or target.cell is actual.cell:
        return None
    unit = _unit(indicator.box("unit"))
    wanted, reached = _number(target, unit), _number(actual, unit)
    if len(wanted) != 1 or not reached:
        return None
    goal = wanted[0]
    same = [q for q in reached if q.dimension == goal.dimension or NONE in (q.unit, goal.unit)]
    if (
        len(same) != 1
        or same[0].hedge in ("about", "most", "under")
        or same[0].upper is not None
        or goal.upper is not None
    ):
        return None
    nature = indicator.box("nature")
    words = plain(target.text) + (plain(nature.text) if nature else "")
    way = "least" if _LEAST.search(words) else "most" if _MOST.search(words) else "equal"
    return Goal(goal, same[0], way)


def _unit(box: Box | None) -> Unit:
    found = _UNIT_WORDS.search(plain(box.text)) if box else None
    return UNITS.get(found[0], NONE) if found else NONE


def _number(box: Box, unit: Unit) -> list[Quantity]:
    """The numbers of a cell: it is one, or it says one with its unit."""
    bare = re.sub(r"^(?:≥|>=|≧|≤|<=|≦|=|>|<|大于等于|小于等于|等于|不低于|不少于|不超过|不高于)", "", plain(box.text))
    bare = re.sub(r"(?:及?以上|及?以内|及?以下|左右)$", "", bare)
    whole = cell_quantity(bare, unit)
    return [whole] if whole is not None else list(scan(box.cell.text))


def _relation(reading: Reading, indicator: Indicator, goal: Goal) -> Relation | None:
    weight, score = indicator.box("weight"), indicator.box("score")
    target, actual = indicator.box("target"), indicator.box("actual")
    if not weight or not score or not weight.quantity or not score.quantity or not target or not actual:
        return None
    full = score.quantity.value >= weight.quantity.value
    names = {
        "label": indicator.label,
        "target": target.text,
        "actual": goal.actual.printed,
        "score": score.quantity.printed,
        "weight": weight.quantity.printed,
    }
    spent = goal.way == "equal" and _MONEY_SPENT.search(indicator.label + indicator.boxes.get("subgroup", target).text)
    if goal.is_met and full:
        verdict, said = Verdict.OK, phrase("“{label}”目标 {target}，完成 {actual}，已达标，得满分", **_few(names, 3))
    elif goal.is_met:
        verdict = Verdict.PERSON
        said = phrase(
            "“{label}”目标 {target}，完成 {actual}，已达标，却只得 {score} 分（满分 {weight}），请核实", **names
        )
    elif full and not spent:
        verdict = Verdict.ERROR
        said = phrase("“{label}”目标 {target}，完成 {actual}，没有达标，却得满分 {score}", **_few(names, 4))
    elif full:
        return None
    else:
        verdict, said = Verdict.OK, phrase("“{label}”目标 {target}，完成 {actual}，没有达标，已扣分", **_few(names, 3))
    if verdict is Verdict.ERROR and goal.actual.hedge:
        verdict = Verdict.PERSON
    sign = {"least": "≥", "most": "≤", "equal": "="}[goal.way]
    compared = "" if goal.is_met else "≱" if goal.way != "most" else "≰"
    where = [place(indicator, box) for box in (actual, target, score)]
    return relations.relation(
        "target_met",
        verdict,
        said,
        document=reading.document,
        arithmetic=f"{goal.actual.printed} {compared or sign} {goal.target.printed}",
        stated=Operand(goal.actual.value, goal.actual.printed, where[0]),
        expected=Operand(goal.target.value, goal.target.printed, where[1]),
        places=where,
    )


def _few(names: dict[str, str], count: int) -> dict[str, object]:
    return dict(list(names.items())[:count])
