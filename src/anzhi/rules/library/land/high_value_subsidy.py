"""专业用地补助费 What is paid on top for vegetable fields, fishponds and land of enterprises."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases, rounded
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY
from anzhi.values.exact import SQUARE_METRES_A_MU


@rule(
    "land",
    MONEY,
    governed_by="policy_date",
    since=date(2013, 1, 1),
    cites=("长政发〔2013〕9号", "专业菜地、专业鱼池和企业用地"),
    line=True,
)
def high_value_subsidy_2013(land: View, parameter: Parameters) -> Expression:
    """Fields and ponds by class and mu; legal building land of enterprises by square metre.

    Three mu are two thousand square metres: the area is turned into square metres in the one rounding of the line.
    Gravel, precast and brick yards have none: their use is entered as ordinary (FACTS 1.5).
    """
    metres, mu = SQUARE_METRES_A_MU.numerator, SQUARE_METRES_A_MU.denominator
    enterprise = parameter("land.enterprise_rate") * land.area * metres
    return cases(
        (land.use == "ordinary", 0),
        (land.use == "enterprise", rounded(enterprise, MONEY, over=mu)),
        otherwise=rounded(parameter("land.high_value_rate", land.use) * land.area, MONEY),
    )
