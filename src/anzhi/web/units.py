"""单位 Units of money in lists: exact to the fen, whatever the amount."""

from fractions import Fraction

from anzhi.values.exact import WAN_YUAN
from anzhi.values.unit import Unit

YUAN = Unit("元", Fraction(100), places=2)
WAN_EXACT = Unit("万元", Fraction(WAN_YUAN), places=6, trim=True)
