"""过渡月数 How long a household has waited for its home."""

from anzhi.rules.engine.expression import Expression, cases, known, larger, months
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONTHS


@rule("household", MONTHS, cites=("长沙市人民政府令第103号", "过渡费"))
def waiting_months(household: View, parameter: Parameters) -> Expression:
    """Whole months from the day it vacated to the day it was housed, or, as long as it is not, to the day of computing.

    A household that has not vacated has not begun to wait. What is due for a month begun is not known; only completed
    ones count (FACTS 1.4).
    """
    today = household.project.computed_on
    until = cases((known(household.housed_on), household.housed_on), otherwise=today)
    since = cases((known(household.vacated_on), household.vacated_on), otherwise=until)
    return larger(months(since, until), 0)
