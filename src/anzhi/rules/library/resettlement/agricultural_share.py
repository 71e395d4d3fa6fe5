"""农业人口份额 What a person counts for in the subsidy that goes by agricultural persons."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import PERSONS


@rule(
    "person",
    PERSONS,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长政发〔2008〕30号", "三（四）"),
)
def agricultural_share_2008(person: View, parameter: Parameters) -> Expression:
    """The share of an eligible agricultural person, with the extra quota of an only-child certificate.

    The certificate gives land, a home and the purchase subsidy (FACTS 1.6, only_child); the half household does not
    say so and is left out.
    """
    share = person.eligible_share + person.only_child_quota
    return cases((~person.is_eligible, 0), (person.is_agricultural, share), otherwise=0)
