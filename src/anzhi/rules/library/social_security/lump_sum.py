"""未成年人一次性生活补助 What a child gets once at enrolment, by completed years of age."""

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
    cites=("长政发〔2008〕12号", "第一年龄段"),
    certainty="inferred",
)
def lump_sum_2008(person: View, parameter: Parameters) -> Expression:
    """An amount under one year of age and so much more for each year (FACTS 2.2, segments_old).

    The page found names no city; the amounts fit Changsha.
    """
    years = person.age_at_enrolment - parameter("social_security.lump_sum_age")
    amount = parameter("social_security.lump_sum") + years * parameter("social_security.lump_sum_step")
    return cases((person.age_at_enrolment < parameter("social_security.working_age"), amount), otherwise=0)


@rule(
    "person",
    MONEY,
    governed_by="enrolment_date",
    since=date(2022, 1, 1),
    cites=("长沙市人民政府办公厅关于进一步做好被征地农民社会保障工作的通知", "第一年龄段"),
)
def lump_sum_2022(person: View, parameter: Parameters) -> Expression:
    """An amount at seven, more or less by the same step for every year above or below (FACTS 2.2, living)."""
    years = person.age_at_enrolment - parameter("social_security.lump_sum_age")
    amount = parameter("social_security.lump_sum") + years * parameter("social_security.lump_sum_step")
    return cases((person.age_band == "1", amount), otherwise=0)
