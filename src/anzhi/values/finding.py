"""发现 Findings: what a check has to say, as values that can be collected, counted and printed."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is."""

    ERROR = "error"
    """The record contradicts itself."""
    WARNING = "warning"
    """Someone should look."""
    ROUNDING = "rounding"
    """Exact in the record; only the printed, rounded numbers do not add up."""


@dataclass(frozen=True)
class Finding:
    """One result of one check.

    Attributes:
        severity: see Severity.
        check: the name of the check.
        message: one sentence that names both sides: a template for the parameters.
        parameters: what the template's names stand for.
    """

    severity: Severity
    check: str
    message: str
    parameters: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return self.message.format(**dict(self.parameters))
