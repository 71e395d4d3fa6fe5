"""湖南省参保资格 May a person be insured under the province's rules: yes, or why not."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import word

FINDINGS = {
    "insurable": "符合",
    "public_servant": "不符合：机关事业单位在编人员",
    "had_pension_paid": "不符合：已按职工身份参保或曾一次性补缴",
    "land_enough": "不符合：征地后人均耕地超过标准",
    "too_young": "不符合：公告日未满规定年龄",
    "not_member": "不符合：公告时不是本集体经济组织成员",
}
"""What may be found, in words."""


@rule(
    "person",
    word(FINDINGS),
    governed_by="policy_date",
    since=date(2008, 4, 1),
    until=date(2023, 6, 1),
    cites=("湖南省2023年前规定（文号不明）", "参保对象"),
    certainty="uncertain",
)
def hunan_eligibility_2008(person: View, parameter: Parameters) -> Expression:
    """As from 2023, but with less farmland a head than the limit; number and first day of the rule are not known.

    FACTS 2.3, eligibility_hunan.
    """
    has_left_as_member = (person.standing == "conscript") | (person.standing == "student")
    return cases(
        (person.standing == "public_servant", "public_servant"),
        (person.had_pension_paid, "had_pension_paid"),
        (person.household.farmland_per_head_after >= parameter("social_security.hunan_land_limit"), "land_enough"),
        (person.age_at_announcement < parameter("social_security.hunan_age"), "too_young"),
        (has_left_as_member & person.was_member_before, "insurable"),
        (~person.is_collective_member, "not_member"),
        (person.joined_on > person.project.policy_date, "not_member"),
        otherwise="insurable",
    )


@rule(
    "person",
    word(FINDINGS),
    governed_by="policy_date",
    since=date(2023, 6, 1),
    cites=("湘人社规〔2023〕1号", "参保对象"),
)
def hunan_eligibility_2023(person: View, parameter: Parameters) -> Expression:
    """At most so much farmland a head afterwards, of age on the day of the announcement, a member then (FACTS 2.3).

    Conscripts and students count by what they were before they left. A member by one parent or by a vote is a member.
    """
    has_left_as_member = (person.standing == "conscript") | (person.standing == "student")
    return cases(
        (person.standing == "public_servant", "public_servant"),
        (person.had_pension_paid, "had_pension_paid"),
        (person.household.farmland_per_head_after > parameter("social_security.hunan_land_limit"), "land_enough"),
        (person.age_at_announcement < parameter("social_security.hunan_age"), "too_young"),
        (has_left_as_member & person.was_member_before, "insurable"),
        (~person.is_collective_member, "not_member"),
        (person.joined_on > person.project.policy_date, "not_member"),
        otherwise="insurable",
    )
