"""What all rows have in common: facts that may be missing, the row above, the rows below, rounding to the fen."""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any, TypeVar

from anzhi.rules.engine.case import Row
from tests.rules.straight.law import Stops

DECREE_60, DECREE_103 = date(2000, 3, 16), date(2008, 4, 1)
TEN_THOUSANDTHS = {"area", "lower_area", "upper_area", "farmland_per_head", "farmland_per_head_after"}
TENTHS = {"share", "only_child_share"}
Some = TypeVar("Some", bound="Thing")


class Thing:
    """A row."""

    def __init__(self, row: Row) -> None:
        self.row = row

    def fact(self, name: str) -> Any:
        """A fact in its unit.

        Raises:
            Stops: it was not entered.
        """
        if name not in self.row.facts:
            raise Stops(f"{self.row.entity}.{name}")
        found = self.row.facts[name]
        if name in TEN_THOUSANDTHS:
            return Fraction(int(found), 10_000)  # type: ignore[arg-type]
        return Fraction(int(found), 10) if name in TENTHS else found  # type: ignore[arg-type]

    def has(self, name: str) -> bool:
        """Was a fact entered?"""
        return name in self.row.facts

    def whole(self, plural: str, rows: list[Some]) -> list[Some]:
        """The rows below, none lost."""
        if self.fact(plural) != len(rows):
            raise Stops(f"{self.row.entity}.{plural}")
        return rows


def total(things: Iterable[Thing], of: Callable[[Any], Fraction | int]) -> Fraction:
    """Something of every row, added up."""
    return sum((Fraction(of(thing)) for thing in things), Fraction(0))


def fen(amount: Fraction) -> Fraction:
    """To the fen."""
    return rounded(amount, 2)


def rounded(amount: Fraction, digits: int) -> Fraction:
    """To so many decimal digits, halves away from zero."""
    parts = floor(abs(amount) * 10**digits + Fraction(1, 2))
    return Fraction(parts if amount >= 0 else -parts, 10**digits)


def in_force(day: date, since: date, until: date | None = None) -> None:
    """Is there a rule on a day?

    Raises:
        Stops: there is none.
    """
    if day < since or (until is not None and day >= until):
        raise Stops(f"no rule on {day}")


def years_between(since: date, until: date) -> int:
    """Birthdays that have come."""
    years = until.year - since.year
    return years if (until.month, until.day) >= (since.month, since.day) else years - 1


def months_between(since: date, until: date) -> int:
    """Whole months; fewer than none when the second day comes first."""
    months = 12 * until.year + until.month - 12 * since.year - since.month
    return months if until.day >= since.day else months - 1
