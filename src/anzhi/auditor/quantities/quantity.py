"""数量 One number as printed."""

from dataclasses import dataclass
from fractions import Fraction

from anzhi.auditor.document import Place
from anzhi.auditor.quantities.units import Unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, where it stands in a text.

    Attributes:
        value: exact, in the base unit of the dimension.
        unit: as printed, or as a heading states it.
        step: what one in the last printed digit is worth, in the base unit.
        places: decimal places printed.
        printed: number and unit as they stand in the text.
        start: where it begins in the text.
        end: where it ends, its unit included.
        hedge: ``about``, ``least``, ``most``, ``over``, ``under``, or empty for a plain number.
        upper: the other end of a range, in the base unit; None for one number.
    """

    value: Fraction
    unit: Unit
    step: Fraction
    places: int
    printed: str
    start: int
    end: int
    hedge: str = ""
    upper: Fraction | None = None

    @property
    def dimension(self) -> str:
        """What is measured."""
        return self.unit.dimension

    @property
    def digits(self) -> str:
        """The digits as printed, in one form whatever form they were printed in; no point, no separators."""
        return decimal(abs(self.value) / self.unit.scale, self.places).replace(".", "")

    @property
    def is_exact(self) -> bool:
        """One plain number, not a range or an approximation."""
        return not self.hedge and self.upper is None

    @property
    def slack(self) -> Fraction:
        """By how much the unprinted number may differ: half a step where digits after the point were cut.

        What is counted, and whole numbers in the unit that is printed, are taken as they stand.
        """
        return Fraction(0) if self.unit.is_count or not self.places else self.step / 2


Located = tuple[Quantity, Place]
"""A quantity and where it stands."""


def shown(value: Fraction, unit: Unit, places: int) -> str:
    """A value in a unit, with at least so many places and as many more as it needs (six at most)."""
    number = value / unit.scale
    while places < MOST_PLACES and (number * 10**places).denominator != 1:
        places += 1
    return decimal(number, places) + unit.symbol


def decimal(number: Fraction, places: int) -> str:
    """A number with so many places, rounded half up."""
    digits = (2 * abs(number.numerator) * 10**places + number.denominator) // (2 * number.denominator)
    whole, part = divmod(digits, 10**places)
    sign = "-" if number < 0 and digits else ""
    return f"{sign}{whole}.{part:0{places}d}" if places else f"{sign}{whole}"


MOST_PLACES = 6
