"""笔误 Slips of the keyboard: two neighbouring digits swapped, one digit wrong, left out or typed twice.

Whether a number is what a relation says is sometimes less than certain from the words alone. That it would be with one
such slip undone makes it certain: by chance that happens to one number of four digits in two hundred.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from anzhi.auditor.quantities import Quantity

_ENOUGH, _SWAPPED = 4, 3
"""Digits that a number needs for a slip to tell: less where two are swapped."""


def mistyped(right: Fraction, stated: Quantity) -> bool:
    """Would one slip make the stated number of what it should be?"""
    wanted, typed = _digits(right, stated), _digits(stated.value, stated)
    digits = len(wanted.rstrip("0")) if wanted.endswith("00") else len(wanted)
    if wanted == typed or digits < _SWAPPED:
        return False
    return _swapped(wanted, typed) or (digits >= _ENOUGH and (_one_other(wanted, typed) or _one_more(wanted, typed)))


def swapped(right: Fraction, stated: Quantity) -> bool:
    """Are two neighbouring digits of the stated number those of what it should be the other way round?"""
    wanted, typed = _digits(right, stated), _digits(stated.value, stated)
    return len(wanted.rstrip("0")) >= _SWAPPED and _swapped(wanted, typed)


def transposed(stated: Quantity) -> Iterator[Fraction]:
    """What a number would be with two neighbouring digits the other way round."""
    digits = stated.digits
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            other = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            yield Fraction(int(other), 10**stated.places) * stated.unit.scale


def _digits(value: Fraction, like: Quantity) -> str:
    return replace(like, value=value).digits.lstrip("0")


def _swapped(first: str, second: str) -> bool:
    """Do two neighbouring digits stand the other way round?"""
    if len(first) != len(second):
        return False
    different = [at for at in range(len(first)) if first[at] != second[at]]
    if len(different) != 2 or different[1] - different[0] != 1:
        return False
    one, other = different
    return first[one] == second[other] and first[other] == second[one]


def _one_other(first: str, second: str) -> bool:
    """Is one digit another?"""
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1


def _one_more(first: str, second: str) -> bool:
    """Is one digit too many, or missing?"""
    short, long = sorted((first, second), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
