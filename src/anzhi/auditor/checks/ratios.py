"""比率 What the checks of shares and of execution have in common: a percentage against two amounts."""

from fractions import Fraction

from anzhi.auditor import comparing
from anzhi.auditor.checks import relations
from anzhi.auditor.language.mention import Mention, Role
from anzhi.auditor.quantities.quantity import Located
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.auditor.slips import mistyped, swapped
from anzhi.values.wording import Phrase, phrase

_DIGITS, _MOST = 4, 400
"""Digits that tell; amounts among which more than one would fit by chance."""
Pair = tuple[Located, Located]
"""Numerator and denominator."""


def is_in_other_units(stated: Located, pair: Pair) -> bool:
    """Would a percentage be right if one of its amounts were in 万元 and not in 元? Then the unit is what is wrong."""
    (part, _), (whole, _) = pair
    return bool(whole.value) and bool(comparing.slipped(part.value / whole.value * 100, stated[0].value))


def judged(stated: Located, pair: Pair, less: int = 0) -> Verdict:
    """Is a percentage the ratio of two amounts; ``less`` is 100 for 超额."""
    (part, _), (whole, _) = pair
    if not whole.value:
        return Verdict.PERSON
    expected = part.value / whole.value * 100 - less
    verdict = comparing.percent(expected, stated[0], comparing.ratio_slack(part, whole))
    near = Fraction(1, 20) * max(abs(expected), Fraction(1))
    if verdict is Verdict.ERROR and not (stated[0].is_exact and part.is_exact and whole.is_exact):
        return (
            Verdict.OK
            if abs(expected - stated[0].value) <= near or stated[0].hedge in ("least", "most")
            else Verdict.PERSON
        )
    return verdict


def is_meant(stated: Located, pair: Pair, less: int = 0) -> bool:
    """Is a percentage near that of two amounts, a slip away from it, or the same upside down?"""
    (part, _), (whole, _) = pair
    if not part.value or not whole.value:
        return True
    expected = part.value / whole.value * 100 - less
    turned = abs(whole.value / part.value * 100 - stated[0].value) <= stated[0].step
    return turned or comparing.is_plausible(expected, stated[0].value) or mistyped(expected, stated[0])


def told_by_a_slip(reading: Reading, part: Mention, stated: Located) -> Pair | None:
    """The amount of the document of which a percentage would be, with two digits the other way round.

    A percentage of four digits is so by chance once in three thousand amounts; when it fits one amount as it stands, it
    is of that one.
    """
    if len(stated[0].digits) < _DIGITS or not part.quantity.is_exact:
        return None
    wholes = {m.quantity.value: m for m in reversed(reading.mentions) if _may_be_whole(part, m)}
    if len(wholes) > _MOST or any(
        judged(stated, ((part.quantity, part.place), (m.quantity, m.place))) is not Verdict.ERROR
        for m in wholes.values()
    ):
        return None
    told = [m for value, m in wholes.items() if swapped(part.quantity.value / value * 100, stated[0])]
    return ((part.quantity, part.place), (told[0].quantity, told[0].place)) if len(told) == 1 else None


def _may_be_whole(part: Mention, whole: Mention) -> bool:
    same = whole.quantity.dimension == part.quantity.dimension and whole.quantity.is_exact
    return same and whole.quantity.value > 0 and whole.place != part.place and whole.role in (Role.LEVEL, Role.BASE)


def relation(reading: Reading, kind: str, label: str, stated: Located, pair: Pair, less: int = 0) -> Relation:
    """The relation of a percentage to its two amounts."""
    verdict = judged(stated, pair, less)
    (part, part_place), (whole, whole_place) = pair
    left = f"{part.printed} ÷ {whole.printed} × 100%" + (f" - {less}%" if less else "")
    expected = relations.percent(part.value / whole.value * 100 - less, stated[0]) if whole.value else None
    shown = expected.printed if expected else "—"
    return relations.relation(
        kind,
        verdict,
        _said(label, stated, pair, verdict, shown),
        document=reading.document,
        arithmetic=relations.equation(left, verdict, shown, stated[0].printed),
        stated=relations.operand(stated),
        expected=expected,
        places=[stated[1], part_place, whole_place],
    )


def _said(label: str, stated: Located, pair: Pair, verdict: Verdict, shown: str) -> Phrase:
    printed = stated[0].printed
    if not pair[1][0].value:
        return phrase("“{label}”的分母为零，{stated} 没有意义，请核实", label=label, stated=printed)
    if verdict is Verdict.OK:
        return phrase("“{label}”{stated} 与两个数之比相符", label=label, stated=printed)
    names = {"label": label, "stated": printed, "expected": shown}
    if verdict is Verdict.ROUNDING:
        return phrase("“{label}”写 {stated}，计算为 {expected}，可能二次舍入或截断", **names)
    part, whole = pair[0][0], pair[1][0]
    if part.value and abs(whole.value / part.value * 100 - stated[0].value) <= stated[0].step:
        return phrase("“{label}”写 {stated}，计算为 {expected}，分子分母颠倒了", **names)
    return phrase("“{label}”写 {stated}，计算为 {expected}", **names)
