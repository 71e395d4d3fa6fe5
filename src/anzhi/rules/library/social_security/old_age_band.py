"""原年龄段 The band of age under the notice of 2008, of four."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import word

BANDS = {"1": "第一年龄段", "2": "第二年龄段", "3": "第三年龄段", "4": "第四年龄段"}
"""Children, two bands of working age, and those past retirement."""


@rule(
    "person",
    word(BANDS),
    governed_by="enrolment_date",
    since=date(2008, 4, 1),
    until=date(2022, 1, 1),
    cites=("长政发〔2008〕12号", "年龄段"),
    certainty="inferred",
)
def old_age_band_2008(person: View, parameter: Parameters) -> Expression:
    """Under 16; up to retirement in two bands whose boundary is not known; from retirement on.

    FACTS 2.2, segments_old. The office still spoke of the fourth band at the end of 2021.
    """
    years = person.age_at_enrolment
    sex = cases((person.is_female, "female"), otherwise="male")
    return cases(
        (years < parameter("social_security.working_age"), "1"),
        (years >= person.retirement_age, "4"),
        (years < parameter("social_security.third_band_age", sex), "2"),
        otherwise="3",
    )
