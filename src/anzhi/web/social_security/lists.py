"""列表 Rosters, the persons on them, the money collected, and the policies that hold them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import Combinable
from django.urls import reverse

from anzhi.office.models import Account, Street
from anzhi.registry.models import Membership, Project
from anzhi.social_security.models import Batch, Contribution, Enrolment, PolicyHold
from anzhi.values.period import Year
from anzhi.web.derived import over, reached
from anzhi.web.listing import Column, Filter, Listing, options
from anzhi.web.people import found, masked
from anzhi.web.scope import scope
from anzhi.web.sheets import Fact, Sheet
from anzhi.web.units import WAN_EXACT

STATES = {"approved": "已审批", "held": "政策暂停", "enrolled": "已纳入"}
TONES = {"held": "red", "enrolled": "green", "approved": "blue"}
BANDS = dict(Enrolment.AgeBand.choices)


def _state(year: Year, path: str = "") -> Combinable:
    steps = (("enrolled", "enrolled_on"), ("approved", "released_on"), ("held", "held_on"))
    return reached(*((key, path + name) for key, name in steps), day=year.as_of, otherwise="approved")


def batch_columns(year: Year) -> Mapping[str, Combinable]:
    """State of a roster on a day, and how many stand on it."""
    return {"state": _state(year), "people": over(Enrolment.objects.all(), "batch", Count("pk"))}


def enrolment_columns(year: Year) -> Mapping[str, Combinable]:
    """State of a person's roster on a day."""
    return {"state": _state(year, "batch__")}


def hold_columns(year: Year) -> Mapping[str, Combinable]:
    """How many persons a policy has ever stopped."""
    return {"people": over(Enrolment.objects.all(), "batch__hold", Count("pk"))}


def find_enrolments(enrolments: QuerySet[Enrolment], words: str) -> QuerySet[Enrolment]:
    """By name or whole identity number, or by the roster's number."""
    return enrolments.filter(found(words, "person") | Q(batch__number__icontains=words))


def households_of(keys: Sequence[int], account: Account) -> dict[int, str]:
    """The household page of each person on a roster: the household that he or she belongs to, or last did."""
    memberships = scope(Membership.objects.filter(person__enrolment__in=keys), account)
    rows = memberships.order_by("joined_on", "pk").values_list("person__enrolment", "household_id")
    return {key: reverse("household", args=[household]) for key, household in rows}


BATCHES = Listing(
    page="batches",
    title="社保批次",
    area="social_security",
    model=Batch,
    columns=(
        Column("批次号", "number"),
        Column("项目", "project__name"),
        Column("街道", "project__street__name"),
        Column("审批日期", "approved_on"),
        Column("人数", "people", is_number=True, total=True),
        Column("状态", "state", choices=STATES, tones=TONES),
        Column("暂停日期", "held_on"),
        Column("恢复日期", "released_on"),
        Column("纳入日期", "enrolled_on"),
        Column("政策暂停", "hold__title"),
    ),
    search=("number", "project__name"),
    filters=(
        Filter("街道", "street", "project__street", choices=options("pk", Street, "name")),
        Filter("项目", "project", "project", choices=options("pk", Project, "name")),
        Filter("状态", "state", "state", choices=STATES),
        Filter("审批日期", "approved", "approved_on", dates=True),
    ),
    sort="number",
    annotate=batch_columns,
    record_page="batch",
)
ENROLMENTS = Listing(
    page="enrolments",
    title="参保人员",
    area="social_security",
    model=Enrolment,
    columns=(
        Column("姓名", "person__name"),
        Column("身份证号", "person__sealed_identity", reads=masked),
        Column("出生日期", "person__born_on"),
        Column("年龄段", "age_band", choices=BANDS),
        Column("批次号", "batch__number"),
        Column("项目", "batch__project__name"),
        Column("街道", "batch__project__street__name"),
        Column("审批日期", "batch__approved_on"),
        Column("状态", "state", choices=STATES, tones=TONES),
    ),
    find=find_enrolments,
    filters=(
        Filter("街道", "street", "batch__project__street", choices=options("pk", Street, "name")),
        Filter("年龄段", "band", "age_band", choices=BANDS),
        Filter("状态", "state", "state", choices=STATES),
        Filter("政策暂停", "hold", "batch__hold", choices=options("pk", PolicyHold, "title")),
    ),
    sort="batch__number",
    annotate=enrolment_columns,
    locate=households_of,
)
CONTRIBUTIONS = Listing(
    page="contributions",
    title="社保资金",
    area="social_security",
    model=Contribution,
    columns=(
        Column("凭证号", "voucher"),
        Column("项目", "project__name"),
        Column("街道", "project__street__name"),
        Column("收缴日期", "collected_on"),
        Column("金额", "amount", unit=WAN_EXACT, total=True),
    ),
    search=("voucher", "project__name"),
    filters=(
        Filter("街道", "street", "project__street", choices=options("pk", Street, "name")),
        Filter("项目", "project", "project", choices=options("pk", Project, "name")),
        Filter("收缴日期", "collected", "collected_on", dates=True),
    ),
    sort="-collected_on",
    record_page="contribution",
)
HOLDS = Listing(
    page="policy_holds",
    title="政策暂停",
    area="social_security",
    model=PolicyHold,
    columns=(
        Column("文件名称", "title"),
        Column("发文机关", "issuer"),
        Column("文号", "document_number"),
        Column("依据文号", "cites"),
        Column("下发日期", "issued_on"),
        Column("涉及人数", "people", is_number=True, total=True),
    ),
    search=("title", "issuer", "document_number"),
    sort="-issued_on",
    annotate=hold_columns,
    record_page="policy_hold",
)


def persons_of(batch: Batch) -> Listing:
    """The persons on one roster."""
    shown = ("person__name", "person__sealed_identity", "person__born_on", "age_band", "state")
    return replace(
        ENROLMENTS,
        columns=tuple(column for column in ENROLMENTS.columns if column.path in shown),
        filters=tuple(entry for entry in ENROLMENTS.filters if entry.name == "band"),
        sort="person__name",
        within=lambda year: Q(batch=batch),
    )


def batches_of(hold: PolicyHold) -> Listing:
    """The rosters that one policy stopped."""
    return replace(BATCHES, within=lambda year: Q(hold=hold))


BATCH = Sheet(
    page="batch",
    listing=BATCHES,
    facts=(
        Fact("状态", "state", choices=STATES, tones=TONES),
        Fact("项目", "project__name", page="project", key="project"),
        Fact("街道", "project__street__name"),
        Fact("人数", "people", is_number=True),
        Fact("审批日期", "approved_on"),
        Fact("纳入日期", "enrolled_on"),
        Fact("政策暂停", "hold__title", page="policy_hold", key="hold"),
        Fact("暂停日期", "held_on"),
        Fact("恢复日期", "released_on"),
    ),
    parts=persons_of,
)
CONTRIBUTION = Sheet(
    page="contribution",
    listing=CONTRIBUTIONS,
    facts=(
        Fact("项目", "project__name", page="project", key="project"),
        Fact("收缴日期", "collected_on"),
        Fact("凭证号", "voucher"),
        Fact("金额", "amount", unit=WAN_EXACT),
    ),
)
HOLD = Sheet(
    page="policy_hold",
    listing=HOLDS,
    facts=(
        Fact("发文机关", "issuer"),
        Fact("文号", "document_number"),
        Fact("依据文号", "cites"),
        Fact("下发日期", "issued_on"),
        Fact("涉及人数", "people", is_number=True),
    ),
    parts=batches_of,
)
