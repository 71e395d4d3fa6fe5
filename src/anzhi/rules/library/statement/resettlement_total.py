"""安置补偿合计 What a household gets in money for resettling itself."""

from datetime import date

from anzhi.rules.engine.expression import Expression
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule(
    "household",
    MONEY,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长政办发〔2009〕16号", "货币补贴"),
)
def resettlement_total_2008(household: View, parameter: Parameters) -> Expression:
    """The cash in place of homes and the purchase subsidy that goes with it (FACTS 1.6, cash_option).

    Social security is granted to persons when they are enrolled, out of the fund: it is no part of this.
    """
    return household.cash_resettlement + household.cash_purchase_subsidy
