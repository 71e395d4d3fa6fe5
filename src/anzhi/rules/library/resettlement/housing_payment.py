"""购房款 What a household pays for its homes."""

from datetime import date

from anzhi.rules.engine.expression import Expression, rounded
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule(
    "household",
    MONEY,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长政办发〔2009〕16号", "保障住房价格"),
    certainty="unknown",
)
def housing_payment_2008(household: View, parameter: Parameters) -> Expression:
    """Floor area at the price of resettlement housing, which is not known (FACTS 1.6, price_per_sqm).

    It is paid by the household, not to it, and so no line of its statement.
    """
    return rounded(household.housing_area * parameter("resettlement.housing_price"), MONEY)
