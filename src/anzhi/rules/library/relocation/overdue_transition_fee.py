"""逾期过渡费 Rent support beyond the transition period."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases, rounded
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule(
    "household",
    MONEY,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长沙市人民政府令第103号", "附件（过渡费）"),
    certainty="unknown",
    line=True,
)
def overdue_transition_fee_2008(household: View, parameter: Parameters) -> Expression:
    """As within the period, times a multiple. That it rises is not established for this decree, nor by how much.

    On state-owned land it doubles; that is another law (FACTS 1.4).
    """
    area = household.structures.total("dwelling_area")
    monthly = area * parameter("relocation.transition_rate") * parameter("relocation.overdue_multiplier")
    fee = rounded(monthly * household.overdue_months, MONEY)
    return cases((household.overdue_months > 0, fee), otherwise=0)
