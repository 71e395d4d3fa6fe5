"""半边户指标 The extra quota for a household in which one spouse is rural and the other urban."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import QUOTA


@rule(
    "household",
    QUOTA,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长政发〔2008〕30号", "三（四）"),
)
def half_household_quota_2008(household: View, parameter: Parameters) -> Expression:
    """One more quota, once a household, when the housing office certified the urban spouse (FACTS 1.6, half_household).

    Certified is that he or she never had a home or a subsidy for one from an employer or the state.
    """
    return cases((household.has_certified_half, parameter("resettlement.half_household_quota")), otherwise=0)
