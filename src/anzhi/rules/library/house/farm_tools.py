"""农具及家禽家畜补偿费 A sum for a farming household that gives up farming."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule(
    "household",
    MONEY,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长沙市人民政府令第103号", "附件"),
    line=True,
)
def farm_tools_2008(household: View, parameter: Parameters) -> Expression:
    """Tools and livestock of a household whose people become non-farm: one sum a household (FACTS 1.4)."""
    return cases((household.becomes_non_farm, parameter("house.farm_tools")), otherwise=0)
