"""养老保险缴费补贴 What the fund adds to the pension contributions of a person of working age."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule(
    "person",
    MONEY,
    governed_by="enrolment_date",
    since=date(2022, 1, 1),
    cites=("长沙市人民政府办公厅关于进一步做好被征地农民社会保障工作的通知", "缴费补贴"),
)
def pension_subsidy_2022(person: View, parameter: Parameters) -> Expression:
    """A yearly rate for a number of years by age; neither is known (FACTS 2.2, pension_2)."""
    years = parameter("social_security.pension_subsidy_years", person.age_at_enrolment)
    subsidy = parameter("social_security.pension_subsidy_rate") * years
    return cases((person.age_band == "2", subsidy), otherwise=0)
