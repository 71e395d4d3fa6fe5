"""预决算 The office's own money: budget, revenue, spending by nature, class and item, and what was carried over.

Single items and what belongs to project spending print without trailing zeros, totals with two places: that is how
the table and the report have always been set.
"""

from collections.abc import Mapping
from importlib.resources import files

import ibis.expr.types as ir
import yaml

from anzhi.metrics.dates import by_end
from anzhi.metrics.model import Derived, Difference, Metric, Ratio, Section, Sum, Where
from anzhi.values.period import Year
from anzhi.values.unit import PERCENT, WAN, Unit

_OWNER = Section.FINANCE
_TRIMMED = WAN.trimmed()
_CLASSES: Mapping[str, dict[str, dict[str, str]]] = yaml.safe_load(
    files("anzhi.budget").joinpath("classification.yaml").read_text(encoding="utf-8")
)["classes"]
_THREE_PUBLIC = ["30212", "30217", "30231", "31013", "30913"]
"""因公出国（境）, 公务接待, 公务用车运行维护 and 购置 (FACTS 4.6)."""


def _spent(nature: str = "", code: str = "", classes: tuple[str, ...] = (), ago: int = 0) -> Where:
    def where(row: ir.Table, year: Year) -> ir.BooleanValue:
        rows = (row.year == year.number - ago) & by_end(row.paid_on, year)
        rows = rows & (row.nature == nature) if nature else rows
        rows = rows & (row.code == code) if code else rows
        return rows & row.class_code.isin(classes) if classes else rows

    return where


def _spending(label: str, where: Where, unit: Unit = WAN, *, may_be_empty: bool = True, definition: str = "") -> Sum:
    return Sum(
        label=label,
        unit=unit,
        owner=_OWNER,
        of="expenditures",
        column="amount",
        where=where,
        may_be_empty=may_be_empty,
        definition=definition or f"当年支付的{label}之和。",
    )


def _budget(label: str, where: Where, *, may_be_empty: bool = True) -> Sum:
    return Sum(
        label=label,
        unit=WAN,
        owner=_OWNER,
        of="appropriations",
        column="amount",
        where=where,
        may_be_empty=may_be_empty,
        definition=f"年初批复的{label}。",
    )


def _revenue(label: str, where: Where) -> Sum:
    return Sum(
        label=label,
        unit=WAN,
        owner=_OWNER,
        of="revenues",
        column="amount",
        where=where,
        may_be_empty=False,
        definition=f"{label}各笔之和。",
    )


def _carry_over(label: str, ahead: int, definition: str) -> Sum:
    return Sum(
        label=label,
        unit=WAN,
        owner=_OWNER,
        of="carry_overs",
        column="amount",
        where=lambda c, year: c.year == year.number + ahead,
        may_be_empty=False,
        definition=definition,
    )


budget_revenue = _revenue("部门收入预算", lambda r, year: (r.year == year.number) & (r.stage == "budget"))
budget_grant = _revenue(
    "财政拨款（补助）收入预算",
    lambda r, year: (r.year == year.number) & (r.stage == "budget") & (r.source == "appropriation"),
)
revenue = _revenue(
    "决算收入",
    lambda r, year: (r.year == year.number) & (r.stage == "final") & by_end(r.dated_on, year),
)
carried_in = _carry_over("上年结转结余", 0, "年初财政确认的结转结余。")
carried_out = _carry_over("年末结转结余", 1, "下年初财政确认的结转结余。")

budget_spending = _budget("支出预算", lambda a, year: a.year == year.number, may_be_empty=False)
budget_basic = _budget(
    "基本支出预算", lambda a, year: (a.year == year.number) & (a.nature == "basic"), may_be_empty=False
)
budget_project = _budget(
    "项目支出预算", lambda a, year: (a.year == year.number) & (a.nature == "project"), may_be_empty=False
)
budget_hospitality = _budget("公务接待费预算", lambda a, year: (a.year == year.number) & (a.code == "30217"))
budget_vehicles = _budget("公务用车运行经费预算", lambda a, year: (a.year == year.number) & (a.code == "30231"))
budget_three_public = _budget("“三公”经费预算", lambda a, year: (a.year == year.number) & a.code.isin(_THREE_PUBLIC))

