"""内容 What the pages of self-evaluation and report show, computed once for a state of the record."""

from dataclasses import dataclass

from anzhi.metrics.engine import Figures
from anzhi.performance import standing
from anzhi.performance.standing import Board
from anzhi.reports import content
from anzhi.reports.queries import ReportPage, report
from anzhi.values.period import Year
from anzhi.web.computing import compute, figures, kept


@dataclass(frozen=True)
class Finished:
    """A year's report that can be made: the page, and the digest that officers sign."""

    page: ReportPage
    digest: str


@kept
def course(year: Year) -> tuple[Figures, ...]:
    """The figures of a year's indicators on 1 January, at each month's end and today."""
    return standing.course(year, compute)


def board(year: Year) -> Board:
    """Every indicator of a year.

    Raises:
        Missing: the year has none.
    """
    return standing.board(year, figures(year), course(year)[0])


@kept
def finished(year: Year) -> Finished:
    """The report of a year.

    Raises:
        Refused: it cannot be made yet; ``obstacles`` says why, one by one.
    """
    page = report(year, figures(year))
    return Finished(page, content.digest(page))
