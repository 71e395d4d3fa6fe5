"""安置房 Estates and allotted homes."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from anzhi.casework.models import Approval
from anzhi.housing.actions import allotments, estates
from anzhi.housing.models import Allotment, Estate
from anzhi.ingest.columns import Reference, of
from anzhi.ingest.nouns.base import CHUNK, Table, slices
from anzhi.ingest.nouns.references import ESTATE as ESTATE_REFERENCE
from anzhi.ingest.nouns.references import STREET


def _approved(wanted: Iterable[str]) -> Mapping[str, Approval]:
    """Approvals for a home by household number."""
    found: dict[str, Approval] = {}
    for part in slices(sorted(wanted), CHUNK):
        approvals = Approval.objects.filter(option=Approval.Option.HOUSING, household__number__in=part)
        for approval in approvals.select_related("household"):
            found[approval.household.number] = approval
    return found


ESTATE = Table(
    key="estate",
    title="安置小区",
    area="housing",
    page="estates",
    model=Estate,
    identity=("name",),
    enter=estates.register,
    columns=(
        of(Estate, "name", "示例小区"),
        of(Estate, "street", "示例街道", kind=STREET),
        of(Estate, "site_area", 45.2),
        of(Estate, "planned_area", 61000),
        of(Estate, "approved_on", date(2019, 5, 20), note=_("尚在选址的留空，以下各日期没有到来的也留空。")),
        of(Estate, "started_on", date(2020, 3, 2)),
        of(Estate, "expected_on", date(2022, 9, 30)),
        of(Estate, "delivered_on"),
        of(Estate, "delay_reason"),
    ),
)
ALLOTMENT = Table(
    key="allotment",
    title="分房",
    area="housing",
    page="allotments",
    model=Allotment,
    identity=("unit", "estate"),
    enter=allotments.allot,
    note=_("一套房一行；累计分房人数不能超过该户保障住房安置审批的人数。"),
    columns=(
        of(
            Allotment,
            "approval",
            "示例-0001",
            kind=Reference("安置审批", _approved, limit=20),
            heading="户号",
            note=_("该户应已有保障住房安置审批。"),
        ),
        of(Allotment, "estate", "示例小区", kind=ESTATE_REFERENCE),
        of(Allotment, "unit", "1栋101"),
        of(Allotment, "housed_on", date(2021, 8, 16)),
        of(Allotment, "persons", 3, note=_("可以是半人，如 2.5。")),
    ),
)
