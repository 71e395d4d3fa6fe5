"""过渡期内月数 The months of waiting within the transition period."""

from datetime import date

from anzhi.rules.engine.expression import Expression, smaller
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
def transition_months_2008(household: View, parameter: Parameters) -> Expression:
    """At most the transition period. Whether a household that takes cash has one is not known (FACTS 1.4)."""
    return smaller(household.waiting_months, parameter("relocation.transition_period", household.option))
