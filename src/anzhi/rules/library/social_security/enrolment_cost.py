"""纳入社保费用 What enrolling a person costs the fund."""

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
    until=date(2022, 1, 1),
    cites=("长政发〔2008〕12号", "年龄段"),
    certainty="inferred",
)
def enrolment_cost_2008(person: View, parameter: Parameters) -> Expression:
    """A child's lump sum, or the years paid for at once past retirement; nothing for whom the hold stops.

    Of those between, only the allowance that follows month by month is known (FACTS 2.2): there is no rule for them.
    """
    years = person.age_at_enrolment
    return cases(
        (~person.can_be_enrolled, 0),
        (years < parameter("social_security.working_age"), person.lump_sum),
        (years >= person.retirement_age, person.back_payment),
    )


@rule(
    "person",
    MONEY,
    governed_by="enrolment_date",
    since=date(2022, 1, 1),
    cites=("长沙市人民政府办公厅关于进一步做好被征地农民社会保障工作的通知", "待遇"),
    certainty="inferred",
)
def enrolment_cost_2022(person: View, parameter: Parameters) -> Expression:
    """All that enrolment gives, pension and medical insurance included; nothing for whom the hold stops (FACTS 2.2).

    A part that is not known stops the sum: what is known stands in the parts.
    """
    living = person.lump_sum + person.living_allowance
    pension = person.pension_subsidy + person.back_payment
    return cases((person.can_be_enrolled, living + pension + person.medical_cost), otherwise=0)
