"""视图 The law as it is known: parameters over time, rules with their clauses, and what nobody knows yet."""

from collections.abc import Mapping
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from anzhi.rules import packs
from anzhi.rules.engine import expression as e
from anzhi.rules.engine.pack import Compiled, Pack, rests_on
from anzhi.rules.engine.parameters import CERTAINTIES
from anzhi.web.frame import today, working_year
from anzhi.web.gate import SIGNED_IN, opens
from anzhi.web.pages import is_fragment
from anzhi.web.policies import charts, lines
from anzhi.web.policies.lines import TOPICS, Line
from anzhi.web.policies.outline import outline

Kept = TypeVar("Kept")


@opens(SIGNED_IN)
def parameters(request: HttpRequest) -> HttpResponse:
    """Every parameter of a pack as of the working year, to search by word and topic; or values by their certainty."""
    pack, day = _pack(request), working_year(request).as_of
    words, topic, certainty = (request.GET.get(name, "").strip() for name in ("q", "topic", "certainty"))
    certainty = certainty if certainty in CERTAINTIES else ""
    found = [line for line in lines.of_pack(pack, day, certainty) if _matches(line, words, topic)]
    known = {name.partition(".")[0] for name in pack.parameters}
    context = {
        "lines": found,
        "count": sum(len(group.values) for line in found for group in line.groups) if certainty else len(found),
        "day": day,
        "words": words,
        "topic": topic,
        "known": [(key, label) for key, label in TOPICS.items() if key in known],
        "certainty": certainty,
        "certainties": CERTAINTIES.items(),
        "unknown": sum(len(parameter.unknown) for parameter in pack.parameters.values()),
    }
    page = "policies/results.html" if is_fragment(request) else "policies/parameters.html"
    return render(request, page, _context(pack) | context)


@opens(SIGNED_IN)
def parameter(request: HttpRequest, name: str) -> HttpResponse:
    """One parameter: its values over time with their clauses, and the rules that rest on it."""
    pack = _pack(request)
    found = _found(pack.parameters, name)
    day = working_year(request).as_of
    context = {
        "parameter": found,
        "topic": TOPICS[name.partition(".")[0]],
        "lines": lines.of_parameter(found),
        "day": day,
        "in_force": found.on(day),
        "is_known": len(found.unknown) < sum(len(period.cells) for period in found.periods),
        "height": charts.height(found),
        "governed_by": _label(pack, found.governed_by),
        "is_due": found.review_by < today(),
        "users": [compiled.rule for compiled in pack.compiled.values() if name in _asked(compiled)],
    }
    return render(request, "policies/parameter.html", _context(pack) | context)


@opens(SIGNED_IN)
def chart(request: HttpRequest, name: str) -> HttpResponse:
    """A parameter over time as chart options."""
    return JsonResponse(charts.lanes(_found(_pack(request).parameters, name), today()))


@opens(SIGNED_IN)
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule of a pack by topic, in the order in which they rest on each other."""
    pack = _pack(request)
    by_topic: dict[str, list[Compiled]] = {topic: [] for topic in TOPICS}
    for name in pack.order:
        by_topic[_topic_of(pack.compiled[name])].append(pack.compiled[name])
    topics = [(TOPICS[topic], found) for topic, found in by_topic.items() if found]
    return render(request, "policies/rules.html", _context(pack) | {"topics": topics})


@opens(SIGNED_IN)
def rule(request: HttpRequest, name: str) -> HttpResponse:
    """One rule: each version with its formula and clause, the parameters in it, the rules around it."""
    pack = _pack(request)
    compiled = _found(pack.compiled, name)
    versions = [(t.version, lines.source(t.version.citation), outline(t.expression)) for t in reversed(compiled.texts)]
    context = {
        "rule": compiled.rule,
        "topic": TOPICS[_topic_of(compiled)],
        "entity": pack.schema.entities[compiled.rule.of],
        "governed_by": _label(pack, compiled.rule.governed_by),
        "versions": versions,
        "parameters": [pack.parameters[asked] for asked in sorted(_asked(compiled))],
        "inputs": sorted(_facts(compiled).items()),
        "users": [other.rule for other in pack.compiled.values() if name in rests_on(other)],
        "rests_on": [pack.rules[other] for other in pack.order if other in rests_on(compiled)],
    }
    return render(request, "policies/rule.html", _context(pack) | context)


def _pack(request: HttpRequest) -> Pack:
    return packs.chosen(request.GET.get("pack", ""))


def _context(pack: Pack) -> dict[str, object]:
    """What every page has: its pack, and the others to change to."""
    return {"pack": pack, "others": [other for other in packs.every() if other is not pack]}


def _found(kept: Mapping[str, Kept], name: str) -> Kept:
    if name not in kept:
        raise Http404
    return kept[name]


def _matches(line: Line, words: str, topic: str) -> bool:
    label = line.parameter.label
    searched = f"{line.parameter.name} {label} {_(label)} {line.source}".lower()
    return words.lower() in searched and topic in ("", line.topic)


def _label(pack: Pack, name: str) -> str:
    """What a rule or a fact is called that gives a governing day."""
    if name in pack.rules:
        return pack.rules[name].label
    found = (entity.facts.get(name) for entity in pack.schema.entities.values())
    return next((fact.label for fact in found if fact is not None), "")


def _nodes(compiled: Compiled) -> list[e.Expression]:
    roots = [text.expression for text in compiled.texts] + ([compiled.day] if compiled.day is not None else [])
    return [node for root in roots for node in e.walk(root)]


def _asked(compiled: Compiled) -> set[str]:
    return {node.parameter.name for node in _nodes(compiled) if isinstance(node, e.ParameterValue)}


def _facts(compiled: Compiled) -> Mapping[str, str]:
    return {f"{n.entity}.{n.name}": n.label for n in _nodes(compiled) if isinstance(n, e.FactValue)}


def _topic_of(compiled: Compiled) -> str:
    """The folder of the library that a rule's text stands in."""
    return compiled.texts[0].version.text.__module__.split(".")[-2]
