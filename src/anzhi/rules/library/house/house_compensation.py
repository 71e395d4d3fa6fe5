"""房屋补偿费 What is paid for the legal floor area of a dwelling."""

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
    cites=("长沙市人民政府令第103号", "附件"),
    line=True,
)
def house_compensation_2008(structure: View, parameter: Parameters) -> Expression:
    """Legal floor area times the unit price of the construction class.

    Whether the inner districts reduce it by age (成新) as the counties do is not known; the summaries found do not
    (FACTS 1.4).
    """
    price = rounded(structure.dwelling_area * parameter("house.rate", structure.construction), MONEY)
    return cases((structure.dwelling_area > 0, price), otherwise=0)
