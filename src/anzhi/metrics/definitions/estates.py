"""安置小区 Estates by stage."""

import ibis.expr.types as ir

from anzhi.metrics.dates import by_end, open_at_end
from anzhi.metrics.model import Count, Section, Sum
from anzhi.values.period import Year
from anzhi.values.unit import MU_AREA, WAN_SQUARE_METRES, count

_ESTATES = count("个")
_OWNER = Section.RESETTLEMENT


def _building(estate: ir.Table, year: Year) -> ir.BooleanValue:
    return by_end(estate.started_on, year) & open_at_end(estate.delivered_on, year)


def _expected(estate: ir.Table, year: Year) -> ir.BooleanValue:
    return (estate.expected_on.year() == year.number + 1).fill_null(False)


def _planned(estate: ir.Table, year: Year) -> ir.BooleanValue:
    return by_end(estate.approved_on, year) & open_at_end(estate.started_on, year)


estates_expected = Count(
    label="下年预计验收的安置小区数",
    unit=_ESTATES,
    owner=_OWNER,
    of="estates",
    where=lambda e, year: _building(e, year) & _expected(e, year),
    definition="在建且预计下年验收的安置小区。",
)
estates_building = Count(
    label="其他在建安置小区数",
    unit=_ESTATES,
    owner=_OWNER,
    of="estates",
    where=lambda e, year: _building(e, year) & ~_expected(e, year),
    definition="在建且下年不能验收的安置小区。",
)
estates_planned = Count(
    label="待建安置小区数",
    unit=_ESTATES,
    owner=_OWNER,
    of="estates",
    where=_planned,
    definition="已立项批准、尚未开工的安置小区。",
)
planned_housing_area = Sum(
    label="待建安置小区规划面积",
    unit=WAN_SQUARE_METRES,
    owner=_OWNER,
    of="estates",
    column="planned_area",
    where=_planned,
    definition="待建安置小区的规划安置房面积之和。",
)
estates_delayed = Count(
    label="延误的安置小区数",
    unit=_ESTATES,
    owner=_OWNER,
    of="estates",
    where=lambda e, year: (e.delay_reason != "") & by_end(e.approved_on, year) & open_at_end(e.delivered_on, year),
    definition="已立项批准、尚未交付、记有延误原因的安置小区。",
)
blocked_sites = Count(
    label="无法开工的安置地块数",
    unit=count("宗"),
    owner=_OWNER,
    of="estates",
    where=lambda e, year: (e.delay_reason != "") & open_at_end(e.approved_on, year),
    definition="尚未立项批准、记有延误原因的安置地块。",
)
blocked_site_area = Sum(
    label="无法开工的安置地块面积",
    unit=MU_AREA,
    owner=_OWNER,
    of="estates",
    column="site_area",
    where=lambda e, year: (e.delay_reason != "") & open_at_end(e.approved_on, year),
    definition="无法开工的安置地块的用地面积之和。",
)
