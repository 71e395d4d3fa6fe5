"""社保资金 What a project pays into the social security fund."""

from datetime import date

from anzhi.rules.engine.expression import Expression, rounded
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY
from anzhi.values.exact import SQUARE_METRES_A_MU


@rule(
    "project",
    MONEY,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长政发〔2008〕30号", "社保费"),
    certainty="inferred",
)
def social_fund_2008(project: View, parameter: Parameters) -> Expression:
    """A share of the land compensation and a fee for every square metre taken (FACTS 2.4, social_fund).

    Three mu are two thousand square metres: the area is turned into square metres in the one rounding of the line.
    """
    metres, mu = SQUARE_METRES_A_MU.numerator, SQUARE_METRES_A_MU.denominator
    withheld = parameter("social_security.fund_share") * project.project_land_compensation
    fee = parameter("social_security.fund_rate") * project.land.total("area")
    return rounded(withheld * mu + fee * metres, MONEY, over=mu)
