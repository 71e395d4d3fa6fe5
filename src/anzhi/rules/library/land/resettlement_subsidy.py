"""安置补助费 The part of what is paid for land that is due to the people who lose it."""

from datetime import date

from anzhi.rules.engine.expression import Expression
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
def resettlement_subsidy_2008(land: View, parameter: Parameters) -> Expression:
    """What the land fee leaves, so that the two always add up to the fen (FACTS 1.5)."""
    return land.land_compensation - land.land_fee
