"""Every figure once more, the slow and obvious way: loops over records, one comparison of dates at a time.

Written from the definitions, without the expressions that they are computed with. None is a figure that is missing.
"""

from collections.abc import Callable

from anzhi.values.period import Year
from tests.metrics.reference import land, office
from tests.metrics.reference.records import Figures, Records, View

TOPICS: tuple[Callable[[View], Figures], ...] = (
    land.project_figures,
    land.signing_figures,
    land.tail_figures,
    land.plan_figures,
    land.resettlement_figures,
    land.estate_figures,
    land.social_security_figures,
    office.ticket_figures,
    office.activity_figures,
    office.staff_figures,
    office.revenue_figures,
    office.budget_figures,
    office.spending_figures,
    office.item_figures,
)


class Reference:
    """The office as it stands when this is made, and its figures as of any day."""

    def __init__(self) -> None:
        self.records = Records()

    def figures(self, year: Year) -> Figures:
        """Every figure of a year, seen from its day."""
        view = View(self.records, year)
        return {name: value for topic in TOPICS for name, value in topic(view).items()}
