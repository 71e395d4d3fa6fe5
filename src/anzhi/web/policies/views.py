"""视图 The law as it is known: parameters over time, rules with their clauses, and what nobody knows yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from anzhi.rules import packs
from anzhi.rules.engine import expression as e
from anzhi.rules.engine.formula import Formula
from anzhi.rules.engine.pack import Compiled, Pack
from anzhi.rules.engine.parameters import CERTAINTIES, Cell, Key, Parameter, Period
from anzhi.web.frame import today
from anzhi.web.gate import SIGNED_IN, opens
from anzhi.web.pages import is_fragment
from anzhi.web.policies.charts import steps

TOPICS = {
    "crops": "青苗",
    "governing": "基准日",
    "house": "房屋",
    "land": "土地",
    "purchase": "购房补助",
    "relocation": "搬迁过渡",
    "resettlement": "安置",
    "social_security": "社保",
    "statement": "合计",
}
"""What the folders of the library are called."""
TONES = {"found": "green", "recalled": "azure", "uncertain": "yellow", "inferred": "yellow", "unknown": "red"}
"""How sure a value is, by colour; what is invented has none."""


@dataclass(frozen=True)
class Value:
    """A value as it stands on the page: its class, the number or a question mark, how sure it is."""

    of_class: str
    printed: str
    certainty: str
    tone: str


@dataclass(frozen=True)
class Line:
    """A parameter in the list: what is in force today, and how many values are not known."""

    parameter: Parameter
    topic: str
    values: tuple[Value, ...]
    citation: str
    unknown: int


@opens(SIGNED_IN)
def parameters(request: HttpRequest) -> HttpResponse:
    """Every parameter of a pack, to search by word, topic and certainty."""
    pack = _pack(request)
    words, topic, certainty = (request.GET.get(name, "").strip() for name in ("q", "topic", "certainty"))
    lines = [_line(parameter) for parameter in pack.parameters.values()]
    context = {
        "pack": pack,
        "packs": [packs.load(name) for name in packs.PACKS],
        "lines": [line for line in lines if _matches(line, words, topic, certainty)],
        "words": words,
        "topic": topic,
        "topics": [(key, label) for key, label in TOPICS.items() if any(line.topic == key for line in lines)],
        "certainty": certainty,
        "certainties": CERTAINTIES.items(),
        "unknown": sum(line.unknown for line in lines),
    }
    return render(request, "policies/results.html" if is_fragment(request) else "policies/parameters.html", context)


@opens(SIGNED_IN)
def parameter(request: HttpRequest, name: str) -> HttpResponse:
    """One parameter: its values over time with their clauses, and the rules that rest on it."""
    pack = _pack(request)
    found = pack.parameters.get(name)
    if found is None:
        raise Http404
    context = {
        "pack": pack,
        "parameter": found,
        "topic": TOPICS[name.partition(".")[0]],
        "periods": [(p, [_value(found, key, cell) for key, cell in p.cells.items()]) for p in reversed(found.periods)],
        "in_force": found.on(today()),
        "governed_by": _governing(pack, found),
        "is_due": found.review_by < today(),
        "users": [compiled.rule for compiled in pack.compiled.values() if name in _asked(compiled)],
    }
    return render(request, "policies/parameter.html", context)


@opens(SIGNED_IN)
def chart(request: HttpRequest, name: str) -> HttpResponse:
    """A parameter over time as chart options."""
    found = _pack(request).parameters.get(name)
    if found is None:
        raise Http404
    return JsonResponse(steps(found, today()))


@opens(SIGNED_IN)
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule of a pack by topic, in the order in which they rest on each other."""
    pack = _pack(request)
    by_topic: dict[str, list[Compiled]] = {}
    for name in pack.order:
        by_topic.setdefault(_topic_of(pack.compiled[name]), []).append(pack.compiled[name])
    context = {"pack": pack, "topics": [(TOPICS[topic], found) for topic, found in sorted(by_topic.items())]}
    return render(request, "policies/rules.html", context)


@opens(SIGNED_IN)
def rule(request: HttpRequest, name: str) -> HttpResponse:
    """One rule: each version with its formula and clause, the parameters in it, the rules around it."""
    pack = _pack(request)
    compiled = pack.compiled.get(name)
    if compiled is None:
        raise Http404
    context = {
        "pack": pack,
        "rule": compiled.rule,
        "entity": pack.schema.entities[compiled.rule.of],
        "versions": [(text.version, Formula().words(text.expression)) for text in reversed(compiled.texts)],
        "parameters": [pack.parameters[asked] for asked in sorted(_asked(compiled))],
        "inputs": sorted(_facts(compiled).items()),
        "users": [o.rule for o in pack.compiled.values() if name in {n.name for n in _nodes(o, e.RuleValue)}],
        "rests_on": [pack.rules[n] for n in sorted({n.name for n in _nodes(compiled, e.RuleValue)})],
        "certainties": CERTAINTIES,
        "tones": TONES,
    }
    return render(request, "policies/rule.html", context)


def _pack(request: HttpRequest) -> Pack:
    name = request.GET.get("pack", "")
    return packs.load(name if name in packs.PACKS else next(iter(packs.PACKS)))


def _line(parameter: Parameter) -> Line:
    period = parameter.on(today())
    values = tuple(_value(parameter, key, cell) for key, cell in period.cells.items()) if period else ()
    topic = parameter.name.partition(".")[0]
    return Line(parameter, topic, values, _citation(period), len(parameter.unknown))


def _value(parameter: Parameter, key: Key, cell: Cell) -> Value:
    printed = "?" if cell.value is None else parameter.say(cell.value)
    tone = TONES.get(cell.certainty, "secondary")
    return Value(_(parameter.classes[key]) if key else "", printed, _(CERTAINTIES[cell.certainty]), tone)


def _citation(period: Period | None) -> str:
    return f"{_(period.citation.document)}{_(period.citation.clause)}" if period else ""


def _matches(line: Line, words: str, topic: str, certainty: str) -> bool:
    searched = f"{line.parameter.name} {line.parameter.label} {_(line.parameter.label)}".lower()
    sure = {cell.certainty for period in line.parameter.periods for cell in period.cells.values()}
    return words.lower() in searched and topic in ("", line.topic) and (not certainty or certainty in sure)


def _governing(pack: Pack, parameter: Parameter) -> str:
    """What the day is called that decides which value holds."""
    if parameter.governed_by in pack.rules:
        return pack.rules[parameter.governed_by].label
    found = (entity.facts.get(parameter.governed_by) for entity in pack.schema.entities.values())
    return next(fact.label for fact in found if fact is not None)


def _nodes(compiled: Compiled, kind: type[e.Expression]) -> list[e.Expression]:
    roots = [text.expression for text in compiled.texts] + ([compiled.day] if compiled.day is not None else [])
    return [node for root in roots for node in e.walk(root) if isinstance(node, kind)]


def _asked(compiled: Compiled) -> set[str]:
    return {node.parameter.name for node in _nodes(compiled, e.ParameterValue)}


def _facts(compiled: Compiled) -> Mapping[str, str]:
    return {f"{n.entity}.{n.name}": n.label for n in _nodes(compiled, e.FactValue)}


def _topic_of(compiled: Compiled) -> str:
    """The folder of the library that a rule's text stands in."""
    return compiled.texts[0].version.text.__module__.split(".")[-2]
