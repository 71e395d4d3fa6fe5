"""动作 The verbs of the trail in words, and what a change said."""

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field
from django.utils.translation import gettext

from anzhi.office.models import Event
from anzhi.web.forms.units import label_of, unit_of

VERBS = {
    "account.assign": "调整账户", "account.change_password": "更换密码", "account.open": "开立账户",
    "account.remove_second_factor": "移除动态验证码",
    "account.reset_password": "重置密码", "activity.hold": "登记活动", "allotment.allot": "分房",
    "appropriation.approve": "批复预算", "approval.approve": "审批安置", "approval.entitle": "核定指标",
    "article.place": "登记上稿", "assistance.pay": "拨付救助", "batch.approve": "审批批次", "batch.enrol": "纳入社保",
    "batch.hold": "政策暂停", "batch.list_person": "列入名册", "batch.release": "恢复办理",
    "carry_over.confirm": "确认结转", "contribution.collect": "收缴社保资金", "earmark.approve": "批准专项",
    "document.attach": "附上佐证材料", "document.open": "打开佐证材料", "document.store": "存入文件",
    "document.withdraw": "撤下佐证材料",
    "economic_item.load": "载入经济分类", "estate.deliver": "交付小区", "estate.forecast": "调整预计验收",
    "estate.register": "登记小区", "estate.start": "小区开工", "evaluation.add_indicator": "设定指标",
    "evaluation.define": "设定绩效自评", "expenditure.pay": "支付", "firm.demolish": "拆除单位",
    "firm.register": "登记单位", "home_visit.make": "走访慰问", "household.add_member": "登记成员",
    "household.add_structure": "登记房屋", "household.demolish": "拆除", "household.explain_hold_out": "说明滞留原因",
    "household.leave": "成员离开", "household.register": "登记住户",
    "household.reveal_account": "查看银行账号", "household.reveal_phone": "查看联系电话", "household.sign": "签约",
    "household.unsign": "撤销签约", "household.vacate": "腾房", "import.complete": "导入",
    "indicator.adjust": "调整得分",
    "indicator.grade": "评定达成程度", "narrative.write": "撰写正文", "notice.file": "公告备案",
    "notice.publish": "发布公告", "officer.appoint": "登记人员", "officer.assign_post": "占用编制",
    "organisation.add": "登记机构", "organisation.found": "建立机构", "person.register": "登记人员信息",
    "person.reveal_identity": "查看身份证号", "plan.add_item": "列入计划", "plan.adopt": "下达年度计划",
    "policy_hold.announce": "登记政策暂停", "post.authorise": "核定编制", "programme.set_up": "设立专项活动",
    "project.clear": "清零", "project.clear_land": "腾地", "project.explain_tail": "说明扫尾原因",
    "project.launch": "启动项目", "project.prepare": "预备项目", "project.start_signing": "启动签约",
    "token.issue": "签发令牌", "token.revoke": "撤销令牌",
    "revenue.receive": "登记收入", "ticket.close": "办结工单", "ticket.rate": "评价工单", "ticket.receive": "受理工单",
    "ticket.reopen": "重新打开工单", "work_year.open": "开启业务年度",
    "activity.correct": "更正活动", "allotment.correct": "更正分房", "appropriation.correct": "更正预算批复",
    "approval.correct": "更正安置审批", "article.correct": "更正上稿", "assistance.correct": "更正救助",
    "batch.correct": "更正批次", "batch.correct_person": "更正参保人员", "carry_over.correct": "更正结转",
    "contribution.reverse": "冲销社保资金", "earmark.correct": "更正专项", "estate.correct": "更正小区",
    "expenditure.reverse": "冲销支出", "firm.correct": "更正单位", "firm.sign": "单位签约",
    "home_visit.correct": "更正走访慰问", "household.correct": "更正住户", "household.correct_member": "更正成员",
    "household.correct_structure": "更正房屋", "notice.correct": "更正公告", "notice.correct_filing": "更正备案",
    "person.correct": "更正人员信息", "policy_hold.correct": "更正政策暂停", "programme.correct": "更正专项活动",
    "project.correct": "更正项目", "project.correct_clearing": "更正腾地记录", "revenue.correct": "更正收入",
    "ticket.correct": "更正工单",
    "boundary.draw": "划定街道边界", "boundary.redraw": "重画街道边界", "parcel.replace": "替换地块",
    "parcel.survey": "录入地块",
    "evaluation.sign": "签署",
    "indicator.restore": "恢复建议得分",
    "judgement.make": "注明核实意见",
    "judgement.withdraw": "撤回核实意见",
    "submission.submit": "报送",
    "submitted_audit.keep": "留存审核结果",
    "submission.freeze_figure": "冻结数字",
    "submission.freeze_file": "冻结文件",
    "case_fact.establish": "登记个案事实", "household.add_crop": "登记青苗", "household.correct_crop": "更正青苗",
    "land_area.enter": "登记地类面积", "land_area.correct": "更正地类面积",
    "snapshot.freeze": "冻结快照", "determination.compute": "核定", "review.begin": "提交审核",
    "review.take_part": "列入经办", "review.decide_approved": "审核同意", "review.decide_returned": "审核退回",
    "review.decide_rejected": "审核不同意", "review.advance": "进入下一环节", "review.close": "审核结束",
    "review.supersede": "审核被取代", "meeting.hold": "登记审核会议", "meeting.attend": "登记参会人员",
    "adjustment.propose": "提出调整", "publication.publish": "公示", "publication.list": "列入公示",
    "objection.receive": "收到异议", "objection.answer": "答复异议", "agreement.draw_up": "拟定协议",
    "agreement.amend": "拟定变更协议", "agreement.sign": "签订协议", "agreement.void": "作废协议",
}  # fmt: skip
"""Every verb that an action writes."""


def words(verb: str) -> str:
    """A verb as it reads in the trail."""
    return gettext(VERBS.get(verb, verb))


def change(event: Event) -> str:
    """What an event changed: each field with its old and new value, and the reason if one was given."""
    detail = event.detail
    parts = []
    if "new" in detail:
        for name, new in detail["new"].items():
            field = _field(event.noun, name)
            label = str(label_of(field)) if field is not None else name
            parts.append(f"{label} {_text(field, detail['old'].get(name))} → {_text(field, new)}")
    for name in detail.get("sealed", ()):
        parts.append(gettext("{label}已更正").format(label=gettext(_field(event.noun, name).verbose_name)))
    if reason := detail.get("reason"):
        parts.append(gettext("原因：{reason}").format(reason=reason))
    return "；".join(parts)


def _field(noun: str, name: str) -> Field | None:
    try:
        return apps.get_model(noun)._meta.get_field(name.removesuffix("_id"))
    except (LookupError, FieldDoesNotExist):
        return None


def _text(field: Field | None, value: object) -> str:
    if value in (None, ""):
        return "—"
    if isinstance(value, dict):
        return "…"
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    if field is not None and field.is_relation:
        return str(field.related_model._default_manager.filter(pk=value).first() or value)
    if field is not None and (unit := unit_of(field)) is not None:
        return unit.number(value)
    if field is not None and field.choices:
        return gettext(str(dict(field.flatchoices).get(value, value)))
    return str(value)
