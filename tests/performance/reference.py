"""Scoring again, slowly and obviously, from what the rules say (财预〔2020〕10号 第三章) and nothing else.

Weights and scores are hundredths of a point; targets and actual values are fractions of any unit.
"""

from fractions import Fraction
from math import floor

WEIGHTS = {
    "yuelu-2021": {"output": 60, "benefit": 30, "satisfaction": 10},
    "national-2020": {"execution": 10, "output": 50, "benefit": 30, "satisfaction": 10},
}
BANDS = {
    "achieved": lambda share: Fraction(80, 100) <= share <= 1,
    "partial": lambda share: Fraction(60, 100) <= share < Fraction(80, 100),
    "missed": lambda share: 0 <= share < Fraction(60, 100),
}
GRADES = [(9000, 10000, "优"), (8000, 8999, "良"), (6000, 7999, "中"), (0, 5999, "差")]
"""First and last total in hundredths, and the grade."""


def quantity(comparator: str, target: Fraction, actual: Fraction, weight: int) -> int:
    """The score of a quantity whose target is zero or more."""
    if comparator == "at_least" and actual >= target:
        return weight
    if comparator == "at_most" and actual <= target:
        return weight
    if comparator == "exactly" and actual == target:
        return weight
    if comparator == "at_most" or (comparator == "exactly" and actual > target):
        points = target / actual * weight
    elif actual <= 0:
        points = Fraction(0)
    else:
        points = actual / target * weight
    return floor(points + Fraction(1, 2))


def execution_rate(budget: int, spent: int, weight: int) -> int:
    """预算执行率: the smaller of one and spent/budget, times the weight."""
    return floor(min(Fraction(1), Fraction(spent, budget)) * weight + Fraction(1, 2))
