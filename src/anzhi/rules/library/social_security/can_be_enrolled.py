"""可纳入社保 Does anything stop a person's enrolment because of age?"""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import FLAG


@rule(
    "person",
    FLAG,
    governed_by="enrolment_date",
    since=date(2008, 4, 1),
    cites=("湘人社厅2020年7月7日通知", "第一条"),
)
def can_be_enrolled_2008(person: View, parameter: Parameters) -> Expression:
    """Somebody past retirement age is enrolled by paying for years at once, and not at all where none may be paid for.

    The notice of 7 July 2020 forbids it (FACTS 2.1): the years that may be paid for fall to none that day. Lifting the
    hold is a new period of that one parameter. Whether the person is resettled at all is another question.
    """
    return cases((person.age_at_enrolment < person.retirement_age, True), otherwise=person.back_payment_years > 0)
