"""独生子女指标 The extra quota for an only-child certificate, by the share of it that counts in this household."""

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
    cites=("长政发〔2008〕30号", "三（四）"),
)
def only_child_quota_2008(person: View, parameter: Parameters) -> Expression:
    """One more quota a certificate (FACTS 1.6, only_child); a share of one between the halves has no rule.

    That its holder must be resettled himself is inferred: only members are.
    """
    parts = person.only_child_share * parameter("resettlement.quota_parts")
    quota = rounded(person.only_child_share * parameter("resettlement.only_child_quota"), QUOTA)
    return cases(
        (~person.is_eligible, 0),
        (person.only_child_share == 0, 0),
        (rounded(parts, COUNT) == parts, quota),
    )
