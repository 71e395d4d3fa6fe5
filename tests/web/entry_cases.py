"""One example of every form: the record it is about, what is typed, what is then in the record."""

from datetime import date

from anzhi.administration.models import Activity, Article, Assistance, HomeVisit, Programme
from anzhi.budget.models import Appropriation, CarryOver, Earmark, EconomicItem, Expenditure, Revenue
from anzhi.casework.models import Approval
from anzhi.grievances.actions import tickets
from anzhi.grievances.models import Ticket
from anzhi.housing.models import Allotment, Estate
from anzhi.office import personal_data
from anzhi.office.actions import organisations
from anzhi.office.models import Organisation, Street
from anzhi.registry.actions import firms, projects
from anzhi.registry.models import (
    Filing,
    Firm,
    Household,
    LandArea,
    LandClearing,
    Notice,
    Person,
    Project,
)
from anzhi.social_security.actions import batches
from anzhi.social_security.models import Batch, Contribution, Enrolment, PolicyHold
from tests.web.determination_cases import DETERMINATIONS
from tests.web.entry_case import DAY, Case, first, launched, officer
from tests.web.household_cases import HOUSEHOLDS


def reopened():
    return tickets.reopen(first(Ticket), reason="误办结", by=officer())


def fresh_batch():
    batch = Batch(number="SB-TEST", project=first(Project), approved_on=date(2021, 6, 1))
    return batches.approve([(batch, [(unlisted(), Enrolment.AgeBand.FIRST)])], by=officer())[0]


def unlisted():
    return first(Person, enrolment=None)


def identity(person):
    return personal_data.unseal(person.sealed_identity)


def unsurveyed_firm():
    firm = Firm(project=launched(), name="测试商行", surveyed_on=date(2021, 1, 5))
    return firms.register([firm], by=officer())[0]


def empty_project():
    day = date(2021, 1, 5)
    project = Project(code="T-9", name="测试空项目", street=first(Street), area=10_000, prepared_on=day)
    projects.prepare([project], by=officer())
    return projects.launch({project: (day, day)}, by=officer())[0]


def waiting():
    return first(Approval, option="housing", allotments=None)


def unmeasured():
    day = date(2021, 1, 5)
    project = Project(code="T-8", name="测试新地", street=first(Street), area=10_000, prepared_on=day)
    return projects.prepare([project], by=officer("clearance"))[0]


def next_year():
    organisations.open_year(2022, by=officer())


