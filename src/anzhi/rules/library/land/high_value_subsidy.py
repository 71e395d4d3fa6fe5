"""专业用地补助费 What is paid on top for vegetable fields, fishponds and land of enterprises."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases, rounded
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


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

    15 mu are 10,000 square metres, so the area in square metres is never written down rounded. Gravel, precast and
    brick yards have none: their use is entered as ordinary (FACTS 1.5).
    """
    square_metres = land.area * parameter("measure.square_metres_per_hectare")
    enterprise = parameter("land.enterprise_rate") * square_metres
    return cases(
        (land.use == "ordinary", 0),
        (land.use == "enterprise", rounded(enterprise, MONEY, over=parameter("measure.mu_per_hectare"))),
        otherwise=rounded(parameter("land.high_value_rate", land.use) * land.area, MONEY),
    )
