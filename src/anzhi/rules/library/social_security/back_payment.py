"""超龄一次性补缴 What the fund pays at once for the pension of a person past retirement age."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule(
    "person",
    MONEY,
    governed_by="enrolment_date",
    since=date(2008, 4, 1),
    cites=("长政发〔2008〕12号", "第四年龄段"),
    certainty="inferred",
)
def back_payment_2008(person: View, parameter: Parameters) -> Expression:
    """The years that are paid at once, at a year's contribution (FACTS 2.2, segments_old)."""
    years = person.back_payment_years
    return cases((years > 0, years * parameter("social_security.pension_contribution")), otherwise=0)