spending = _spending("决算总支出", _spent(), may_be_empty=False, definition="当年全部支出之和。")
basic_spending = _spending("基本支出", _spent("basic"), may_be_empty=False)
project_spending = _spending("项目支出", _spent("project"), may_be_empty=False)
personnel_spending = _spending(
    "人员经费", _spent("basic", classes=("301", "303")), definition="基本支出中工资福利支出与对个人和家庭的补助之和。"
)
public_spending = _spending(
    "公用经费", _spent("basic", classes=("302", "310")), definition="基本支出中商品和服务支出与资本性支出之和。"
)
hospitality_spending = _spending("公务接待费", _spent(code="30217"))
three_public_spending = _spending(
    "“三公”经费",
    lambda e, year: (e.year == year.number) & by_end(e.paid_on, year) & e.code.isin(_THREE_PUBLIC),
    definition="因公出国（境）费、公务接待费、公务用车购置及运行维护费之和。",
)
three_public_spending_before = _spending(
    "上年“三公”经费",
    lambda e, year: (e.year == year.number - 1) & e.code.isin(_THREE_PUBLIC),
    definition="上年因公出国（境）费、公务接待费、公务用车购置及运行维护费之和。",
)
spending_before = _spending("上年决算总支出", _spent(ago=1), may_be_empty=False, definition="上年全部支出之和。")
project_spending_before = _spending(
    "上年项目支出", _spent("project", ago=1), may_be_empty=False, definition="上年支付的项目支出之和。"
)
earmarked_spending = _spending(
    "按批准专项使用的项目支出",
    lambda e, year: _spent("project")(e, year) & (e.earmark_year == year.number),
    definition="项目支出中记有当年批准专项的部分。",
)
earmarked_rate = Ratio(
    label="专项资金按规定用途使用率",
    unit=PERCENT,
    owner=_OWNER,
    numerator="earmarked_spending",
    denominator="project_spending",
    definition="按批准专项使用的项目支出除以项目支出。",
)
execution_rate = Ratio(
    label="预算执行率",
    unit=PERCENT,
    owner=_OWNER,
    numerator="spending",
    denominator="budget_spending",
    definition="决算总支出除以支出预算。",
)
project_execution_rate = Ratio(
    label="项目支出预算执行率",
    unit=PERCENT,
    owner=_OWNER,
    numerator="project_spending",
    denominator="budget_project",
    definition="项目支出除以项目支出预算。",
)
basic_execution_rate = Ratio(
    label="基本支出预算执行率",
    unit=PERCENT,
    owner=_OWNER,
    numerator="basic_spending",
    denominator="budget_basic",
    definition="基本支出除以基本支出预算。",
)
available = Derived(
    label="收入与上年结转合计",
    unit=WAN,
    owner=_OWNER,
    inputs=("carried_in", "revenue"),
    compute=lambda carried, received: carried + received,
    definition="上年结转结余与决算收入之和。",
)
three_public_change = Difference(
    label="“三公”经费与预算之差",
    unit=WAN,
    owner=_OWNER,
    minuend="three_public_spending",
    subtrahend="budget_three_public",
    definition="“三公”经费减去“三公”经费预算。",
)
hospitality_change = Difference(
    label="公务接待费与预算之差",
    unit=WAN,
    owner=_OWNER,
    minuend="hospitality_spending",
    subtrahend="budget_hospitality",
    definition="公务接待费减去公务接待费预算。",
)
three_public_change_on_year = Difference(
    label="“三公”经费与上年之差",
    unit=WAN,
    owner=_OWNER,
    minuend="three_public_spending",
    subtrahend="three_public_spending_before",
    definition="“三公”经费减去上年“三公”经费。",
)
project_spending_change_on_year = Difference(
    label="项目支出与上年之差",
    unit=WAN,
    owner=_OWNER,
    minuend="project_spending",
    subtrahend="project_spending_before",
    definition="项目支出减去上年项目支出。",
)


def _family() -> dict[str, Metric]:
    family: dict[str, Metric] = {}
    for class_code, entry in _CLASSES.items():
        name = str(entry["name"])
        family[f"spending_{class_code}"] = _spending(name, _spent(classes=(class_code,)))
        for nature, nature_label, unit in (("basic", "基本支出", WAN), ("project", "项目支出", _TRIMMED)):
            family[f"{nature}_spending_{class_code}"] = _spending(
                f"{nature_label}·{name}", _spent(nature, classes=(class_code,)), unit
            )
            for last, item in entry["items"].items():
                family[f"{nature}_spending_{class_code}{last}"] = _spending(
                    f"{nature_label}·{item}", _spent(nature, code=f"{class_code}{last}"), _TRIMMED
                )
    return family


FAMILY = _family()
