"""生产用房补偿费 What a household is paid for its production houses."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases, rounded, smaller
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule(
    "household",
    MONEY,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长沙市人民政府令第103号", "附件（生产用房）"),
    line=True,
)
def production_house_compensation_2008(household: View, parameter: Parameters) -> Expression:
    """A price by area up to a limit for each household; what lacks walls, doors or windows counts in part.

    Where the limit cuts, houses up to standard are counted first, in the household's favour (FACTS 1.4).
    """
    whole = household.structures.total("production_area")
    part = household.structures.total("substandard_production_area")
    counted = smaller(whole, parameter("house.production_limit"))
    counted_in_part = smaller(part, parameter("house.production_limit") - counted)
    area = counted + counted_in_part * parameter("house.substandard_ratio")
    price = rounded(area * parameter("house.production_rate"), MONEY)
    return cases((whole + part > 0, price), otherwise=0)
