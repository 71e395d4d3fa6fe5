"""图表 How an indicator went over the year, against its target, and where its pace leads."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from anzhi.performance.standing import Standing
from anzhi.values.period import Year

COLOURS = ["#1f5fae", "#c2414f", "#9fb3c8"]


def trend(year: Year, days: Sequence[date], history: Sequence[Standing]) -> dict[str, Any]:
    """A quantity as ECharts options: actual value and target by day, and the pace to the end of a running year."""
    end = date(year.number, 12, 31)
    axis = [*days, *([end] if days[-1] != end else [])]
    series = [
        _line(_("实际值"), [_printed(s, s.actual.value if s.actual else None) for s in history]),
        _line(_("指标值"), [_printed(s, _target(s)) for s in history], step="end", symbol="none"),
    ]
    last = history[-1]
    if days[-1] != end and last.actual is not None and last.projected is not None:
        ahead = [*[None] * (len(days) - 1), _printed(last, last.actual.value), _printed(last, last.projected)]
        series.append({**_line(_("按目前进度"), ahead), "lineStyle": {"type": "dashed"}})
        series[1]["data"].append(series[1]["data"][-1])
    return {
        "color": COLOURS,
        "animation": False,
        "legend": {"top": 0},
        "grid": {"left": 8, "right": 24, "top": 32, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "category", "boundaryGap": False, "data": [f"{day:%m-%d}" for day in axis]},
        "yAxis": {"type": "value", "splitLine": {"lineStyle": {"opacity": 0.4}}},
        "series": series,
    }


def _line(name: str, data: list[float | None], **more: object) -> dict[str, Any]:
    return {"name": name, "type": "line", "data": data, **more}


def _target(standing: Standing) -> Fraction | None:
    return standing.evaluated.measured.target if standing.evaluated else None


def _printed(standing: Standing, value: Fraction | None) -> float | None:
    """The number as the unit prints it; only a picture is drawn from it."""
    if value is None or standing.actual is None:
        return None
    return float(standing.actual.unit.rounded(value))
