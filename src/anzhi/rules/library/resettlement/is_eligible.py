"""符合安置条件 May a person be resettled?"""

from datetime import date

from anzhi.rules.engine.expression import Expression
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import FLAG


@rule(
    "person",
    FLAG,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长政办发〔2009〕16号", "一（一）"),
    certainty="uncertain",
)
def is_eligible_2008(person: View, parameter: Parameters) -> Expression:
    """Members of the collective, and those who were members before they served, studied or were imprisoned."""
    found = person.eligibility
    return (found == "member") | (found == "conscript") | (found == "student") | (found == "prisoner")
