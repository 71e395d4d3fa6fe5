"""货币补贴 What a household that chose cash gets in place of homes."""

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
    cites=("长政办发〔2009〕16号", "货币补贴"),
)
def cash_resettlement_2008(household: View, parameter: Parameters) -> Expression:
    """A floor area a quota at a price a square metre, for villagers who ask for cash (FACTS 1.6, cash_option)."""
    price = parameter("resettlement.cash_area") * parameter("resettlement.cash_price")
    return cases((household.option == "cash", rounded(household.quota * price, MONEY)), otherwise=0)
