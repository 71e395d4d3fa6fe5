"""比较 When two numbers agree: exactly as printed, or up to what rounding the printed numbers explains.

Amounts may differ by half a unit in the last place of each number that was printed with decimals, and always by two in
the last place when that is the hundredth or finer. Percentages are compared at the places printed; less than one in the
last place is a rounding or a truncation. What is counted is exact.
"""

from collections.abc import Iterable
from fractions import Fraction

from anzhi.auditor.quantities import Quantity
from anzhi.auditor.report import Verdict
from anzhi.values.exact import half_up

_HUNDREDTHS = Fraction(2, 100)
_EXPLAINED = Fraction(1, 10)
"""Percentage points that rounding of coarse amounts may explain."""


def amounts(expected: Fraction, parts: Iterable[Quantity], stated: Quantity) -> Verdict:
    """Is a sum or difference of printed amounts what is stated?"""
    if expected == stated.value:
        return Verdict.OK
    operands = [*parts, stated]
    coarser = not stated.unit.is_count and stated.step > max(part.step for part in operands[:-1])
    if coarser and half_up(expected / stated.step) * stated.step == stated.value:
        return Verdict.OK
    return Verdict.ROUNDING if abs(expected - stated.value) <= tolerance(operands) else Verdict.ERROR


def tolerance(operands: list[Quantity]) -> Fraction:
    """How far a sum of printed amounts may be from a printed total."""
    if any(operand.unit.is_count for operand in operands):
        return Fraction(0)
    finest = min(operand.unit.scale for operand in operands)
    slack = sum((o.step / 2 for o in operands if o.places or o.unit.scale > finest), Fraction(0))
    last = max((o.step for o in operands if o.places > 1), default=Fraction(0))
    return max(slack, 2 * last)


def percent(expected: Fraction, stated: Quantity, explained: Fraction = Fraction(0)) -> Verdict:
    """Is a computed percentage what is stated?

    Args:
        expected: in percent.
        stated: as printed.
        explained: by how much rounding of what it was computed from may have moved it.
    """
    last = Fraction(1, 10**stated.places)
    if half_up(expected / last) * last == stated.value:
        return Verdict.OK
    off = abs(expected - stated.value)
    if off < last or off <= _HUNDREDTHS or off <= min(explained, _EXPLAINED):
        return Verdict.ROUNDING
    return Verdict.ERROR


def ratio_slack(numerator: Quantity, denominator: Quantity) -> Fraction:
    """By how many percentage points rounding of two amounts can move their ratio."""
    if numerator.unit.is_count or not denominator.value:
        return Fraction(0)
    ratio = abs(numerator.value / denominator.value)
    return 100 * (numerator.step / 2 + ratio * denominator.step / 2) / abs(denominator.value)


def is_plausible(expected: Fraction, stated: Fraction) -> bool:
    """Is what is stated near enough to what it should be, or just so many powers of ten away, to be meant for it?

    An amount that is far from what was computed was, as a rule, computed from amounts that it is not of.
    """
    larger = max(abs(expected), abs(stated))
    ratio = abs(stated / expected) if expected else Fraction(0)
    powers = (Fraction(10) ** power for power in (-8, -4, -3, -2, -1, 1, 2, 3, 4, 8))
    return abs(expected - stated) * 10 <= larger * 6 or any(abs(ratio / p - 1) * 100 < 1 for p in powers)


def slipped(expected: Fraction, stated: Fraction) -> int:
    """The power of ten of a unit slip, such as 万元 for 元, between two amounts; 0 when there is none."""
    if not expected or not stated:
        return 0
    for power in (3, 4, 8):
        for factor in (Fraction(10**power), Fraction(1, 10**power)):
            if abs(stated / expected / factor - 1) < Fraction(1, 1000):
                return power if factor > 1 else -power
    return 0
