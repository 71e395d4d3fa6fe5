"""纳入时年龄 A person's age on the day of enrolment."""

from datetime import date

from anzhi.rules.engine.expression import Expression, age, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import YEARS


@rule(
    "person",
    YEARS,
    governed_by="enrolment_date",
    since=date(2008, 4, 1),
    cites=("长沙市人民政府办公厅关于进一步做好被征地农民社会保障工作的通知", "年龄段"),
    certainty="inferred",
)
def age_at_enrolment_2008(person: View, parameter: Parameters) -> Expression:
    """Completed years (FACTS 2.2, age_reference_date); that the notice of 2008 counted so too is inferred.

    Nobody is enrolled before birth: such days are wrong, and there is no rule for them.
    """
    years = age(person.born_on, person.enrolment_date)
    return cases((years >= 0, years))
