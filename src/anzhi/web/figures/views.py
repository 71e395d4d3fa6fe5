"""视图 The registry of figures, one figure, and the records behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from anzhi.metrics import engine
from anzhi.metrics.definitions import METRICS
from anzhi.metrics.engine import Evidence, Figures
from anzhi.metrics.identities import BREAKDOWNS, IDENTITIES
from anzhi.metrics.model import Count, Derived, Difference, Metric, Ratio, Section, Simple, Sum, inputs
from anzhi.metrics.relations import RELATIONS
from anzhi.office.models import Account
from anzhi.office.queries import office
from anzhi.values.figure import Figure
from anzhi.web import export
from anzhi.web.computing import figures, findings
from anzhi.web.frame import as_of_today, working_year
from anzhi.web.gate import opens
from anzhi.web.language import measured, said
from anzhi.web.listing import Column
from anzhi.web.pages import is_fragment
from anzhi.web.records import addresses

SIZE = 100
"""Records of evidence on a page."""
KINDS = {Count: "计数", Sum: "合计", Ratio: "比率", Difference: "差额", Derived: "推算"}


@dataclass(frozen=True)
class Line:
    """A figure in the registry: its metric, and its value or why there is none."""

    metric: Metric
    figure: Figure | None
    reason: str


@dataclass(frozen=True)
class Part:
    """A page of the evidence of one simple metric.

    Attributes:
        metric: the metric.
        noun: what its records are.
        count: how many there are.
        is_open: may this account see the records?
        rows: address, label and printed amount of those on the page.
        number: which part it is.
        next: where the next page begins; 0 on the last.
    """

    metric: Simple
    noun: str
    count: int
    is_open: bool
    rows: Sequence[tuple[str, str, str]]
    number: int
    next: int


@opens("figures")
def registry(request: HttpRequest) -> HttpResponse:
    """Every figure of the year, to search by name, words or section, and what the identities say."""
    year = working_year(request)
    found = figures(year)
    words, section = request.GET.get("q", "").strip(), request.GET.get("section", "")
    lines = [
        Line(metric, found[name], "") if name in found else Line(metric, None, said(found.missing[name]))
        for name, metric in METRICS.items()
        if _matches(metric, words) and section in ("", metric.owner)
    ]
    if request.GET.get("format") == "xlsx":
        return _registry_workbook(lines, year.number)
    context = {
        "lines": lines,
        "words": words,
        "section": section,
        "sections": list(Section),
        "findings": findings(year),
        "identity_count": len(IDENTITIES) + len(BREAKDOWNS),
    }
    return render(request, "figures/results.html" if is_fragment(request) else "figures/registry.html", context)


@opens("figures")
def figure(request: HttpRequest, name: str) -> HttpResponse:
    """One figure: its definition, its value in every year, its inputs, the records it counts."""
    metric = METRICS.get(name)
    if metric is None:
        raise Http404
    year = working_year(request)
    found = figures(year)
    if request.GET.get("format") == "xlsx":
        return _evidence_workbook(metric, engine.evidence(year, name), request.user)
    context = {
        "metric": metric,
        "kind": KINDS[type(metric)],
        "figure": None if name in found.missing else found[name],
        "reason": "" if name in found else said(found.missing[name]),
        "parts": _parts(request, found, name) if name in found else [],
        "inputs": [found[part] for part in inputs(metric) if part in found],
        "users": [other for other in METRICS.values() if name in inputs(other)],
        "identities": [i for i in IDENTITIES if name in {part.removeprefix("-") for part in (*i.left, *i.right)}],
        "years": _years(name),
        "cites": getattr(metric, "cites", None),
    }
    return render(request, "figures/evidence.html" if is_fragment(request) else "figures/figure.html", context)


def _matches(metric: Metric, words: str) -> bool:
    return not words or words.lower() in f"{metric.name} {metric.label} {_(metric.label)}".lower()


def _years(name: str) -> list[tuple[int, str]]:
    """The printed value in every year of record."""
    values = []
    for number in office().years:
        computed = figures(as_of_today(number))
        values.append((number, measured(computed[name].value, computed[name].unit) if name in computed else "—"))
    return values


def _parts(request: HttpRequest, found: Figures, name: str) -> list[Part]:
    asked = request.GET.get("part", "")
    start = request.GET.get("from", "")
    start = min(int(start), 2**31) if asked and start.isascii() and start.isdigit() else 0
    evidence = engine.evidence(found.year, name, start=start, limit=SIZE)
    return [
        _part(entry, number, found[entry.metric.name].evidence, start, request.user)
        for number, entry in enumerate(evidence)
        if not asked or asked == str(number)
    ]


def _part(entry: Evidence, number: int, count: int, start: int, account: Account) -> Part:
    model = RELATIONS[entry.metric.of].model
    is_open = _may_open(entry.metric, account)
    shown = entry.rows if is_open else ()
    pages = addresses(model, [key for key, _label, _amount in shown], account)
    rows = [(pages.get(key, ""), label, measured(amount, entry.metric.unit)) for key, label, amount in shown]
    following = start + SIZE if is_open and start + SIZE < count else 0
    return Part(entry.metric, entry.noun, count, is_open, rows, number, following)


def _may_open(metric: Simple, account: Account) -> bool:
    room = RELATIONS[metric.of].model._meta.app_label
    return room == "office" or room in account.powers.sees


def _evidence_workbook(metric: Metric, evidence: Sequence[Evidence], account: Account) -> HttpResponse:
    columns = tuple(Column(label, "") for label in ("数字", "记录类别", "编号", "标识", "计入"))
    rows = (
        (_(part.metric.label), _(part.noun), key, label, measured(amount, part.metric.unit))
        for part in evidence
        if _may_open(part.metric, account)
        for key, label, amount in part.rows
    )
    return export.attachment(export.workbook(_(metric.label), columns, rows), f"{_(metric.label)}.xlsx")


def _registry_workbook(lines: Sequence[Line], year: int) -> HttpResponse:
    columns = tuple(Column(label, "") for label in ("名称", "数字", "值", "记录数", "责任部门", "定义"))
    rows = (
        (
            line.metric.name,
            _(line.metric.label),
            measured(line.figure.value, line.figure.unit) if line.figure else line.reason,
            line.figure.evidence if line.figure else None,
            _(str(line.metric.owner)),
            _(line.metric.definition),
        )
        for line in lines
    )
    title = _("{year}年度数字").format(year=year)
    return export.attachment(export.workbook(title, columns, rows), f"{title}.xlsx")


@opens("figures")
def picker(request: HttpRequest) -> HttpResponse:
    """Figures by words, as JSON: what the report editor picks from."""
    words = request.GET.get("q", "").strip()
    found = figures(working_year(request))
    rows = [
        {"name": m.name, "label": _(m.label), "printed": measured(found[m.name].value, found[m.name].unit)}
        for m in METRICS.values()
        if m.name in found and _matches(m, words)
    ]
    return JsonResponse({"figures": rows[:30]})
