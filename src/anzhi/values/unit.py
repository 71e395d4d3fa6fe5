"""单位 Units: how a stored integer becomes the number that people read. Rounding happens here and nowhere else."""

from dataclasses import dataclass, replace
from fractions import Fraction

import cn2an

from anzhi.values.exact import MU, PERSON, SQUARE_METRE, WAN_YUAN, YI_YUAN, half_up
from anzhi.values.refusal import Refused


@dataclass(frozen=True)
class Unit:
    """A unit of print.

    Attributes:
        symbol: what follows the number, such as 万元.
        scale: smallest stored units in one printed unit (a ratio of one is stored as 1, so percent is 1/100).
        places: decimal places kept, rounded half up.
        trim: drop zeros after the decimal point (9.60 prints as 9.6).
    """

    symbol: str
    scale: Fraction = Fraction(1)
    places: int = 0
    trim: bool = False

    def number(self, value: Fraction | int) -> str:
        """The number alone, rounded once.

        A percentage that is not exactly 0 or 100 never prints as 0 or 100: it keeps more places instead.
        """
        exact = Fraction(value) / self.scale
        places = self.places
        if self.symbol == PERCENT.symbol:
            while Fraction(half_up(exact * 10**places), 10**places) in (0, 100) and exact not in (0, 100):
                places += 1
        digits = half_up(exact * 10**places)
        sign, digits = ("-", -digits) if digits < 0 else ("", digits)
        whole, part = divmod(digits, 10**places)
        decimals = f"{part:0{places}d}" if places else ""
        if self.trim:
            decimals = decimals.rstrip("0")
        return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"

    def text(self, value: Fraction | int) -> str:
        """The number with its symbol, as it stands in a report."""
        return self.number(value) + self.symbol

    def rounded(self, value: Fraction | int) -> Fraction:
        """The printed number as an exact value in printed units: what a reader with a calculator works from."""
        return Fraction(self.number(value))

    def trimmed(self) -> "Unit":
        """The same unit without trailing zeros."""
        return replace(self, trim=True)

    def chinese(self, value: Fraction | int) -> str:
        """A whole count in Chinese numerals with its symbol: 三项.

        Raises:
            Refused: the value is not a whole, non-negative number of this unit.
        """
        exact = Fraction(value) / self.scale
        if exact.denominator != 1 or exact < 0:
            raise Refused("{number}不是整数，不能写成中文数字", number=self.text(value))
        return "两" + self.symbol if exact == 2 else cn2an.an2cn(int(exact), "low") + self.symbol

    def over(self, value: Fraction | int) -> str:
        """A count rounded down to its leading digit with 余: 513 prints as 500余, an exact 500 as 500."""
        exact = Fraction(value) / self.scale
        step = 10 ** max(len(str(int(exact))) - 1, 0)
        floor = int(exact) // step * step
        return f"{floor}{'余' if exact > floor else ''}{self.symbol}"


def count(symbol: str) -> Unit:
    """A unit of things counted one by one."""
    return Unit(symbol)


PERCENT = Unit("%", Fraction(1, 100), places=2, trim=True)
WHOLE_PERCENT = Unit("%", Fraction(1, 100))
WAN = Unit("万元", Fraction(WAN_YUAN), places=2)
YI = Unit("亿元", Fraction(YI_YUAN), places=2, trim=True)
PERSONS = Unit("人", Fraction(PERSON), places=1, trim=True)
MU_AREA = Unit("亩", Fraction(MU), places=2, trim=True)
WAN_SQUARE_METRES = Unit("万平方米", Fraction(10_000 * SQUARE_METRE), places=2, trim=True)
