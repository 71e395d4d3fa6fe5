"""超龄一次性补缴年数 How many years of contributions are paid at once for a person past retirement age."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import number


@rule(
    "person",
    number(0, "年"),
    governed_by="enrolment_date",
    since=date(2008, 4, 1),
    cites=("长政发〔2008〕12号", "第四年龄段"),
    certainty="inferred",
)
def back_payment_years_2008(person: View, parameter: Parameters) -> Expression:
    """A number of years, which the province set to none on 7 July 2020 (FACTS 2.1, 2.2, segments_old)."""
    is_past = person.age_at_enrolment >= person.retirement_age
    return cases((is_past, parameter("social_security.back_payment_years")), otherwise=0)
