"""物业用房面积 The business premises that are built for a household's quota."""

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
    cites=("长政办发〔2009〕16号", "建设标准"),
)
def property_area_2008(household: View, parameter: Parameters) -> Expression:
    """So much floor area of business premises a quota (FACTS 1.6, housing_option)."""
    area = rounded(household.quota * parameter("resettlement.property_area"), SQUARE_METRES)
    return cases((household.option == "housing", area), otherwise=0)
