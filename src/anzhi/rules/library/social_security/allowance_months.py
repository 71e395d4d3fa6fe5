"""生活补助月数 For how many months a person of working age gets an allowance to live on."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases, smaller
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONTHS


@rule(
    "person",
    MONTHS,
    governed_by="enrolment_date",
    since=date(2008, 4, 1),
    until=date(2022, 1, 1),
    cites=("长政发〔2008〕12号", "第二、三年龄段"),
    certainty="inferred",
)
def allowance_months_2008(person: View, parameter: Parameters) -> Expression:
    """The months without work, up to a number of them (FACTS 2.2, segments_old); the page found names no city."""
    years = person.age_at_enrolment
    months = smaller(person.months_without_work, parameter("social_security.allowance_months"))
    is_child = years < parameter("social_security.working_age")
    return cases((is_child, 0), (years < person.retirement_age, months), otherwise=0)


@rule(
    "person",
    MONTHS,
    governed_by="enrolment_date",
    since=date(2022, 1, 1),
    cites=("长沙市人民政府办公厅关于进一步做好被征地农民社会保障工作的通知", "第二年龄段"),
)
def allowance_months_2022(person: View, parameter: Parameters) -> Expression:
    """A number of months at once, or those to retirement if they are fewer (FACTS 2.2, living)."""
    months = smaller(person.months_to_retirement, parameter("social_security.allowance_months"))
    return cases((person.age_band == "2", months), otherwise=0)
