"""列表 The parcels on the map."""

from collections.abc import Mapping

from django.db.models import Count, Q
from django.db.models.expressions import Combinable

from anzhi.office.models import Street
from anzhi.registry.models import Parcel
from anzhi.values.land import EXACT_MU
from anzhi.values.period import Year
from anzhi.values.unit import MU_AREA
from anzhi.web.derived import reached
from anzhi.web.listing import Column, Filter, Listing, options
from anzhi.web.registry.lists import PROJECT_STATES


def parcel_columns(year: Year) -> Mapping[str, Combinable]:
    """State of a parcel's project on a day, and its households."""
    signed = Q(project__households__signed_on__lte=year.as_of)
    return {
        "state": reached(
            ("cleared", "project__cleared_on"),
            ("signing", "project__signing_started_on"),
            ("launched", "project__launched_on"),
            day=year.as_of,
            otherwise="reserve",
        ),
        "household_count": Count("project__households"),
        "signed_count": Count("project__households", filter=signed),
    }


PARCELS = Listing(
    page="map",
    title="挂图作战",
    area="registry",
    model=Parcel,
    columns=(
        Column("项目", "project__name"),
        Column("地块", "name"),
        Column("街道", "project__street__name"),
        Column("状态", "state", choices=PROJECT_STATES),
        Column("图上面积", "area", unit=EXACT_MU, total=True),
        Column("项目征地面积", "project__area", unit=MU_AREA),
        Column("户数", "household_count", is_number=True),
        Column("已签约", "signed_count", is_number=True),
        Column("来源文件", "source_file"),
    ),
    search=("project__name", "project__code", "name"),
    filters=(
        Filter("街道", "street", "project__street", choices=options("pk", Street, "name")),
        Filter("状态", "state", "state", choices=PROJECT_STATES),
    ),
    sort="project__name",
    annotate=parcel_columns,
    within=lambda year: Q(replaced_on__isnull=True),
    record_page="project",
    record_key="project_id",
)
"""Parcels in force; the map draws what the list is narrowed to."""
