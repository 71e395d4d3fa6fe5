"""社保基准日 The day from whose policy a person's social security follows: that of enrolment."""

from anzhi.rules.engine.expression import Expression, cases, known
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import DAY


@rule(
    "person",
    DAY,
    cites=("长沙市人民政府办公厅关于进一步做好被征地农民社会保障工作的通知", "年龄段"),
    certainty="inferred",
)
def enrolment_date(person: View, parameter: Parameters) -> Expression:
    """Age and standards are those of the day of enrolment; for somebody not yet enrolled, today's (FACTS 2.2).

    That the notice of 2008 counted by the same day is inferred.
    """
    return cases((known(person.enrolled_on), person.enrolled_on), otherwise=person.project.computed_on)
