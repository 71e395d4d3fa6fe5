"""距退休月数 How many months a person has until retirement; negative after it."""

from datetime import date

from anzhi.rules.engine.expression import Expression, in_months, months
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONTHS


@rule(
    "person",
    MONTHS,
    governed_by="enrolment_date",
    since=date(2008, 4, 1),
    cites=("长沙市人民政府办公厅关于进一步做好被征地农民社会保障工作的通知", "生活补助"),
    certainty="inferred",
)
def months_to_retirement_2008(person: View, parameter: Parameters) -> Expression:
    """The months of a life up to retirement less those completed: a month begun counts in the person's favour.

    The notice says the actual number of months (FACTS 2.2, living); how a month begun counts is inferred.
    """
    return in_months(person.retirement_age) - months(person.born_on, person.enrolment_date)
