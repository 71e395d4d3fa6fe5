"""图表 Charts of the dashboard as ECharts options. Every bar is a metric, split by a column of its relation."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anzhi.metrics.definitions import METRICS
from anzhi.office.queries import street_names
from anzhi.values.period import Year
from anzhi.web.computing import breakdown
from anzhi.web.language import translated

COLOURS = ["#1f5fae", "#e0912f"]
LATE_COLOURS = ["#c2414f", "#9fb3c8"]
MONTHS = 12


def signing(year: Year) -> dict[str, Any]:
    """Households signed in new projects: a month, and in all."""
    return _monthly(year, "signed_households", "signed_on")


def clearing(year: Year) -> dict[str, Any]:
    """Land cleared, in mu: a month, and in all."""
    return _monthly(year, "cleared_area", "cleared_on")


def resettlement(year: Year) -> dict[str, Any]:
    """Persons housed: a month, and in all."""
    return _monthly(year, "housed", "housed_on")


def transition(year: Year) -> dict[str, Any]:
    """Persons who wait for a home, and who wait too long, by street."""
    waiting, overdue = (breakdown(year, name, "street_id") for name in ("waiting_at_end", "overdue_persons"))
    names = street_names()
    order = sorted(waiting, key=lambda street: waiting[street])
    return _options(
        [names[street] for street in order],
        [
            _bar("overdue_persons", [_printed("overdue_persons", overdue.get(s, Fraction(0))) for s in order], "all"),
            _bar(
                "waiting_at_end",
                [_printed("waiting_at_end", waiting[s] - overdue.get(s, Fraction(0))) for s in order],
                "all",
                label=_("未到期"),
            ),
        ],
        lying=True,
    )


TITLES = (
    ("signing", gettext_lazy("新拆签约（户）"), False),
    ("clearing", gettext_lazy("腾地（亩）"), False),
    ("resettlement", gettext_lazy("分房安置（人）"), False),
    ("transition", gettext_lazy("各街道未安置和延期过渡（人）"), True),
)
"""Charts in their order: key, title, tall."""
DRAWN: Mapping[str, Callable[[Year], dict[str, Any]]] = {
    "signing": signing,
    "clearing": clearing,
    "resettlement": resettlement,
    "transition": transition,
}


def _monthly(year: Year, name: str, by: str) -> dict[str, Any]:
    months = [Fraction(0)] * MONTHS
    for day, value in breakdown(year, name, by).items():
        months[(day if isinstance(day, date) else date.fromisoformat(str(day))).month - 1] += value
    shown = months[: year.as_of.month]
    line = {
        "name": _("累计"),
        "type": "line",
        "yAxisIndex": 1,
        "data": [_printed(name, value) for value in accumulate(shown)],
    }
    return _options(
        [_("{month}月").format(month=m) for m in range(1, MONTHS + 1)],
        [_bar(name, [_printed(name, value) for value in shown], label=_("当月")), line],
    )


def _bar(name: str, data: list[float], stack: str = "", label: str = "") -> dict[str, Any]:
    return {"name": label or translated(METRICS[name].label), "type": "bar", "stack": stack or None, "data": data}


def _printed(name: str, value: Fraction) -> float:
    """The number as the unit prints it; only a picture is drawn from it."""
    return float(METRICS[name].unit.rounded(value))


def _options(categories: list[str], series: list[dict[str, Any]], *, lying: bool = False) -> dict[str, Any]:
    along = {"type": "category", "data": categories, "axisTick": {"show": False}}
    across: list[dict[str, Any]] = [{"type": "value", "splitLine": {"lineStyle": {"opacity": 0.4}}}]
    if any(entry.get("yAxisIndex") for entry in series):
        across.append({"type": "value", "splitLine": {"show": False}})
    return {
        "color": LATE_COLOURS if lying else COLOURS,
        "animation": False,
        "legend": {"top": 0},
        "grid": {"left": 8, "right": 16, "top": 32, "bottom": 8, "containLabel": True},
        "xAxis": across[0] if lying else along,
        "yAxis": along if lying else across,
        "series": series,
    }
