"""图表 A trial as ECharts options: how much is gained or lost by how many, and by which projects."""

from typing import Any

from django.utils.translation import gettext as _

from anzhi.rules.engine.types import decimal
from anzhi.trials.outcomes import Outcome, places
from anzhi.trials.tables import by_project
from anzhi.web.language import translated

GAIN, LOSS = "#2b7a4b", "#c2414f"
NAMES = ("spread", "projects")
"""Every chart."""
MOST = 15
"""Projects of a chart: those that change most."""


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
    scale = 10**found.type.scale
    bars = [{"value": row[-1] / scale, "itemStyle": {"color": LOSS if row[-1] < 0 else GAIN}} for row in most]
    return _options(
        {"type": "value", "splitLine": {"lineStyle": {"opacity": 0.4}}},
        {"type": "category", "data": [row[0] for row in most], "axisLabel": {"width": 130, "overflow": "truncate"}},
        {"name": _("差额"), "type": "bar", "barMaxWidth": 22, "data": bars},
    )


def _options(along: dict[str, Any], up: dict[str, Any], series: dict[str, Any]) -> dict[str, Any]:
    return {
        "animation": False,
        "grid": {"left": 8, "right": 32, "top": 24, "bottom": 8, "containLabel": True},
        "xAxis": along,
        "yAxis": up,
        "series": [series],
    }


def _short(found: Outcome, value: int) -> str:
    return decimal(value, found.type.scale)
