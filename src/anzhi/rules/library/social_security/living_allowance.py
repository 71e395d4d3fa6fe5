"""生活补助费 What a person of working age gets to live on."""

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
    cites=("长政发〔2008〕12号", "第二、三年龄段"),
    certainty="inferred",
)
def living_allowance_2008(person: View, parameter: Parameters) -> Expression:
    """A monthly amount, paid month by month while without work (FACTS 2.2, segments_old)."""
    amount = parameter("social_security.monthly_allowance") * person.allowance_months
    return cases((person.allowance_months > 0, amount), otherwise=0)


@rule(
    "person",
    MONEY,
    governed_by="enrolment_date",
    since=date(2022, 1, 1),
    cites=("长沙市人民政府办公厅关于进一步做好被征地农民社会保障工作的通知", "第二年龄段"),
)
def living_allowance_2022(person: View, parameter: Parameters) -> Expression:
    """Unemployment benefit of the time for those months, at once (FACTS 2.2, living)."""
    amount = parameter("social_security.unemployment_benefit") * person.allowance_months
    return cases((person.allowance_months > 0, amount), otherwise=0)
