"""图表 A parameter over time: a step for every class, a gap where nobody knows."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from anzhi.rules.engine.parameters import Key, Parameter

COLOURS = ["#1f5fae", "#e0912f", "#2f8f6b", "#8a5bb5", "#c2414f", "#5b7083", "#b58a1f", "#3aa0c9"]
SHOWN = 8
"""Classes that a picture can tell apart."""


def steps(parameter: Parameter, today: date) -> dict[str, Any]:
    """A parameter as ECharts options, from its first period to the end of this year."""
    end = date(today.year, 12, 31).isoformat()
    drawn = [key for key in parameter.classes if any(p.cells[key].value is not None for p in parameter.periods)]
    return {
        "color": COLOURS,
        "animation": False,
        "legend": {"top": 0, "type": "scroll"},
        "grid": {"left": 8, "right": 24, "top": 36, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "time"},
        "yAxis": {"type": "value", "name": parameter.type.unit, "scale": True},
        "series": [_step(parameter, key, end) for key in drawn[:SHOWN]],
    }


def _step(parameter: Parameter, key: Key, end: str) -> dict[str, Any]:
    points: list[list[Any]] = []
    for period in parameter.periods:
        value = period.cells[key].value
        shown = None if value is None else value / 10**parameter.type.scale  # only a picture is drawn from it
        points.append([period.since.isoformat(), shown])
        if period.until is None:
            points.append([max(end, period.since.isoformat()), shown])
    name = _(parameter.classes[key]) if key else _(parameter.label)
    return {"name": name, "type": "line", "step": "end", "connectNulls": False, "symbolSize": 6, "data": points}
