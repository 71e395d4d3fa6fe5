"""图表 Charts of the dashboard as ECharts options. Every bar is a metric, split by a column of its relation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import Any

from django.utils.functional import Promise
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


@dataclass(frozen=True)
class Progress:
    """Work that goes on through the year and the district: its title, its metric, and the column that says when."""

    title: str | Promise
    metric: str
    day: str


PROGRESS = {
    "signing": Progress(gettext_lazy("新拆签约（户）"), "signed_households", "signed_on"),
    "clearing": Progress(gettext_lazy("腾地（亩）"), "cleared_area", "cleared_on"),
    "resettlement": Progress(gettext_lazy("分房安置（人）"), "housed", "housed_on"),
}
"""Charts of progress in their order."""
NAMES = (*PROGRESS, "transition")
"""Every chart."""


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
        colours=LATE_COLOURS,
    )


def drawn(name: str, year: Year, by: str) -> dict[str, Any]:
    """The chart of a name; progress by month or by street."""
    if name == "transition":
        return transition(year)
    return _by_street(year, PROGRESS[name]) if by == "street" else _monthly(year, PROGRESS[name])


def _monthly(year: Year, shown: Progress) -> dict[str, Any]:
    name, months = shown.metric, [Fraction(0)] * MONTHS
    for day, value in breakdown(year, name, shown.day).items():
        months[(day if isinstance(day, date) else date.fromisoformat(str(day))).month - 1] += value
    past = months[: year.as_of.month]
    line = {
        "name": _("累计"),
        "type": "line",
        "yAxisIndex": 1,
        "data": [_printed(name, value) for value in accumulate(past)],
    }
    return _options(
        [_("{month}月").format(month=m) for m in range(1, MONTHS + 1)],
        [_bar(name, [_printed(name, value) for value in past], label=_("当月")), line],
    )


def _by_street(year: Year, shown: Progress) -> dict[str, Any]:
    """Every street where there was any, the most at the top."""
    found, names = breakdown(year, shown.metric, "street_id"), street_names()
    order = sorted(found, key=lambda street: (found[street], street))
    bar = _bar(shown.metric, [_printed(shown.metric, found[street]) for street in order])
    return _options([names[street] for street in order], [bar], lying=True)


def _bar(name: str, data: list[float], stack: str = "", label: str = "") -> dict[str, Any]:
    named = label or translated(METRICS[name].label)
    return {"name": named, "type": "bar", "barMaxWidth": 28, "stack": stack or None, "data": data}


def _printed(name: str, value: Fraction) -> float:
    """The number as the unit prints it; only a picture is drawn from it."""
    return float(METRICS[name].unit.rounded(value))


def _options(
    categories: list[str], series: list[dict[str, Any]], *, lying: bool = False, colours: Sequence[str] = COLOURS
) -> dict[str, Any]:
    along = {"type": "category", "data": categories, "axisTick": {"show": False}}
    across: list[dict[str, Any]] = [{"type": "value", "splitLine": {"lineStyle": {"opacity": 0.4}}}]
    if any(entry.get("yAxisIndex") for entry in series):
        across.append({"type": "value", "splitLine": {"show": False}})
    return {
        "color": colours,
        "animation": False,
        "legend": {"top": 0},
        "grid": {"left": 8, "right": 16, "top": 32, "bottom": 8, "containLabel": True},
        "xAxis": across[0] if lying else along,
        "yAxis": along if lying else across,
        "series": series,
    }
