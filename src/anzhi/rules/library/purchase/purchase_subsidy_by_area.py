"""购房补助费（按面积） What the floor area of a dwelling gives towards another home."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases, rounded
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule(
    "structure",
    MONEY,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长沙市人民政府令第103号", "附件（购房补助）"),
    line=True,
)
def purchase_subsidy_by_area_2008(structure: View, parameter: Parameters) -> Expression:
    """Legal floor area at one price for the first two storeys and another for those above, by kind of household.

    Production houses have none (FACTS 1.4).
    """
    kind = structure.household.kind
    lower = structure.lower_area * parameter("purchase.lower_rate", kind)
    upper = structure.upper_area * parameter("purchase.upper_rate", kind)
    return cases((structure.dwelling_area > 0, rounded(lower + upper, MONEY)), otherwise=0)
