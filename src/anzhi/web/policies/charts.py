"""图表 A parameter over time: a lane for every class, a bar with its number while it held, a gap where nobody knows."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from anzhi.rules.engine.parameters import Cell, Key, Parameter, Period
from anzhi.values.wording import Measure
from anzhi.web.policies.lines import SURE

COLOURS = {
    "found": "#2b7a4b",
    "recalled": "#2f7fa8",
    "uncertain": "#a8640f",
    "inferred": "#a8640f",
    "example": "#5b7083",
}
"""How sure a value is, dark enough for white numbers."""
HEIGHTS = ((1, "chart-lanes-1"), (6, "chart-lanes-6"), (12, "chart-lanes-12"))
"""Classes that a height has room for."""
TALLEST = "chart-lanes-16"
_WIDTH = 18
"""Of a lane, in pixels."""


def lanes(parameter: Parameter, today: date) -> dict[str, Any]:
    """A parameter as ECharts options, from its first period to the end of this year."""
    end = date(today.year, 12, 31)
    series = [
        _bar(parameter, period, key, cell, end)
        for period in parameter.periods
        for key, cell in period.cells.items()
        if cell.value is not None
    ]
    return {
        "animation": False,
        "tooltip": {"show": False},
        "legend": {
            "top": 0,
            "icon": "roundRect",
            "data": list(dict.fromkeys(bar["name"] for bar in series)),
            "selectedMode": False,
        },
        "grid": {"left": 8, "right": 16, "top": 36, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "time", "min": parameter.periods[0].since.isoformat(), "max": end.isoformat()},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [_(label) for label in parameter.classes.values()],
            "axisTick": {"show": False},
            "splitLine": {"show": True},
            "axisLabel": {"width": 112, "overflow": "break", "interval": 0, "fontSize": 11, "lineHeight": 12},
        },
        "series": series,
    }


def height(parameter: Parameter) -> str:
    """The style of a chart that has room for every class."""
    return next((style for classes, style in HEIGHTS if len(parameter.classes) <= classes), TALLEST)


def _bar(parameter: Parameter, period: Period, key: Key, cell: Cell, end: date) -> dict[str, Any]:
    """A value while it held: a thick line, in the middle of which stands its number."""
    assert cell.value is not None
    lane, until = list(parameter.classes).index(key), period.until or max(end, period.since)
    printed = parameter.type.part(cell.value)
    middle = {
        "value": [(period.since + (until - period.since) / 2).isoformat(), lane],
        "symbol": "circle",
        "symbolSize": 1,
        "label": {
            "show": True,
            "position": "inside",
            "color": "#fff",
            "formatter": printed.number if isinstance(printed, Measure) else str(printed),
        },
    }
    ends = ({"value": [day.isoformat(), lane], "symbol": "none"} for day in (period.since, until))
    return {
        "name": _(SURE[cell.certainty][0]),
        "type": "line",
        "color": COLOURS[cell.certainty],
        "lineStyle": {"width": _WIDTH, "cap": "butt"},
        "labelLayout": {"hideOverlap": True},
        "data": [next(ends), middle, next(ends)],
    }
