"""列表 Estates and the homes allotted in them."""

from collections.abc import Mapping
from dataclasses import replace

from django.db.models import Count, Q, Sum
from django.db.models.expressions import Combinable

from anzhi.housing.models import Allotment, Estate
from anzhi.office.models import Street
from anzhi.values.period import Year
from anzhi.values.unit import MU_AREA, PERSONS, WAN_SQUARE_METRES
from anzhi.web.derived import over, reached
from anzhi.web.listing import Column, Filter, Listing, options
from anzhi.web.sheets import Fact, Sheet

STAGES = {"site": "选址", "planned": "待建", "building": "在建", "delivered": "交付"}
TONES = {"site": "secondary", "planned": "yellow", "building": "blue", "delivered": "green"}


def estate_columns(year: Year) -> Mapping[str, Combinable]:
    """Stage of an estate on a day, and what was allotted in it by then."""
    homes = Allotment.objects.filter(housed_on__lte=year.as_of)
    return {
        "stage": reached(
            ("delivered", "delivered_on"),
            ("building", "started_on"),
            ("planned", "approved_on"),
            day=year.as_of,
            otherwise="site",
        ),
        "homes": over(homes, "estate", Count("pk")),
        "persons": over(homes, "estate", Sum("persons")),
    }


ESTATES = Listing(
    page="estates",
    title="安置小区",
    area="housing",
    model=Estate,
    columns=(
        Column("名称", "name"),
        Column("街道", "street__name"),
        Column("阶段", "stage", choices=STAGES, tones=TONES),
        Column("用地面积", "site_area", unit=MU_AREA, total=True),
        Column("规划安置房面积", "planned_area", unit=WAN_SQUARE_METRES, total=True),
        Column("立项批准日期", "approved_on"),
        Column("开工日期", "started_on"),
        Column("预计验收日期", "expected_on"),
        Column("交付日期", "delivered_on"),
        Column("已分套数", "homes", is_number=True, total=True),
        Column("已安置人数", "persons", unit=PERSONS, total=True),
        Column("延误原因", "delay_reason"),
    ),
    search=("name", "delay_reason"),
    filters=(
        Filter("街道", "street", "street", choices=options("pk", Street, "name")),
        Filter("阶段", "stage", "stage", choices=STAGES),
        Filter("预计验收日期", "expected", "expected_on", dates=True),
    ),
    sort="name",
    annotate=estate_columns,
    record_page="estate",
)
ALLOTMENTS = Listing(
    page="allotments",
    title="分房",
    area="housing",
    model=Allotment,
    columns=(
        Column("房号", "unit"),
        Column("安置小区", "estate__name"),
        Column("户号", "approval__household__number"),
        Column("户主", "approval__household__head_name"),
        Column("街道", "approval__household__street__name"),
        Column("分房日期", "housed_on"),
        Column("安置人数", "persons", unit=PERSONS, total=True),
    ),
    search=("unit", "approval__household__number", "approval__household__head_name"),
    filters=(
        Filter("安置小区", "estate", "estate", choices=options("pk", Estate, "name")),
        Filter("街道", "street", "approval__household__street", choices=options("pk", Street, "name")),
        Filter("分房日期", "housed", "housed_on", dates=True),
    ),
    sort="-housed_on",
    record_page="household",
    record_key="approval__household_id",
)


def homes_of(estate: Estate) -> Listing:
    """The homes allotted in one estate."""
    return replace(
        ALLOTMENTS,
        title="已分住房",
        columns=tuple(column for column in ALLOTMENTS.columns if column.path != "estate__name"),
        filters=tuple(entry for entry in ALLOTMENTS.filters if entry.name != "estate"),
        sort="unit",
        within=lambda year: Q(estate=estate),
    )


ESTATE = Sheet(
    page="estate",
    listing=ESTATES,
    facts=(
        Fact("阶段", "stage", choices=STAGES, tones=TONES),
        Fact("街道", "street__name"),
        Fact("用地面积", "site_area", unit=MU_AREA),
        Fact("规划安置房面积", "planned_area", unit=WAN_SQUARE_METRES),
        Fact("立项批准日期", "approved_on"),
        Fact("开工日期", "started_on"),
        Fact("预计验收日期", "expected_on"),
        Fact("交付日期", "delivered_on"),
        Fact("已分套数", "homes", is_number=True),
        Fact("已安置人数", "persons", unit=PERSONS),
        Fact("延误原因", "delay_reason"),
    ),
    parts=homes_of,
)
