"""逾期过渡月数 The months of waiting beyond the transition period."""

from datetime import date

from anzhi.rules.engine.expression import Expression, larger
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONTHS


@rule(
    "household",
    MONTHS,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长沙市人民政府令第103号", "附件（过渡费）"),
)
def overdue_months_2008(household: View, parameter: Parameters) -> Expression:
    """Nothing as long as the transition period runs (FACTS 1.4)."""
    period = parameter("relocation.transition_period", household.option)
    return larger(household.waiting_months - period, 0)
