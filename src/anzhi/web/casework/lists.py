"""列表 Resettlement approvals."""

from anzhi.casework.models import Approval
from anzhi.office.models import Street
from anzhi.registry.models import Project
from anzhi.values.unit import PERSONS
from anzhi.web.listing import Column, Filter, Listing, options

OPTIONS = dict(Approval.Option.choices)

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
        Filter("街道", "street", "household__street", choices=options("pk", Street, "name")),
        Filter("项目", "project", "household__project", choices=options("pk", Project, "name")),
        Filter("安置方式", "option", "option", choices=OPTIONS),
        Filter("审批日期", "approved", "approved_on", dates=True),
    ),
    sort="-approved_on",
    record_page="household",
    record_key="household_id",
)
