"""临时建筑补偿费 What is paid for an approved temporary building within its term."""

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
    cites=("长沙市人民政府令第103号", "临时建筑"),
    line=True,
)
def temporary_compensation_2008(structure: View, parameter: Parameters) -> Expression:
    """Within its term, the replacement price of the construction class less what years of use have taken off.

    How the years take it off is not known. The term is compared with the governing day, which the clause does not say;
    about a building beyond its term nothing was found, so such a case stops (FACTS 1.3).
    """
    area = structure.lower_area + structure.upper_area
    price = area * parameter("house.rate", structure.construction) * parameter("house.temporary_residual")
    return cases(
        (structure.legality != "temporary", 0),
        (structure.temporary_until >= structure.project.policy_date, rounded(price, MONEY)),
    )
