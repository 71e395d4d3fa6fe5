"""货币补贴安置购房补助费 The purchase subsidy a person that goes on under the cash option."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases, rounded
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule(
    "household",
    MONEY,
    line=True,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长政办发〔2009〕16号", "购房补助费继续享受"),
)
def cash_purchase_subsidy_2008(household: View, parameter: Parameters) -> Expression:
    """What order 103 gives every agricultural person for buying a home, although cash was chosen (FACTS 1.6)."""
    subsidy = household.agricultural_persons * parameter("purchase.person_rate")
    return cases((household.option == "cash", rounded(subsidy, MONEY)), otherwise=0)
