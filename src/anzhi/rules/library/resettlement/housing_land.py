"""保障住房用地 The land that a household's homes take up."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases, rounded
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import SQUARE_METRES


@rule(
    "household",
    SQUARE_METRES,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长政发〔2008〕30号", "三（四）"),
)
def housing_land_2008(household: View, parameter: Parameters) -> Expression:
    """So much housing land a quota (FACTS 1.6, housing_option and only_child)."""
    area = rounded(household.quota * parameter("resettlement.housing_land"), SQUARE_METRES)
    return cases((household.option == "housing", area), otherwise=0)
