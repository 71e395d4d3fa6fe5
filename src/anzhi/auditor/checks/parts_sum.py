"""分项之和 Do the parts that a sentence lists make the total that it names?"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from anzhi.auditor import comparing
from anzhi.auditor.checks import complement, relations
from anzhi.auditor.language.breakdowns import Breakdown
from anzhi.auditor.language.mention import Role
from anzhi.auditor.quantities.units import MONEY
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.auditor.slips import mistyped
from anzhi.values.wording import Phrase, phrase

_MOST, _HALF = Fraction(9, 10), Fraction(1, 2)
_LEAST = {"：": _HALF, "（": _HALF, "包括": _HALF, "包含": _HALF, "用于": _HALF}
"""Share of a total from which its parts were meant to be all; behind 其中 they need not be."""


def check(reading: Reading) -> Iterator[Relation]:
    """Every list of amounts against its total."""
    for found in reading.breakdowns:
        if found.total.role is Role.LEVEL and found.total.quantity.upper is None:
            verdict = judge(found)
            if verdict is not None:
                yield _relation(reading, found, verdict)
            elif other := complement.find(reading, found):
                yield complement.relation(reading, found, *other)


def judge(found: Breakdown) -> Verdict | None:
    """The verdict on a list; None when it says nothing about its total."""
    verdict = found.verdict
    if verdict is not Verdict.ERROR:
        return (
            None
            if found.complete == "weak" and len(found.parts) == 1 and found.sum != found.total.quantity.value
            else verdict
        )
    total, parts = found.total.quantity, [part.quantity for part in found.parts]
    if not total.is_exact or not all(part.is_exact for part in parts):
        return None
    if found.complete == "told":
        return Verdict.ERROR
    if _is_far(found):
        return None
    if found.sum > total.value:
        return _too_much(found)
    return None if found.complete == "weak" else _too_little(found)


def _is_far(found: Breakdown) -> bool:
    """Are several parts so much more than the total that they cannot be meant to be its, whatever their unit?"""
    total = found.total.quantity.value
    return (
        len(found.parts) > 1 and found.sum > total and not comparing.is_plausible(found.sum, total) and not _slip(found)
    )


def _too_much(found: Breakdown) -> Verdict | None:
    """The parts make more than the total, which they never can, unless one thing is counted in several of them."""
    if found.may_overlap and len(found.parts) > 1:
        return None
    near = found.parts[0].index == found.total.index + 1 and found.parts[0].clause - found.total.clause <= 1
    return Verdict.ERROR if len(found.parts) > 1 or near else None


def _too_little(found: Breakdown) -> Verdict | None:
    """The parts make less than the total: a mistake, or were not all of them named?"""
    if len(found.parts) == 1 and found.cue not in ("分别", "由"):
        return None
    share = found.sum / found.total.quantity.value
    if share >= _HALF and found.complete != "strong" and found.is_soft:
        return Verdict.PERSON
    least = _LEAST.get(found.cue, _MOST)
    if found.complete == "strong" or share >= least or mistyped(found.sum, found.total.quantity):
        return Verdict.ERROR
    return None


def _relation(reading: Reading, found: Breakdown, verdict: Verdict) -> Relation:
    total, parts = found.total, found.parts
    expected = relations.computed(found.sum, total.quantity)
    kind, said = "parts_sum", _said(found, verdict, expected.printed)
    if verdict is Verdict.ERROR and (slip := _slip(found)):
        kind, said = "unit_slip", slip
    terms = [(1, relations.located(part)) for part in parts]
    return relations.added(reading.document, kind, verdict, said, terms, relations.located(total), expected)


def _said(found: Breakdown, verdict: Verdict, expected: str) -> Phrase:
    names = {"label": found.total.label or found.total.printed, "stated": found.total.printed, "expected": expected}
    if verdict is Verdict.OK:
        return phrase("“{label}”{stated}等于所列各项之和", **{k: names[k] for k in ("label", "stated")})
    if verdict is Verdict.ROUNDING:
        return phrase("“{label}”写 {stated}，所列各项之和为 {expected}，属四舍五入尾差", **names)
    if verdict is Verdict.PERSON:
        return phrase("“{label}”写 {stated}，所列各项之和为 {expected}；若只是列举其中一部分则不算错，请核实", **names)
    return phrase("“{label}”写 {stated}，所列各项之和为 {expected}，两者不符", **names)


def _slip(found: Breakdown) -> Phrase | None:
    """Would the list add up if one of its amounts were in another unit?"""
    total, parts = found.total.quantity, [part.quantity for part in found.parts]
    if total.dimension != MONEY:
        return None
    if power := comparing.slipped(found.sum, total.value):
        return phrase("“{label}”{stated}与各项之和相差 10 的 {power} 次方倍，可能写错了单位",
                      label=found.total.label, stated=total.printed, power=abs(power))  # fmt: skip
    for place, part in enumerate(parts):
        for factor in (Fraction(10**4), Fraction(10**8), Fraction(1, 10**4), Fraction(1, 10**8)):
            other = replace(part, value=part.value * factor)
            some = [*parts[:place], other, *parts[place + 1 :]]
            if (
                part.value
                and comparing.amounts(sum((q.value for q in some), Fraction(0)), some, total) is not Verdict.ERROR
            ):
                return phrase("“{label}”{stated}的单位可能写错：换成其他各项的单位后，各项之和等于 {total}",
                              label=found.parts[place].label, stated=part.printed, total=total.printed)  # fmt: skip
    return None