REGISTRY = {
    "project_new": Case(
        "project.prepare",
        lambda _: {"code": "T-1", "name": "测试项目", "street": first(Street).pk, "area": "１,234.5678",
                   "is_key": "on", "prepared_on": "2021年3月5日"},
        {"code": "T-1", "area": 12_345_678, "is_key": True, "prepared_on": date(2021, 3, 5), "command_office": None},
    ),
    "project_edit": Case(
        "project.correct",
        lambda _: {"area": "99999.5", "tail_reason": "一户诉讼"},
        {"area": 999_995_000, "tail_reason": "一户诉讼"},
        launched,
    ),
    "project_launch": Case(
        "project.launch",
        lambda _: {"launched_on": "2021-12-20", "clear_by": "2099-06-30"},
        {"launched_on": DAY, "clear_by": date(2099, 6, 30)},
        lambda: first(Project, launched_on=None),
    ),
    "project_start_signing": Case(
        "project.start_signing", lambda _: {"signing_started_on": "2021-12-20"}, {"signing_started_on": DAY},
        lambda: first(Project, launched_on__isnull=False, signing_started_on=None),
    ),
    "project_explain_tail": Case(
        "project.explain_tail", lambda _: {"tail_reason": "企业未搬"}, {"tail_reason": "企业未搬"}, launched,
    ),
    "project_clear": Case(
        "project.clear", lambda _: {"cleared_on": "2022-01-10"}, {"cleared_on": date(2022, 1, 10)},
        empty_project,
    ),
    "land_area_new": Case(
        "land_area.enter",
        lambda _: {"project": unmeasured().pk, "land_class": "paddy", "use": "ordinary", "area": "0.5"},
        {"land_class": "paddy", "use": "ordinary", "grade": "", "area": 5000},
    ),
    "land_area_edit": Case(
        "land_area.correct", lambda _: {"area": "0.0001", "grade": ""}, {"area": 1, "grade": ""},
        lambda: first(LandArea),
    ),
    "clearing_new": Case(
        "project.clear_land",
        lambda _: {"project": launched().pk, "cleared_on": "2021-12-20", "area": "0.5"},
        {"area": 5000, "cleared_on": DAY},
    ),
    "clearing_edit": Case(
        "project.correct_clearing", lambda _: {"area": "0.01"}, {"area": 100}, lambda: first(LandClearing),
    ),
    "notice_new": Case(
        "notice.publish",
        lambda _: {"project": first(Project, notices=None).pk, "kind": "plan", "published_on": "2021-12-20"},
        {"kind": "plan", "document_number": "", "published_on": DAY},
    ),
    "notice_edit": Case(
        "notice.correct", lambda _: {"document_number": "测〔2021〕1号"}, {"document_number": "测〔2021〕1号"},
        lambda: first(Notice),
    ),
    "notice_file": Case(
        "notice.file",
        lambda _: {"filed_with": first(Organisation, kind="partner_bureau").pk, "filed_on": "2021-12-20"},
        {"filed_on": DAY}, lambda: first(Notice, filing=None),
    ),
    "filing_edit": Case(
        "notice.correct_filing", lambda _: {"filed_on": "2021-12-20"}, {"filed_on": DAY}, lambda: first(Filing),
    ),
    "firm_new": Case(
        "firm.register",
        lambda _: {"project": launched().pk, "name": "测试公司", "surveyed_on": "2021-12-20"},
        {"name": "测试公司", "credit_code": None, "signed_on": None},
    ),
    "firm_edit": Case("firm.correct", lambda _: {"name": "测试公司二"}, {"name": "测试公司二"}, unsurveyed_firm),
    "firm_sign": Case("firm.sign", lambda _: {"signed_on": "2021-12-20"}, {"signed_on": DAY}, unsurveyed_firm),
    "firm_demolish": Case(
        "firm.demolish", lambda _: {"demolished_on": "2021-12-20"}, {"demolished_on": DAY}, unsurveyed_firm,
    ),
}  # fmt: skip
RESETTLEMENT = {
    "approval_edit": Case("approval.correct", lambda _: {"approved_on": "2021-12-20"}, {"approved_on": DAY}, waiting),
    "estate_new": Case(
        "estate.register",
        lambda _: {"name": "测试小区", "street": first(Street).pk, "site_area": "30", "planned_area": "12000.5",
                   "expected_on": "2099-01-01"},
        {"site_area": 300_000, "planned_area": 120_005_000, "started_on": None, "expected_on": date(2099, 1, 1)},
    ),
    "estate_edit": Case(
        "estate.correct", lambda _: {"name": "测试小区二"}, {"name": "测试小区二"}, lambda: first(Estate),
    ),
    "estate_start": Case(
        "estate.start", lambda _: {"started_on": "2021-12-20"}, {"started_on": DAY},
        lambda: first(Estate, approved_on__isnull=False, started_on=None),
    ),
    "estate_deliver": Case(
        "estate.deliver", lambda _: {"delivered_on": "2021-12-20"}, {"delivered_on": DAY},
        lambda: first(Estate, started_on__isnull=False, delivered_on=None),
    ),
    "estate_forecast": Case(
        "estate.forecast", lambda _: {"expected_on": "2099-01-01", "delay_reason": "资金"},
        {"expected_on": date(2099, 1, 1), "delay_reason": "资金"}, lambda: first(Estate, delivered_on=None),
    ),
    "allotment_new": Case(
        "allotment.allot",
        lambda _: {"household": waiting().household.number, "estate": first(Estate, delivered_on__isnull=False).pk,
                   "unit": "T-901", "housed_on": "2021-12-20", "persons": "0.5"},
        {"unit": "T-901", "persons": 5, "housed_on": DAY},
    ),
    "allotment_edit": Case(
        "allotment.correct", lambda _: {"unit": "T-902"}, {"unit": "T-902"}, lambda: first(Allotment),
    ),
    "batch_new": Case(
        "batch.approve",
        lambda _: {"number": "SB-T1", "project": first(Project).pk, "approved_on": "2021-12-20",
                   "people-3-person": identity(unlisted()), "people-3-age_band": "2"},
        {"number": "SB-T1", "approved_on": DAY, "held_on": None},
    ),
    "batch_edit": Case("batch.correct", lambda _: {"number": "SB-T2"}, {"number": "SB-T2"}, lambda: first(Batch)),
    "batch_list_persons": Case(
        "batch.list_person",
        lambda _: {"people-0-person": identity(unlisted()), "people-0-age_band": "4"}, {"age_band": 4},
        lambda: first(Batch),
    ),
    "batch_enrol": Case("batch.enrol", lambda _: {"enrolled_on": "2021-12-20"}, {"enrolled_on": DAY}, fresh_batch),
    "batch_hold": Case(
        "batch.hold", lambda _: {"hold": first(PolicyHold).pk, "held_on": "2021-12-20"}, {"held_on": DAY}, fresh_batch,
    ),
    "batch_release": Case(
        "batch.release", lambda _: {"released_on": "2022-12-20"}, {"released_on": date(2022, 12, 20)},
        lambda: first(Batch, held_on__isnull=False),
    ),
    "enrolment_edit": Case(
        "batch.correct_person", lambda e: {"age_band": e.age_band % 4 + 1}, {}, lambda: first(Enrolment),
    ),
    "policy_hold_new": Case(
        "policy_hold.announce", lambda _: {"issuer": "市人社局", "title": "测试通知", "issued_on": "2021-12-20"},
        {"title": "测试通知", "document_number": None, "issued_on": DAY},
    ),
    "policy_hold_edit": Case(
        "policy_hold.correct", lambda _: {"title": "测试通知二"}, {"title": "测试通知二"}, lambda: first(PolicyHold),
    ),
    "contribution_new": Case(
        "contribution.collect",
        lambda _: {"project": first(Project).pk, "collected_on": "2021-12-20", "voucher": "T-1", "amount": "12.34"},
        {"amount": 1234, "voucher": "T-1", "reverses": None},
    ),
    "contribution_reverse": Case(
        "contribution.reverse", lambda _: {"voucher": "T-2", "collected_on": "2021-12-20"},
        {"voucher": "T-2", "collected_on": DAY}, lambda: first(Contribution),
    ),
}  # fmt: skip
AFFAIRS = {
    "ticket_new": Case(
        "ticket.receive",
        lambda _: {"number": "T-1", "subject": "过渡费", "received_on": "2021-12-20", "due_on": "2099-01-01"},
        {"street": None, "due_on": date(2099, 1, 1), "closed_on": None},
    ),
    "ticket_edit": Case(
        "ticket.correct", lambda _: {"subject": "更正后的诉求"}, {"subject": "更正后的诉求"}, lambda: first(Ticket),
    ),
    "ticket_close": Case("ticket.close", lambda _: {"closed_on": "2022-01-20"}, {"closed_on": date(2022, 1, 20)},
                         reopened),
    "ticket_reopen": Case(
        "ticket.reopen", lambda _: {"reason": "误办结"}, {"closed_on": None, "is_satisfied": None},
        lambda: first(Ticket), {"reason": "误办结"},
    ),
    "ticket_rate": Case(
        "ticket.rate", lambda t: {"is_satisfied": "false"}, {"is_satisfied": False},
        lambda: first(Ticket, is_satisfied=True),
    ),
    "programme_new": Case(
        "programme.set_up", lambda _: {"year": "2022", "kind": "contest", "name": "测试赛"},
        {"year": 2022, "kind": "contest", "name": "测试赛"},
    ),
    "programme_edit": Case(
        "programme.correct", lambda _: {"name": "测试赛二"}, {"name": "测试赛二"}, lambda: first(Programme),
    ),
    "activity_new": Case(
        "activity.hold",
        lambda _: {"kind": "training", "held_on": "2021-12-20", "title": "测试培训", "attendance": "12"},
        {"attendance": 12, "programme": None, "held_on": DAY},
    ),
    "activity_edit": Case(
        "activity.correct", lambda _: {"attendance": "77"}, {"attendance": 77}, lambda: first(Activity),
    ),
    "article_new": Case(
        "article.place",
        lambda _: {"title": "测试稿", "outlet": "测试报", "level": "city", "placed_on": "2021-12-20"},
        {"outlet": "测试报", "level": "city"},
    ),
    "article_edit": Case(
        "article.correct", lambda _: {"outlet": "测试报二"}, {"outlet": "测试报二"}, lambda: first(Article),
    ),
    "home_visit_new": Case(
        "home_visit.make", lambda _: {"street": first(Street).pk, "family": "测试家庭", "visited_on": "2021-12-20"},
        {"family": "测试家庭", "visited_on": DAY},
    ),
    "home_visit_edit": Case(
        "home_visit.correct", lambda _: {"family": "测试家庭二"}, {"family": "测试家庭二"}, lambda: first(HomeVisit),
    ),
    "assistance_new": Case(
        "assistance.pay",
        lambda _: {"household": first(Household).number, "kind": "illness", "paid_on": "2021-12-20", "amount": "3000"},
        {"kind": "illness", "amount": 300_000},
    ),
    "assistance_edit": Case(
        "assistance.correct", lambda _: {"amount": "4000.05"}, {"amount": 400_005}, lambda: first(Assistance),
    ),
}  # fmt: skip
MONEY = {
    "earmark_new": Case(
        "earmark.approve", lambda _: {"year": "2021", "name": "测试专项", "purpose": "测试", "ordinal": "99"},
        {"year": 2021, "ordinal": 99},
    ),
    "earmark_edit": Case("earmark.correct", lambda _: {"purpose": "更正"}, {"purpose": "更正"}, lambda: first(Earmark)),
    "appropriation_new": Case(
        "appropriation.approve",
        lambda _: {"year": "2022", "nature": "basic", "item": first(EconomicItem).pk, "amount": "100"},
        {"year": 2022, "amount": 10_000, "earmark": None},
    ),
    "appropriation_edit": Case(
        "appropriation.correct", lambda _: {"amount": "100.01"}, {"amount": 10_001}, lambda: first(Appropriation),
    ),
    "expenditure_new": Case(
        "expenditure.pay",
        lambda _: {"year": "2021", "nature": "basic", "item": first(EconomicItem).pk, "amount": "-5.5",
                   "voucher": "T-1", "paid_on": "2021-12-20", "summary": "测试"},
        {"amount": -550, "voucher": "T-1", "reverses": None},
    ),
    "expenditure_reverse": Case(
        "expenditure.reverse", lambda _: {"voucher": "T-2", "paid_on": "2021-12-20"},
        {"voucher": "T-2", "paid_on": DAY, "year": 2021}, lambda: first(Expenditure),
    ),
    "revenue_new": Case(
        "revenue.receive",
        lambda _: {"year": "2021", "stage": "final", "source": "other", "dated_on": "2021-12-20", "voucher": "T-1",
                   "amount": "1"},
        {"amount": 100, "stage": "final"},
    ),
    "revenue_edit": Case("revenue.correct", lambda _: {"amount": "2"}, {"amount": 200}, lambda: first(Revenue)),
    "carry_over_new": Case(
        "carry_over.confirm", lambda _: {"year": "2023", "amount": "7.64"}, {"year": 2023, "amount": 764}, next_year,
    ),
    "carry_over_edit": Case("carry_over.correct", lambda _: {"amount": "8"}, {"amount": 800}, lambda: first(CarryOver)),
}  # fmt: skip
CASES: dict[str, Case] = REGISTRY | HOUSEHOLDS | DETERMINATIONS | RESETTLEMENT | AFFAIRS | MONEY
ROLES = {
    "registry": "clearance", "determinations": "clearance", "casework": "resettlement",
    "housing": "resettlement", "social_security": "resettlement",
    "grievances": "general", "administration": "general", "budget": "finance",
}  # fmt: skip
"""Whose records they are."""
