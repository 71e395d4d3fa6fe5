"""安置指标 The quota of a household: its eligible persons and what is added to them."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases, rounded
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import COUNT, QUOTA


@rule(
    "household",
    QUOTA,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长政发〔2008〕30号", "三（四）"),
)
def quota_2008(household: View, parameter: Parameters) -> Expression:
    """Shares of eligible persons, only-child certificates and the half household; between the halves there is no rule.

    How articles 31 and 32 of the ordinance count heads is not known (FACTS 1.6, headcount_rule).
    """
    persons = household.persons.total("eligible_share") + household.persons.total("only_child_quota")
    quota = persons + household.half_household_quota
    parts = quota * parameter("resettlement.quota_parts")
    return cases((rounded(parts, COUNT) == parts, quota))
