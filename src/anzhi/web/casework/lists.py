"""列表 Resettlement approvals; determinations, lists made public, agreements and meetings."""

from anzhi.casework.models import Agreement, Approval, Determination, Meeting, Publication, Review
from anzhi.office.models import Street
from anzhi.registry.models import Project
from anzhi.rules.packs import PACKS
from anzhi.values.unit import PERSONS
from anzhi.web.listing import Column, Filter, Listing, options
from anzhi.web.units import YUAN

OPTIONS = dict(Approval.Option.choices)
OUTCOMES = dict(Review.Outcome.choices)
TONES = {"open": "blue", "approved": "green", "returned": "orange", "rejected": "red", "superseded": "secondary"}
LABELS = {name: label for name, (label, _is_fictional) in PACKS.items()}
_OF_HOUSEHOLD = (
    Filter("街道", "street", "household__street", choices=options("pk", Street, "name")),
    Filter("项目", "project", "household__project", choices=options("pk", Project, "name")),
)

APPROVALS = Listing(
    page="approvals",
    title="安置审批",
    area="casework",
    model=Approval,
    columns=(
        Column("户号", "household__number"),
        Column("户主", "household__head_name"),
        Column("项目", "household__project__name"),
        Column("街道", "household__street__name"),
        Column("安置方式", "option", choices=OPTIONS),
        Column("审批日期", "approved_on"),
        Column("安置人数", "persons", unit=PERSONS, total=True),
        Column("安置指标", "quota", unit=PERSONS, total=True),
    ),
    search=("household__number", "household__head_name", "household__project__name"),
    filters=(
        *_OF_HOUSEHOLD,
        Filter("安置方式", "option", "option", choices=OPTIONS),
        Filter("审批日期", "approved", "approved_on", dates=True),
    ),
    sort="-approved_on",
    record_page="household",
    record_key="household_id",
)
DETERMINATIONS = Listing(
    page="determinations",
    title="核定",
    area="determinations",
    model=Determination,
    columns=(
        Column("户号", "household__number"),
        Column("户主", "household__head_name"),
        Column("项目", "household__project__name"),
        Column("街道", "household__street__name"),
        Column("计算日期", "computed_on"),
        Column("核定金额", "total", unit=YUAN),
        Column("审核", "review__outcome", choices=OUTCOMES, tones=TONES),
        Column("政策包", "pack", choices=LABELS),
        Column("核定人", "maker__name"),
    ),
    search=("household__number", "household__head_name", "household__project__name"),
    filters=(
        *_OF_HOUSEHOLD,
        Filter("审核", "outcome", "review__outcome", choices=OUTCOMES),
        Filter("计算日期", "computed", "computed_on", dates=True),
    ),
    sort="-computed_on",
    record_page="determination",
)
PUBLICATIONS = Listing(
    page="publications",
    title="公示",
    area="determinations",
    model=Publication,
    columns=(
        Column("项目", "project__name"),
        Column("公示日期", "published_on"),
        Column("公示天数", "days", is_number=True),
        Column("公示地点", "place"),
        Column("公示人", "maker__name"),
    ),
    search=("project__name", "place"),
    filters=(
        Filter("项目", "project", "project", choices=options("pk", Project, "name")),
        Filter("公示日期", "published", "published_on", dates=True),
    ),
    sort="-published_on",
    record_page="publication",
)
AGREEMENTS = Listing(
    page="agreements",
    title="补偿安置协议",
    area="determinations",
    model=Agreement,
    columns=(
        Column("协议编号", "number"),
        Column("户号", "household__number"),
        Column("户主", "household__head_name"),
        Column("项目", "household__project__name"),
        Column("协议金额", "amount", unit=YUAN),
        Column("变更的协议", "amends__number"),
        Column("拟定日期", "drawn_on"),
        Column("签订日期", "signed_on"),
        Column("作废日期", "voided_on"),
    ),
    search=("number", "household__number", "household__head_name", "household__project__name"),
    filters=(
        *_OF_HOUSEHOLD,
        Filter("签订日期", "signed", "signed_on", dates=True),
    ),
    sort="-drawn_on",
    record_page="agreement",
)
MEETINGS = Listing(
    page="meetings",
    title="审核会议",
    area="determinations",
    model=Meeting,
    columns=(Column("会议名称", "title"), Column("会议日期", "held_on")),
    search=("title", "minutes"),
    filters=(Filter("会议日期", "held", "held_on", dates=True),),
    sort="-held_on",
    record_page="meeting",
)
