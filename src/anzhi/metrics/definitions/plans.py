"""年度计划 The tasks of this year's and next year's plan."""

from collections.abc import Callable

import ibis.expr.types as ir

from anzhi.metrics.model import Count, Metric, Section, Sum, Where
from anzhi.values.period import Year
from anzhi.values.unit import MU_AREA, Unit, count

_OWNER = Section.CLEARANCE
_TASKS = {
    "area": ("面积", MU_AREA),
    "households_to_sign": ("应签约户数", count("户")),
    "households_to_demolish": ("应拆除户数", count("户")),
    "firms_to_demolish": ("应拆除单位数", count("家")),
}


def _planned(kind: str, ahead: int) -> Where:
    def where(item: ir.Table, year: Year) -> ir.BooleanValue:
        return (item.kind == kind) & (item.year == year.number + ahead)

    return where


def _family() -> dict[str, Metric]:
    family: dict[str, Metric] = {}
    for prefix, when, ahead in (("plan", "本年", 0), ("next_plan", "下年", 1)):
        for kind, kind_label in (("tail", "扫尾"), ("new", "新拆")):
            where: Callable[[ir.Table, Year], ir.BooleanValue] = _planned(kind, ahead)
            family[f"{prefix}_{kind}_projects"] = Count(
                label=f"{when}计划{kind_label}项目数",
                unit=count("个"),
                owner=_OWNER,
                of="plan_items",
                where=where,
                may_be_empty=False,
                definition=f"{when}度计划中的{kind_label}任务。",
            )
            for column, (label, unit) in _TASKS.items():
                family[f"{prefix}_{kind}_{column}"] = _task(f"{when}计划{kind_label}", label, unit, column, where)
    return family


def _task(whose: str, label: str, unit: Unit, column: str, where: Where) -> Sum:
    return Sum(
        label=whose + label,
        unit=unit,
        owner=_OWNER,
        of="plan_items",
        column=column,
        where=where,
        may_be_empty=False,
        definition=f"{whose}任务的{label}之和。",
    )


FAMILY = _family()
