"""公告时年龄 A person's age on the day on which the plan was announced."""

from datetime import date

from anzhi.rules.engine.expression import Expression, age
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import YEARS


@rule("person", YEARS, governed_by="policy_date", since=date(2008, 4, 1), cites=("湘人社规〔2023〕1号", "参保对象"))
def age_at_announcement_2008(person: View, parameter: Parameters) -> Expression:
    """Completed years on the day of the announcement (FACTS 2.3, eligibility_hunan)."""
    return age(person.born_on, person.project.policy_date)
