"""单位错用 Is an amount in 元 where all others are in 万元 really one in 万元?

Its digits tell: they are those of an amount of the document in 万元, or of the difference of two, or near those of one
that is called so.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from anzhi.auditor.checks import relations
from anzhi.auditor.language import labels
from anzhi.auditor.language.averages import average_of
from anzhi.auditor.language.mention import Mention, Role
from anzhi.auditor.quantities.quantity import Located
from anzhi.auditor.quantities.units import MONEY
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Operand, Relation, Verdict
from anzhi.values.wording import phrase

_FUND = re.compile(r"到位|预算|安排|资金|支出|收入|结余|结转|余额|投入|拨付|下达|合计|总额")
_PRICE = re.compile(r"每|均|标准|单价|补贴|补助标准|限额|罚|票价|工资|/")
_LEFT = re.compile(r"结余|剩余|结转|余额")
_WAN = 10_000
_MOST_YUAN = Fraction(1_000_000)
_ALIKE = 0.6
_MOST = 400
"""Amounts in 万元 of which differences are looked for."""


def check(reading: Reading) -> Iterator[Relation]:
    """Every amount in bare 元 of a text that counts in 万元."""
    money = [m for m in reading.mentions if m.quantity.dimension == MONEY and m.role is Role.LEVEL]
    large = [m for m in money if m.quantity.unit.scale >= _WAN and m.quantity.is_exact]
    for mention in money:
        if _is_odd(mention) and len(large) > 2 and (found := _meant(mention, large)):
            yield _relation(reading, mention, found)


def _is_odd(mention: Mention) -> bool:
    """Is it a sum in 元, no price and no average?"""
    quantity, words = mention.quantity, mention.before
    bare = quantity.unit.scale == 1 and quantity.is_exact and 1 < quantity.value < _MOST_YUAN
    return (
        bare and bool(_FUND.search(words)) and not _PRICE.search(words + mention.after) and average_of(mention) is None
    )


def _meant(mention: Mention, large: Sequence[Mention]) -> tuple[Located, ...]:
    """What shows that 万元 was meant."""
    value = mention.quantity.value * _WAN
    others = [m for m in large if m.place != mention.place]
    if same := next((m for m in others if m.quantity.value == value), None):
        return (relations.located(same),)
    if _LEFT.search(mention.before) and len(others) <= _MOST:
        by_value = {m.quantity.value: m for m in others}
        for one in others:
            if rest := by_value.get(one.quantity.value - value):
                return relations.located(one), relations.located(rest)
    alike = (m for m in others if labels.likeness(m.label, mention.label) >= _ALIKE and not labels.is_generic(m.label))
    near = next((m for m in alike if value / 2 < m.quantity.value < value * 2), None)
    return (relations.located(near),) if near else ()


def _relation(reading: Reading, mention: Mention, found: Sequence[Located]) -> Relation:
    right = mention.printed.replace("元", "万元")
    shown = " - ".join(quantity.printed for quantity, _ in found)
    return relations.relation(
        "unit_slip",
        Verdict.ERROR,
        phrase("“{label}”写 {stated}，按 {other} 应为 {right}，可能把万元写成了元",
               label=mention.label or mention.printed, stated=mention.printed, other=shown, right=right),
        document=reading.document,
        arithmetic=f"{shown} → {right} ≠ {mention.printed}",
        stated=relations.operand(relations.located(mention)),
        expected=Operand(mention.quantity.value * _WAN, right),
        places=[mention.place, *(place for _, place in found)],
    )  # fmt: skip
