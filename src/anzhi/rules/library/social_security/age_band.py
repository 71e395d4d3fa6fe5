"""年龄段 The band of age at enrolment, of three."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import word

BANDS = {"1": "第一年龄段", "2": "第二年龄段", "3": "第三年龄段"}
"""Children, working age, past retirement."""


@rule(
    "person",
    word(BANDS),
    governed_by="enrolment_date",
    since=date(2022, 1, 1),
    cites=("长沙市人民政府办公厅关于进一步做好被征地农民社会保障工作的通知", "年龄段"),
)
def age_band_2022(person: View, parameter: Parameters) -> Expression:
    """Under 16; up to retirement; from retirement on (FACTS 2.2, segments_new).

    Number and day of the notice are not known. It was not there yet when the office reported on 2021; the bands of
    2008 end with that year, and what the new notice grants is unknown until it must have been there, in 2023.
    """
    years = person.age_at_enrolment
    return cases(
        (years < parameter("social_security.working_age"), "1"), (years < person.retirement_age, "2"), otherwise="3"
    )
