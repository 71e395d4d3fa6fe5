"""假如 Other numbers or days of the law on all households in reach: sums, distribution, who gains and who loses."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from anzhi.office.models import Account
from anzhi.registry.models import Household, Notice, Project
from anzhi.rules import packs, whatif
from anzhi.rules.engine.types import MONEY
from anzhi.trials import outcomes, requests, tables
from anzhi.trials.outcomes import GAINS, KINDS, LOSES, STOPPED, Outcome
from anzhi.trials.workbook import workbook
from anzhi.values.refusal import Refused
from anzhi.web import computing, export
from anzhi.web.frame import today
from anzhi.web.gate import opens
from anzhi.web.language import said
from anzhi.web.scope import scope
from anzhi.web.trials import charts
from anzhi.web.trials.asked import Asked, of_text, page_of, query, text_of
from anzhi.web.trials.shown import SIZE, Shown, shown

AREA = "determinations"


@opens(AREA)
def what_if(request: HttpRequest) -> HttpResponse:
    """The form, and below it what the change would do."""
    asked = _asked(request)
    context: dict[str, Any] = _form(request, asked)
    try:
        found = _found(request, asked)
    except Refused as refusal:
        return render(request, "trials/what_if.html", context | {"refusal": refusal})
    if found is None:
        return render(request, "trials/what_if.html", context)
    if request.GET.get("format") == "xlsx":
        content = workbook(tables.notes(found), tables.whole(found), said)
        return export.attachment(content, f"{_('试算')}.xlsx")
    return render(request, "trials/what_if.html", context | _results(request, asked, found))


@opens(AREA)
def chart(request: HttpRequest, name: str) -> HttpResponse:
    """A chart of the same trial as JSON."""
    try:
        found = _found(request, _asked(request))
    except Refused:
        raise Http404 from None
    if found is None:
        raise Http404
    return JsonResponse(charts.drawn(name, found))


@computing.tried
def _outcome(written: str, day: date, account: Account) -> Outcome:
    """What a change does to the households that an account may see. ``written`` is that of ``text_of``."""
    request = requests.read(of_text(written), day)
    reached = request.scope.households(scope(Household.objects.all(), account))
    keys = set(reached.values_list("pk", flat=True))
    return outcomes.outcome(request, computing.facts(request.on, keys), keys)


def _asked(request: HttpRequest) -> Asked:
    return Asked(request.GET, [_rule(request)])


def _rule(request: HttpRequest) -> str:
    asked = request.GET.get("rule", "")
    return asked if asked in _rules() else requests.RULE


def _rules() -> dict[str, str]:
    """Results that can be compared: the amounts of a household."""
    pack = packs.load(packs.FIRST)
    return {name: rule.label for name, rule in pack.rules.items() if rule.of == "household" and rule.type == MONEY}


def _found(request: HttpRequest, asked: Asked) -> Outcome | None:
    """What the address asks for; None while it changes nothing.

    Raises:
        Refused: something in it is not as it should be.
    """
    written = asked.written()
    if not written["parameters"] and not written["facts"]:
        return None
    names = (said(asked.choices[name]) for name in asked.changes)
    rest = {"label": "、".join(names), "rule": asked.rules[0], "scope": _scope(request)}
    return _outcome(text_of(written | rest), asked.day("on", today()), request.user)


def _scope(request: HttpRequest) -> Any:
    kind, _colon, value = request.GET.get("scope", "").partition(":")
    if kind == "project" and not scope(Project.objects.filter(code=value), request.user).exists():
        raise Refused("没有编号为 {code} 的项目", code=value)
    return {kind: value} if kind in ("project", "year") else requests.OFFICE


def _form(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """What the form is made of."""
    projects = scope(Project.objects.filter(households__isnull=False), request.user).distinct().order_by("name")
    plans = Notice.objects.filter(kind=Notice.Kind.PLAN, project__in=projects)
    years = plans.order_by("-published_on__year").values_list("published_on__year", flat=True).distinct()
    return {
        "asked": asked,
        "packs": packs.every(),
        "rules": [(name, _(label), name == asked.rules[0]) for name, label in _rules().items()],
        "scope": request.GET.get("scope", ""),
        "years": [(f"year:{year}", year) for year in years],
        "projects": [(f"project:{project.code}", project.name) for project in projects],
        "on": request.GET.get("on") or today().isoformat(),
    }


def _results(request: HttpRequest, asked: Asked, found: Outcome) -> dict[str, Any]:
    """What the page shows below the form."""
    unknown, counts = whatif.unknown(found.request.change.changed), {p.name: count for p, count in found.reasons}
    kind = request.GET.get("show", "")
    kind = kind if kind in KINDS else next((k for k in (GAINS, LOSES, STOPPED) if found.by_kind[k]), GAINS)
    everybody = outcomes.places(found.entity, (effect.key for effect in found.effects))
    return {
        "found": found,
        "summary": found.summary,
        "notes": tables.notes(found)[1:3],
        "totals": shown(tables.totals(found)),
        "changed": shown(tables.changed(found.request.change)),
        "spread": shown(tables.spread(found)),
        "by_project": shown(tables.by_project(found, everybody)),
        "lacking": shown(tables.lacking(found)),
        "suppositions": asked.suppositions([unknown[name] for name in counts if name in unknown], counts),
        "listed": _listed(request, found, kind, everybody),
        "kind": kind,
        "kinds": [(key, said(tables.WORDS[key]), len(found.by_kind[key])) for key in KINDS],
        "query": query(request, "format", "page"),
        "query_of_kind": query(request, "format", "page", "show"),
    }


def _listed(request: HttpRequest, found: Outcome, kind: str, where: Mapping[int, outcomes.Place]) -> Shown:
    effects, page = found.by_kind[kind], page_of(request)
    return shown(tables.listed(found, kind, effects[(page - 1) * SIZE : page * SIZE], where), len(effects), page)
