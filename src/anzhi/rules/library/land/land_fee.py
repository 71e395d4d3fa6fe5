"""土地补偿费 The part of what is paid for land that is due to the ownership."""

from datetime import date

from anzhi.rules.engine.expression import Expression, rounded
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule(
    "land",
    MONEY,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("湘政发〔2018〕5号", "土地补偿费与安置补助费比例"),
)
def land_fee_2008(land: View, parameter: Parameters) -> Expression:
    """Its share of the compensation; how the two were divided before 2018 is not known (FACTS 1.5)."""
    return rounded(land.land_compensation * parameter("land.fee_share"), MONEY)
