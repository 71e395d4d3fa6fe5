"""退休年龄 The age at which a person may retire."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import YEARS


@rule(
    "person",
    YEARS,
    governed_by="enrolment_date",
    since=date(2008, 4, 1),
    cites=("长政发〔2008〕12号", "年龄段"),
)
def retirement_age_2008(person: View, parameter: Parameters) -> Expression:
    """One age for men, one for women (FACTS 2.2)."""
    sex = cases((person.is_female, "female"), otherwise="male")
    return parameter("social_security.retirement_age", sex)
