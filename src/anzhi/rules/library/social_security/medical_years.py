"""医保年限 For how many years the fund pays a person's medical insurance."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases, larger
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import number


@rule(
    "person",
    number(0, "年"),
    governed_by="enrolment_date",
    since=date(2022, 1, 1),
    cites=("长沙市人民政府办公厅关于进一步做好被征地农民社会保障工作的通知", "医疗保险"),
    certainty="uncertain",
)
def medical_years_2022(person: View, parameter: Parameters) -> Expression:
    """A number of years for each band; in the second one more for each year of age above a boundary (FACTS 2.2).

    "From 47 on, a year of age more, a year more" leaves open whether 47 itself means one year or two: the boundary is
    a parameter. Years that were paid before are not taken off; the notice says only that they are not paid twice.
    """
    years = parameter("social_security.medical_years", person.age_band)
    above = larger(person.age_at_enrolment - parameter("social_security.medical_flat_age"), 0)
    more = above * parameter("social_security.medical_step")
    return cases((person.age_band == "2", years + more), otherwise=years)
