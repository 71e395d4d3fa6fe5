"""地类系数 What a class of land counts for against the price of its zone."""

from datetime import date

from anzhi.rules.engine.expression import Expression
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import number


@rule(
    "land",
    number(2, ""),
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("湘政发〔2012〕46号", "地类系数"),
)
def land_coefficient_2008(land: View, parameter: Parameters) -> Expression:
    """By the class of the land: paddy counted 1.2 against another base until 2024, and is the base since (FACTS 1.5).

    Land that falls into several classes is entered under the one that pays most.
    """
    return parameter("land.coefficient", land.land_class)
