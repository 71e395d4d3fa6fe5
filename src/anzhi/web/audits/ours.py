"""本单位报告的审核 What the auditor says of the report of now: shown before it is signed and handed in."""

from dataclasses import dataclass
from pathlib import PurePath

from anzhi.auditor import Verdict
from anzhi.audits import own, queries
from anzhi.audits.audited import Audited
from anzhi.reports.imprints import REPORT, TABLE
from anzhi.values.imprint import Imprint
from anzhi.values.period import Year
from anzhi.web.computing import kept
from anzhi.web.performance import content

KEYS = {"table": TABLE, "report": REPORT}
"""The files by their key in an address."""


@kept
def originals(year: Year) -> tuple[Imprint, ...]:
    """What an edited copy of a year's report is held to.

    Raises:
        Missing: the report was never handed in, and cannot be made yet.
    """
    return queries.originals(year)


@dataclass(frozen=True)
class Line:
    """A file of the report in a few numbers; what was found false is not counted."""

    key: str
    name: str
    checked: int
    errors: int
    persons: int
    roundings: int
    open_errors: int

    @property
    def title(self) -> str:
        """What the file is."""
        return PurePath(self.name).stem


@kept
def audits(year: Year) -> tuple[Audited, ...]:
    """The audit of the table and of the report of a year.

    Raises:
        Refused: the report cannot be made yet.
    """
    return own.audit_page(content.finished(year).page)


def lines(year: Year) -> list[Line]:
    """The audit of a year's report in a few numbers.

    Raises:
        Refused: the report cannot be made yet.
    """
    return [_line(found) for found in audits(year)]


def _line(found: Audited) -> Line:
    judged = queries.judgements(found)
    report = found.standing(judged)
    key = next(key for key, name in KEYS.items() if name == found.name)
    counts = (report.count(verdict) for verdict in (Verdict.ERROR, Verdict.PERSON, Verdict.ROUNDING))
    return Line(key, found.name, len(found.report.relations), *counts, len(found.open_errors(judged)))
