"""视图 Budget and final accounts by economic classification: class, item, budget, spending, execution."""

from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from anzhi.budget.models import EconomicItem
from anzhi.metrics.engine import Figures
from anzhi.values.figure import Figure
from anzhi.values.period import Year
from anzhi.values.unit import PERCENT, WAN
from anzhi.web.computing import breakdown, figures
from anzhi.web.frame import working_year
from anzhi.web.gate import opens

HEADLINES = (
    "budget_spending", "spending", "execution_rate", "carried_in", "revenue", "carried_out",
)  # fmt: skip
TOTALS = ("budget_spending", "spending", "execution_rate", "basic_spending", "project_spending")
"""The last line, column by column."""


@dataclass(frozen=True)
class Line:
    """A class or an item of the classification.

    Attributes:
        code: three or five digits.
        name: its name.
        query: what narrows the lists of appropriations and payments to it.
        budget: approved for the year, in fen.
        spent: paid in the year, in fen.
        basic, project: the figures of both natures, where there are any.
        items: the items of a class.
    """

    code: str
    name: str
    query: str
    budget: Fraction
    spent: Fraction
    basic: Figure | None
    project: Figure | None
    items: tuple["Line", ...] = ()

    @property
    def budget_text(self) -> str:
        """What was approved, as printed."""
        return WAN.number(self.budget)

    @property
    def spent_text(self) -> str:
        """What was paid, as printed."""
        return WAN.number(self.spent)

    @property
    def rate(self) -> str:
        """Spent of what was approved, as printed."""
        return PERCENT.text(self.spent / self.budget) if self.budget else "—"

    @property
    def is_overspent(self) -> bool:
        """More was paid than approved."""
        return self.spent > self.budget


@opens("budget")
def budget(request: HttpRequest) -> HttpResponse:
    """The year's budget against its final accounts."""
    year = working_year(request)
    found = figures(year)
    context = {
        "headlines": [found[name] for name in HEADLINES if name in found],
        "classes": tree(year),
        "totals": [_figure(found, name) for name in TOTALS],
        "reasons": [found.missing[name] for name in TOTALS if name in found.missing],
    }
    return render(request, "budget/page.html", context)


def tree(year: Year) -> list[Line]:
    """The classes with their items, those that the year has money for or spent money on."""
    found = figures(year)
    budgets, spent = (breakdown(year, name, "code") for name in ("budget_spending", "spending"))
    classes: dict[str, list[Line]] = {}
    names: dict[str, str] = {}
    for item in EconomicItem.objects.order_by("code"):
        if item.code in budgets or item.code in spent:
            amounts = budgets.get(item.code, Fraction(0)), spent.get(item.code, Fraction(0))
            line = Line(item.code, item.name, f"item={item.pk}", *amounts, *_natures(found, item.code))
            classes.setdefault(item.class_code, []).append(line)
            names[item.class_code] = item.class_name
    budgets, spent = (breakdown(year, name, "class_code") for name in ("budget_spending", "spending"))
    return [
        Line(
            code,
            names[code],
            f"class={code}",
            budgets.get(code, Fraction(0)),
            spent.get(code, Fraction(0)),
            *_natures(found, code),
            tuple(items),
        )
        for code, items in classes.items()
    ]


def _natures(found: Figures, code: str) -> list[Figure | None]:
    figures_of = [_figure(found, f"{nature}_spending_{code}") for nature in ("basic", "project")]
    return [figure if figure and figure.value else None for figure in figures_of]


def _figure(found: Figures, name: str) -> Figure | None:
    if name not in found:
        return None
    return found[name]


@opens("budget")
def chart(request: HttpRequest) -> HttpResponse:
    """Budget beside spending by class as a chart's options."""
    classes = tree(working_year(request))

    def bars(label: str, colour: str, values: list[Fraction], stack: str) -> dict[str, object]:
        data = [float(WAN.rounded(value)) for value in values]
        return {"name": label, "type": "bar", "stack": stack, "color": colour, "data": data, "barMaxWidth": 42}

    basic = [line.basic.value if line.basic else Fraction(0) for line in classes]
    project = [line.project.value if line.project else Fraction(0) for line in classes]
    names = {"type": "category", "data": [_(line.name) for line in classes]}
    return JsonResponse(
        {
            "grid": {"left": 8, "right": 8, "top": 56, "bottom": 8, "containLabel": True},
            "legend": {"top": 0},
            "xAxis": names | {"axisLabel": {"interval": 0, "width": 72, "overflow": "break"}},
            "yAxis": {"type": "value", "name": _("万元")},
            "series": [
                bars(_("支出预算"), "#a3b8d0", [line.budget for line in classes], "budget"),
                bars(_("基本支出"), "#1f5fae", basic, "spent"),
                bars(_("项目支出"), "#f59f00", project, "spent"),
            ],
        }
    )
