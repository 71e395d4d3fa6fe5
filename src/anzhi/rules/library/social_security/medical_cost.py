"""医保费用 What a person's medical insurance costs the fund at enrolment."""

from datetime import date

from anzhi.rules.engine.expression import Expression
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule(
    "person",
    MONEY,
    governed_by="enrolment_date",
    since=date(2022, 1, 1),
    cites=("长沙市人民政府办公厅关于进一步做好被征地农民社会保障工作的通知", "医疗保险"),
)
def medical_cost_2022(person: View, parameter: Parameters) -> Expression:
    """The years at the yearly premium of the band: as a resident, as a flexible worker, as an employee (FACTS 2.2)."""
    return person.medical_years * parameter("social_security.medical_premium", person.age_band)
