"""表内横算 Along the rows of a table: changes, growth, execution, shares, and price times quantity.

A column is known by its heading. Which two columns it is computed from is said by their headings, or else shown by the
rows themselves: the two that hold in most rows are meant, and a row where they do not hold is wrong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import permutations

from anzhi.auditor import comparing
from anzhi.auditor.checks import relations
from anzhi.auditor.quantities import Quantity
from anzhi.auditor.quantities.quantity import Located, decimal
from anzhi.auditor.quantities.units import PERCENT, UNITS
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Operand, Relation, Verdict
from anzhi.auditor.tables.rows import Line, Section
from anzhi.values.wording import Phrase, phrase

_GROWTH = re.compile(
    r"(?:增减|增长|增幅|变动|降幅|升降|同比|变化).{0,8}(?:%|率|比例|幅度|幅|百分比)|增长率|增幅|±%|增减%"
)
_CHANGE = re.compile(r"增减|变动额|变化额|差额|差异|增加额|减少额|增长额|比.{1,8}(?:增|减)|净增")
_EXECUTION = re.compile(r"执行率|完成率|完成.{0,6}%|占.{0,6}预算.{0,4}%|支付率|支出率|使用率|到位率|进度|达标率|B/A")
_SHARE = re.compile(r"占比|比重|占.{0,8}(?:%|比例|比)|构成(?:比|%)|所占")
_AMOUNT = re.compile(r"金额|合价|总价|小计|合计|补助资金|总额|费用$|补偿款|应付")
_AVERAGE = re.compile(r"^(?:\S+ )?(?:实际|当年)?(?:人均|户均|亩均|平均|每[人户亩个])")
_PRICE = re.compile(r"单价|标准|元/|均价|价格")
_COUNT = re.compile(r"数量|人数|户数|面积|工程量|次数|天数|份数|台数|套数")
_PRIOR = re.compile(r"上年|去年|同期|上期|年初数|期初")
_NOW = re.compile(r"本年|当年|本期|今年|年末数|期末|累计")
_BUDGET = re.compile(r"预算|计划|任务|目标|应|下达|安排|（A）")
_DONE = re.compile(r"决算|执行|支出|实际|完成|实|使用|（B）")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_MOST_COLUMNS = 7


@dataclass(frozen=True)
class Rule:
    """How a column is computed from two others."""

    kind: str
    column: int
    first: int
    second: int
    factor: int
    """100 where a rate is written as a fraction of one."""
    certain: bool
    """Do the headings say which two columns?"""


def check(reading: Reading) -> Iterator[Relation]:
    """Every column that is computed from two others."""
    for section in reading.sections:
        rules = [
            rule
            for column, header in section.headers.items()
            if (kind := _kind(header)) and (rule := _rule(section, kind, column))
        ]
        for rule in rules:
            if not _is_another(section, rule, rules):
                yield from _relations(reading, section, rule)


def _is_another(section: Section, rule: Rule, rules: Sequence[Rule]) -> bool:
    """Is a column not what price times number gives, because another one is: what was planned, and what was paid?"""
    if rule.kind != "per_head" or _held(section, rule) == len(_lines(section, rule)):
        return False
    same = [o for o in rules if (o.kind, o.first, o.second) == (rule.kind, rule.first, rule.second)]
    return any(_held(section, other) > _held(section, rule) for other in same)


def _kind(header: str) -> str:
    if _GROWTH.search(header):
        return "growth_rate"
    if _EXECUTION.search(header):
        return "execution_rate"
    if _SHARE.search(header):
        return "share"
    if _AVERAGE.search(header):
        return "average"
    if _CHANGE.search(header):
        return "change_amount"
    return "per_head" if _AMOUNT.search(header) and not _PRICE.search(header) else ""


def _rule(section: Section, kind: str, column: int) -> Rule | None:
    """The two columns that a column is computed from."""
    rules = [
        Rule(kind, column, first, second, factor, _said_by_headings(section, kind, first, second))
        for first, second in _pairs(section, kind, column)
        for factor in ((1,) if kind in ("change_amount", "per_head", "average") else (1, 100))
    ]
    if not rules:
        return None
    best = max(rules, key=lambda rule: (_held(section, rule), rule.certain))
    held, lines = _held(section, best), len(_lines(section, best))
    if held * 2 >= lines and held > (kind == "average"):
        return best
    certain = [rule for rule in rules if rule.certain and rule.factor == 1]
    return certain[0] if len(certain) == 1 and kind not in ("per_head", "average") else None


def _pairs(section: Section, kind: str, column: int) -> Iterator[tuple[int, int]]:
    amounts = [c for c in section.headers if c != column and not _rates(section, c)][:_MOST_COLUMNS]
    if kind == "share":
        yield from ((c, c) for c in amounts)
        return
    for first, second in permutations(amounts, 2):
        a, b = section.headers[first], section.headers[second]
        if kind == "per_head":
            if (_PRICE.search(a) and _COUNT.search(b)) and first != second:
                yield first, second
        elif not _CHANGE.search(a) and not _CHANGE.search(b):
            yield first, second


def _rates(section: Section, column: int) -> bool:
    header = section.headers[column]
    if _PRICE.search(header) or _COUNT.search(header):
        return False
    return bool(_GROWTH.search(header) or _EXECUTION.search(header) or _SHARE.search(header)) or any(
        line.values[column][0].dimension == PERCENT for line in section.lines if column in line.values
    )


def _said_by_headings(section: Section, kind: str, first: int, second: int) -> bool:
    a, b = section.headers[first], section.headers[second]
    if kind == "execution_rate":
        return bool(
            _DONE.search(a)
            and not _BUDGET.search(a.replace("预算执行", ""))
            and _BUDGET.search(b)
            and not _DONE.search(b)
        )
    if kind in ("growth_rate", "change_amount"):
        years = _YEAR.search(a), _YEAR.search(b)
        later = bool(years[0] and years[1] and years[0][0] > years[1][0])
        return later or bool(_PRIOR.search(b) and not _PRIOR.search(a))
    return kind == "share"


def _lines(section: Section, rule: Rule) -> list[Line]:
    return [line for line in section.lines if {rule.column, rule.first, rule.second} <= line.values.keys()]


def _whole(section: Section, rule: Rule) -> Located | None:
    """What shares are shares of: the total of their column."""
    total = next((line for line in section.lines if line.kind == "total" and rule.first in line.values), None)
    return total.values[rule.first] if total else None


def _held(section: Section, rule: Rule) -> int:
    verdicts = [found[1] for line in _lines(section, rule) if (found := _computed(section, rule, line))]
    return sum(verdict is not Verdict.ERROR for verdict in verdicts)


def _computed(section: Section, rule: Rule, line: Line) -> tuple[Fraction, Verdict] | None:
    """What a row gives, and whether it is what is stated; None when it says nothing."""
    stated = line.values[rule.column][0]
    a, b = line.values[rule.first][0], line.values[rule.second][0]
    if rule.kind == "change_amount":
        value = a.value - b.value
        return value, comparing.amounts(value, [a, b], stated)
    if rule.kind == "per_head":
        return _product(a, b, stated)
    if rule.kind == "share":
        whole = _whole(section, rule)
        if whole is None or not whole[0].value:
            return None
        b = whole[0]
    if not b.value:
        asked = rule.kind == "execution_rate" and (a.value or stated.value)
        return (Fraction(0), Verdict.PERSON) if asked else None
    if rule.kind == "average":
        return _quotient(a, b, stated)
    value = (a.value - b.value if rule.kind == "growth_rate" else a.value) / b.value * 100
    shown = replace(
        stated, value=stated.value * rule.factor, places=max(stated.places - (2 if rule.factor == 100 else 0), 0)
    )
    slack = comparing.ratio_slack(a, b)
    verdict = comparing.percent(value, shown, slack)
    if verdict is Verdict.ERROR and rule.kind == "growth_rate" and value < 0 < shown.value:
        verdict = comparing.percent(-value, shown, slack)  # a heading may say 降幅, or the table leaves out the sign
    return value, verdict


def _product(price: Quantity, count: Quantity, stated: Quantity) -> tuple[Fraction, Verdict] | None:
    scale = stated.unit.scale if price.unit.dimension == stated.unit.dimension or not price.unit.symbol else Fraction(1)
    plain = price.value / price.unit.scale * count.value / count.unit.scale
    value = plain * price.unit.scale if price.unit.symbol else plain * scale
    off = abs(value - stated.value)
    if not value:
        return None
    return value, Verdict.OK if not off else Verdict.ROUNDING if off <= stated.step else Verdict.ERROR


def _quotient(amount: Quantity, count: Quantity, stated: Quantity) -> tuple[Fraction, Verdict]:
    same = amount.dimension == stated.dimension
    value = amount.value / count.value if same else amount.value / amount.unit.scale / count.value * stated.unit.scale
    off = abs(value - stated.value)
    return value, Verdict.OK if off <= stated.step / 2 else Verdict.ROUNDING if off <= stated.step else Verdict.ERROR


def _relations(reading: Reading, section: Section, rule: Rule) -> Iterator[Relation]:
    for line in _lines(section, rule):
        found = _computed(section, rule, line)
        if found is not None and _worth_saying(rule, line):
            yield _relation(reading, section, rule, line, *found)


def _worth_saying(rule: Rule, line: Line) -> bool:
    return rule.kind != "share" or line.kind != "total" or line.values[rule.column][0].value != 100 // rule.factor


def _relation(
    reading: Reading, section: Section, rule: Rule, line: Line, value: Fraction, verdict: Verdict
) -> Relation:
    stated, first, second = (line.values[c] for c in (rule.column, rule.first, rule.second))
    if rule.kind == "share" and (whole := _whole(section, rule)):
        second = whole
    shown = _shown(rule, value, stated)
    left = _left(rule, first[0].printed, second[0].printed)
    return relations.relation(
        "per_head" if rule.kind == "average" else rule.kind,
        verdict,
        _said(rule, line, stated[0].printed, shown, verdict, sure=bool(second[0].value)),
        document=reading.document,
        arithmetic=relations.equation(left, verdict, shown, stated[0].printed),
        stated=relations.operand(stated),
        expected=Operand(value, shown),
        places=[stated[1], first[1], second[1]],
    )


def _shown(rule: Rule, value: Fraction, stated: Located) -> str:
    quantity = stated[0]
    if rule.kind == "average":
        return decimal(value / quantity.unit.scale, quantity.places + 2)
    if rule.kind in ("change_amount", "per_head"):
        return relations.computed(value, quantity).printed
    return decimal(value, max(quantity.places, 0) + (0 if rule.factor == 100 else 2)) + UNITS["%"].symbol


def _left(rule: Rule, first: str, second: str) -> str:
    return {
        "change_amount": f"{first} - {second}",
        "per_head": f"{first} × {second}",
        "average": f"{first} ÷ {second}",
        "growth_rate": f"({first} - {second}) ÷ {second} × 100%",
    }.get(rule.kind, f"{first} ÷ {second} × 100%")


def _said(rule: Rule, line: Line, stated: str, shown: str, verdict: Verdict, *, sure: bool) -> Phrase:
    names = {"label": line.label, "stated": stated, "expected": shown}
    if not sure and rule.kind == "execution_rate":
        return phrase("表中“{label}”的预算为零，执行率 {stated} 没有意义，请核实", label=line.label, stated=stated)
    if verdict is Verdict.OK:
        return phrase("表中“{label}”的 {stated} 与同行各数相符", label=line.label, stated=stated)
    if verdict is Verdict.ROUNDING:
        return phrase("表中“{label}”写 {stated}，按同行各数计算为 {expected}，可能二次舍入或截断", **names)
    return phrase("表中“{label}”写 {stated}，按同行各数计算为 {expected}", **names)
