"""列表 Projects, households, firms, cleared land."""

from collections.abc import Mapping

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from anzhi.office import personal_data
from anzhi.office.models import Street
from anzhi.registry.models import Firm, Household, LandClearing, Project
from anzhi.values.bank_account import BankAccount
from anzhi.values.identity_number import IdentityNumber
from anzhi.values.period import Year
from anzhi.values.refusal import Refused
from anzhi.values.unit import MU_AREA
from anzhi.web.derived import over, reached
from anzhi.web.listing import Column, Filter, Listing, options
from anzhi.web.people import masked_account, masked_phone

PROJECT_STATES = {"reserve": "预备", "launched": "已启动", "signing": "签约中", "cleared": "已清零"}
HOUSEHOLD_STATES = {"unsigned": "未签约", "signed": "已签约", "vacated": "已腾房", "demolished": "已拆除"}
YES_NO = {"true": "是", "false": "否"}


def project_columns(year: Year) -> Mapping[str, Combinable]:
    """State of a project on a day, and its households."""
    return {
        "state": reached(
            ("cleared", "cleared_on"),
            ("signing", "signing_started_on"),
            ("launched", "launched_on"),
            day=year.as_of,
            otherwise="reserve",
        ),
        "household_count": over(Household.objects.all(), "project", Count("pk")),
        "signed_count": over(Household.objects.filter(signed_on__lte=year.as_of), "project", Count("pk")),
    }


def household_columns(year: Year) -> Mapping[str, Combinable]:
    """State of a household on a day, and whether another one is paid to the same account."""
    others = Household.objects.filter(account_index=OuterRef("account_index")).exclude(pk=OuterRef("pk"))
    return {
        "shares_account": Exists(others.exclude(account_index="")),
        "state": reached(
            ("demolished", "demolished_on"),
            ("vacated", "vacated_on"),
            ("signed", "signed_on"),
            day=year.as_of,
            otherwise="unsigned",
        ),
    }


def find_households(households: QuerySet[Household], words: str) -> QuerySet[Household]:
    """By number, head or address, by a member's name, or by a whole identity number or account (blind index)."""
    try:
        number = IdentityNumber.parse(words)
    except Refused:
        paid = _paid_to(words)
        named = households.model.objects.filter(memberships__person__name=words).values("pk")
        return households.filter(
            Q(number__icontains=words)
            | Q(head_name__icontains=words)
            | Q(address__icontains=words)
            | Q(pk__in=named)
            | paid
        )
    owner = households.model.objects.filter(
        memberships__person__identity_index=personal_data.blind_index(number.text)
    ).values("pk")
    return households.filter(pk__in=owner)


def _paid_to(words: str) -> Q:
    """The households of an account, if the words are one."""
    try:
        return Q(account_index=personal_data.blind_index(BankAccount.parse(words).text))
    except Refused:
        return Q(pk__in=[])


PROJECTS = Listing(
    page="projects",
    title="项目",
    area="registry",
    model=Project,
    columns=(
        Column("项目名称", "name"),
        Column("项目编号", "code"),
        Column("所在街道", "street__name"),
        Column("指挥部", "command_office__name"),
        Column("征地面积", "area", unit=MU_AREA, total=True),
        Column("状态", "state", choices=PROJECT_STATES),
        Column("户数", "household_count", is_number=True),
        Column("已签约", "signed_count", is_number=True),
        Column("启动日期", "launched_on"),
        Column("腾地期限", "clear_by"),
        Column("清零日期", "cleared_on"),
        Column("省市重点", "is_key"),
    ),
    search=("name", "code"),
    filters=(
        Filter("街道", "street", "street", choices=options("pk", Street, "name")),
        Filter("状态", "state", "state", choices=PROJECT_STATES),
        Filter("省市重点", "key", "is_key", choices=YES_NO),
        Filter("启动日期", "launched", "launched_on", dates=True),
    ),
    sort="name",
    annotate=project_columns,
    record_page="project",
)
HOUSEHOLDS = Listing(
    page="households",
    title="住户",
    area="registry",
    model=Household,
    columns=(
        Column("户号", "number"),
        Column("户主", "head_name"),
        Column("项目", "project__name"),
        Column("街道", "street__name"),
        Column("组别地址", "address"),
        Column("状态", "state", choices=HOUSEHOLD_STATES),
        Column("入户调查日期", "surveyed_on"),
        Column("签约日期", "signed_on"),
        Column("腾房日期", "vacated_on"),
        Column("拆除日期", "demolished_on"),
        Column("联系电话", "sealed_phone", reads=masked_phone),
        Column("开户银行", "bank"),
        Column("银行账号", "sealed_account", reads=masked_account),
    ),
    find=find_households,
    filters=(
        Filter("街道", "street", "street", choices=options("pk", Street, "name")),
        Filter("项目", "project", "project", choices=options("pk", Project, "name")),
        Filter("状态", "state", "state", choices=HOUSEHOLD_STATES),
        Filter("签约日期", "signed", "signed_on", dates=True),
        Filter("与他户同账号", "shared", "shares_account", choices=YES_NO),
    ),
    sort="number",
    annotate=household_columns,
    record_page="household",
)
FIRMS = Listing(
    page="firms",
    title="单位（企业）",
    area="registry",
    model=Firm,
    columns=(
        Column("单位名称", "name"),
        Column("项目", "project__name"),
        Column("街道", "project__street__name"),
        Column("统一社会信用代码", "credit_code"),
        Column("调查日期", "surveyed_on"),
        Column("签约日期", "signed_on"),
        Column("拆除日期", "demolished_on"),
    ),
    search=("name", "credit_code", "project__name"),
    filters=(Filter("项目", "project", "project", choices=options("pk", Project, "name")),),
    sort="name",
    record_page="project",
    record_key="project_id",
)
CLEARINGS = Listing(
    page="clearings",
    title="腾地记录",
    area="registry",
    model=LandClearing,
    columns=(
        Column("项目", "project__name"),
        Column("街道", "project__street__name"),
        Column("腾地日期", "cleared_on"),
        Column("腾地面积", "area", unit=MU_AREA, total=True),
    ),
    search=("project__name",),
    filters=(Filter("腾地日期", "cleared", "cleared_on", dates=True),),
    sort="-cleared_on",
    record_page="project",
    record_key="project_id",
)
