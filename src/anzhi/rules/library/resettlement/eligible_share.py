"""安置份额 What a person counts for in the quota: one, or half when another household has the other half."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases, rounded
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import COUNT, QUOTA


@rule(
    "person",
    QUOTA,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("岳麓区征地服务中心2021年度部门整体支出绩效自评报告", "安置指标"),
)
def eligible_share_2008(person: View, parameter: Parameters) -> Expression:
    """The share entered for an eligible person, nothing for another; a share between the halves has no rule.

    The office counts in half quotas; where the halves come from is not known (FACTS 1.6, quota_step).
    """
    parts = person.share * parameter("resettlement.quota_parts")
    return cases((~person.is_eligible, 0), (rounded(parts, COUNT) == parts, person.share))
