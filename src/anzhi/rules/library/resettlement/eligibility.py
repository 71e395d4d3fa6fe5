"""安置资格 Is a person resettled: the condition that is met, or why none is."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import word

FINDINGS = {
    "member": "村集体经济组织成员",
    "conscript": "义务兵、一二级士官，入伍前为成员",
    "student": "在校大中专学生，入学前为成员",
    "prisoner": "服刑人员，服刑前为成员",
    "public_servant": "不符合：机关事业单位在编人员",
    "military_officer": "不符合：军官、文职人员",
    "registered_only": "不符合：空挂户",
    "not_member": "不符合：不是村集体经济组织成员",
    "joined_after_cut_off": "不符合：资格截止日后成为成员",
}
"""What may be found, in words; the first four are resettled."""


@rule(
    "person",
    word(FINDINGS),
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长政办发〔2009〕16号", "一（一）"),
    certainty="uncertain",
)
def eligibility_2008(person: View, parameter: Parameters) -> Expression:
    """Only members of the collective are resettled: that was found. The rest is recalled (FACTS 1.6, eligibility).

    Conscripts, students and prisoners count by what they were before they left, as in neighbouring rules; whoever was
    no member then may still be one now. Who became a member on the cut-off day itself still counts; so do those born or
    married in by then.
    """
    standing = person.standing
    is_away = (standing == "conscript") | (standing == "student") | (standing == "prisoner")
    has_left_as_member = is_away & person.was_member_before
    return cases(
        (standing == "public_servant", "public_servant"),
        (standing == "military_officer", "military_officer"),
        (standing == "registered_only", "registered_only"),
        (has_left_as_member & (standing == "conscript"), "conscript"),
        (has_left_as_member & (standing == "student"), "student"),
        (has_left_as_member & (standing == "prisoner"), "prisoner"),
        (~person.is_collective_member, "not_member"),
        (person.joined_on > person.project.cut_off_date, "joined_after_cut_off"),
        otherwise="member",
    )
