"""精确数 Exact numbers: decimal text to integers of the smallest unit, and the one rounding step."""

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from anzhi.values.refusal import Refused

YUAN = 100
"""分 in one yuan."""
WAN_YUAN = 10_000 * YUAN
"""分 in ten thousand yuan (万元)."""
YI_YUAN = 100_000_000 * YUAN
"""分 in a hundred million yuan (亿元)."""
MU = 10_000
"""Smallest units (0.0001 mu) in one mu (亩)."""
SQUARE_METRE = 10_000
"""Smallest units (0.0001 m²) in one square metre."""
SQUARE_METRES_A_MU = Fraction(2000, 3)
"""Square metres in one mu (亩): 15 of them are a hectare."""
PERSON = 10
"""Smallest units (0.1 person) in one person: half persons are real (FACTS 1.6, quota_step)."""


def smallest(text: str, scale: int) -> int:
    """Turn a decimal text into an integer of the smallest unit; ``scale`` units make one.

    Raises:
        Refused: the text is no decimal number, or is finer than the smallest unit.
    """
    try:
        amount = Decimal(text) * scale
    except InvalidOperation:
        raise Refused("“{text}”不是数字，请填写如 12.34 的数", text=text) from None
    if not amount.is_finite() or amount != amount.to_integral_value():
        raise Refused("“{text}”的小数位过多，最小单位是 1/{scale}", text=text, scale=scale)
    return int(amount)


def half_up(value: Fraction) -> int:
    """Round to the nearest integer, halves away from zero: the only rounding in anzhi."""
    magnitude = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return magnitude if value >= 0 else -magnitude
