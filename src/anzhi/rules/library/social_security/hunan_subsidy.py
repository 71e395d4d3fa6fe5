"""湖南省社保补贴 What the province's formula outside Changsha gave an insured person."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases, rounded
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule(
    "person",
    MONEY,
    governed_by="policy_date",
    since=date(2020, 1, 1),
    until=date(2023, 6, 1),
    cites=("邵阳市人力资源和社会保障局2020年9月23日答复", "补贴标准"),
)
def hunan_subsidy_2020(person: View, parameter: Parameters) -> Expression:
    """A share of last year's average wage, a contribution rate on it, years by age (FACTS 2.3, hunan_subsidy_pre2023).

    It is documented for 2020; when it began is not. It is paid after the person has paid, and not to the uninsured.
    """
    wage = parameter("social_security.average_wage") * parameter("social_security.hunan_wage_share")
    yearly = wage * parameter("social_security.hunan_rate")
    years = parameter("social_security.hunan_years", person.age_at_announcement)
    return cases((person.hunan_eligibility == "insurable", rounded(yearly * years, MONEY)), otherwise=0)
