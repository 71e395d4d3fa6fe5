"""过渡费 Rent support while a household waits for its home."""

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
    line=True,
)
def transition_fee_2008(household: View, parameter: Parameters) -> Expression:
    """Legal floor area of the dwelling times price for each month within the transition period (FACTS 1.4)."""
    area = household.structures.total("dwelling_area")
    fee = rounded(area * parameter("relocation.transition_rate") * household.transition_months, MONEY)
    return cases((household.transition_months > 0, fee), otherwise=0)
