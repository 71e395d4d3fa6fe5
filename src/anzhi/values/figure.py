"""数字 A figure: one computed number with its name, its unit and the count of records behind it."""

from dataclasses import dataclass
from fractions import Fraction

from anzhi.values.unit import Unit


@dataclass(frozen=True)
class Figure:
    """A number that may stand in a report.

    Attributes:
        name: the metric's name, its key everywhere.
        label: what people call it.
        value: exact, in the smallest unit (a ratio is a fraction of one).
        unit: how it prints.
        evidence: how many records it was computed from.
    """

    name: str
    label: str
    value: Fraction
    unit: Unit
    evidence: int

    @property
    def printed(self) -> str:
        """Number and unit as printed."""
        return self.unit.text(self.value)

    def __str__(self) -> str:
        return self.printed
