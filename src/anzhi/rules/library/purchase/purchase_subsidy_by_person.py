"""购房补助费（按人口） What agricultural persons give towards another home."""

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
    cites=("长沙市人民政府令第103号", "附件（购房补助）"),
    line=True,
)
def purchase_subsidy_by_person_2008(household: View, parameter: Parameters) -> Expression:
    """A sum for each agricultural person of a farming household, whichever way it is resettled (FACTS 1.4, 1.6)."""
    subsidy = rounded(household.agricultural_persons * parameter("purchase.person_rate"), MONEY)
    return cases((household.kind == "farm", subsidy), otherwise=0)
