"""图表 A trial as ECharts options: how much is gained or lost by how many, and by which projects."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from anzhi.rules.engine.types import MONEY, decimal
from anzhi.trials.outcomes import Outcome, places
from anzhi.trials.tables import by_project
from anzhi.values.unit import WAN, Unit
from anzhi.web.language import symbol, translated

GAIN, LOSS = "#2b7a4b", "#c2414f"
NAMES = ("spread", "projects")
"""Every chart."""
MOST = 15
"""Projects of a chart: those that change most."""
_NARROW = {"width": 130, "overflow": "truncate"}


def drawn(name: str, found: Outcome) -> dict[str, Any]:
    """The chart of a name."""
    return spread(found) if name == "spread" else projects(found)


def spread(found: Outcome) -> dict[str, Any]:
    """How many gain or lose how much: a bar a step."""
    bars = [{"value": count, "itemStyle": {"color": LOSS if low < 0 else GAIN}} for low, _high, count in found.bars]
    steps = [f"{_short(found, low)} – {_short(found, high)}" for low, high, _count in found.bars]
    return _options(
        {"type": "category", "data": steps, "name": translated(found.type.unit, "unit"), "axisLabel": {"rotate": 40}},
        {"type": "value", "minInterval": 1},
        {"name": _("数量"), "type": "bar", "barCategoryGap": "8%", "data": bars},
    )


def projects(found: Outcome) -> dict[str, Any]:
    """By how much the sums of projects change: those that change most, the most at the top."""
    table = by_project(found, places(found.entity, (effect.key for effect in found.effects)))
    most = sorted(table.rows, key=lambda row: (abs(row[-1]), row[0]))[-MOST:]
    unit = WAN if found.type == MONEY else Unit(found.type.unit, Fraction(10**found.type.scale), found.type.scale)
    bars = [
        {"value": float(unit.rounded(row[-1])), "itemStyle": {"color": LOSS if row[-1] < 0 else GAIN}} for row in most
    ]
    return _options(
        {"type": "value", "splitNumber": 4, "splitLine": {"lineStyle": {"opacity": 0.4}}},
        {"type": "category", "data": [row[0] for row in most], "axisLabel": _NARROW},
        {"name": f"{_('差额')} {symbol(unit)}", "type": "bar", "barMaxWidth": 22, "data": bars},
    )


def _options(along: dict[str, Any], up: dict[str, Any], series: dict[str, Any]) -> dict[str, Any]:
    return {
        "animation": False,
        "grid": {"left": 8, "right": 40, "top": 24, "bottom": 8, "containLabel": True},
        "xAxis": along,
        "yAxis": up,
        "series": [series],
    }


def _short(found: Outcome, value: int) -> str:
    return decimal(value, found.type.scale)
