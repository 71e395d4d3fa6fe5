"""区片综合地价 The price of a mu in the zone."""

from datetime import date

from anzhi.rules.engine.expression import Expression
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import number


@rule(
    "land",
    number(2, "元/亩"),
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("湘政发〔2012〕46号", "区片综合地价"),
)
def land_price_2008(land: View, parameter: Parameters) -> Expression:
    """By the zone of the project. From 2024 it is the price of paddy; before, that of other farmland (FACTS 1.5)."""
    return parameter("land.price", land.project.zone)
