"""所问 What an address asks of a trial: the policy, the changes with their values, what is supposed.

Everything stands in the address, so that a trial can be sent on, its charts and its workbook ask for the same, and the
page works without scripts. A change that has no value yet is shown to be filled in, and changes nothing.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from anzhi.rules import packs, whatif
from anzhi.rules.engine import expression as e
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.parameters import Parameter
from anzhi.rules.engine.types import Value
from anzhi.rules.whatif import Unknown
from anzhi.values.refusal import Refused
from anzhi.web.language import said

CHANGEABLE = ("project", "household")
"""Kinds of rows of which a fact can be given to everybody."""
MOST = 20
"""Changes of one trial."""


@dataclass(frozen=True)
class Cell:
    """A value of a parameter that can be set: its field, its class, what it is now, what was typed."""

    field: str
    of_class: str
    now: str
    typed: str


@dataclass(frozen=True)
class ParameterCard:
    """A number or a day of the law that is changed: between which days, times what, or to what.

    ``history`` are its values so far, the latest first, with the days between which they hold; empty where it has
    classes.
    """

    name: str
    label: str
    unit: str
    is_day: bool
    since: str
    until: str
    multiply: str
    cells: tuple[Cell, ...]
    history: tuple[tuple[date, date | None, str], ...]


@dataclass(frozen=True)
class FactCard:
    """A fact that everybody is given: how it is entered, and what was chosen or typed."""

    name: str
    label: str
    kind: str
    unit: str
    options: tuple[tuple[str, str], ...]
    typed: str


@dataclass(frozen=True)
class Supposition:
    """A number that nobody knows, to be supposed: its field and what was typed; ``count`` rows stop for want of it."""

    field: str
    label: str
    unit: str
    typed: str
    count: int


class Asked:
    """What an address asks for.

    Attributes:
        pack: the policy pack.
        rules: the results; what can be changed are the numbers that they rest on.
        changes: names of what is changed, in the order in which they were added.
        words: what was searched to add to them and not found.
        found: what was searched could be any of these.
    """

    def __init__(self, data: QueryDict, rules: Sequence[str], first: Sequence[str] = (), since: str = "") -> None:
        """Read an address. Before anything is asked, ``first`` are the changes, from ``since`` on."""
        self.data = data
        self.at_first = {} if "asked" in data else {f"{name}.from": since for name in first}
        self.pack: Pack = packs.chosen(data.get("pack", ""))
        self.rules = rules
        self.choices = dict(_choices(self.pack, rules))
        asked = data.getlist("change") if "asked" in data else list(first)
        chosen = [name for name in dict.fromkeys(asked) if name in self.choices and name != data.get("remove")]
        self.words, self.found = "", []
        if words := data.get("add", "").strip():
            match self._search(words):
                case [only]:
                    chosen = list(dict.fromkeys([*chosen, only]))
                case some:
                    self.words, self.found = words, [(name, self.choices[name]) for name in some[:MOST]]
        self.changes = tuple(chosen[:MOST])

    @property
    def parameter_cards(self) -> list[ParameterCard]:
        """Changed numbers of the law."""
        return [self._parameter_card(self.pack.parameters[n]) for n in self.changes if n in self.pack.parameters]

    @property
    def fact_cards(self) -> list[FactCard]:
        """Changed facts."""
        return [self._fact_card(name) for name in self.changes if name not in self.pack.parameters]

    def written(self) -> dict[str, Any]:
        """The change as ``rules.whatif`` reads it; no label.

        Raises:
            Refused: a day is none, or a number is both multiplied and set.
        """
        parameters = {name: change for name in self.changes if (change := self._parameter(name))}
        facts = {
            n: value for n in self.changes if n not in self.pack.parameters and (value := self._fact(n)) is not None
        }
        return {"pack": self.pack.name, "parameters": parameters, "facts": facts, "suppose": dict(self._suppositions())}

    def suppositions(self, unknown: Sequence[Unknown], counts: Mapping[str, int]) -> list[Supposition]:
        """Fields for numbers that nobody knows: those that are needed, and those that were typed already."""
        needed = {one.name: one for one in unknown}
        typed = {name: one for name, one in whatif.unknown(self.pack).items() if self._text(f"suppose:{name}")}
        return [
            Supposition(
                f"suppose:{name}",
                _supposed(one),
                one.parameter.type.unit,
                self._text(f"suppose:{name}"),
                counts.get(name, 0),
            )
            for name, one in (needed | typed).items()
        ]

    def day(self, field: str, otherwise: date | None = None) -> date | None:
        """A day that was typed.

        Raises:
            Refused: it is none.
        """
        text = self._text(field)
        try:
            return date.fromisoformat(text) if text else otherwise
        except ValueError:
            raise Refused("“{text}”不是日期，请写成 2021-03-01", text=text) from None

    def _text(self, field: str) -> str:
        return self.data.get(field, self.at_first.get(field, "")).replace("\0", "").strip()

    def _search(self, words: str) -> list[str]:
        """Names of what can be changed, by label or name: the one that is called so, else all that contain it."""
        exact = [name for name, label in self.choices.items() if words in (name, label)]
        return exact[:1] or [n for n, label in self.choices.items() if words.lower() in f"{n} {label}".lower()]

    def _parameter_card(self, parameter: Parameter) -> ParameterCard:
        name = parameter.name
        since = self._text(f"{name}.from")
        period = _in_force(parameter, since)
        return ParameterCard(
            name=name,
            label=_(parameter.label),
            unit=parameter.type.unit,
            is_day=parameter.type.kind != "number",
            since=since,
            until=self._text(f"{name}.to"),
            multiply=self._text(f"{name}.multiply"),
            cells=tuple(
                Cell(
                    _cell(name, key),
                    _(parameter.classes[key]) if key else "",
                    _now(parameter, cell.value),
                    self._text(_cell(name, key)),
                )
                for key, cell in period.cells.items()
            ),
            history=()
            if parameter.by
            else tuple((p.since, p.until, _now(parameter, p.cells[()].value)) for p in reversed(parameter.periods)),
        )

    def _fact_card(self, name: str) -> FactCard:
        entity, _dot, fact = name.partition(".")
        known = self.pack.schema.entities[entity].facts[fact].type
        options = {"flag": {"true": "是", "false": "否"}, "word": known.words}.get(known.kind, {})
        words = tuple((key, _(label)) for key, label in options.items())
        return FactCard(name, self.choices[name], known.kind, known.unit, words, self._text(f"value:{name}"))

    def _parameter(self, name: str) -> dict[str, Any] | None:
        """A change of a parameter as it is written; None while nothing is filled in."""
        if name not in self.pack.parameters:
            return None
        parameter = self.pack.parameters[name]
        factor = self._text(f"{name}.multiply")
        values = {".".join(key): text for key in parameter.classes if (text := self._text(_cell(name, key)))}
        if factor and values:
            raise Refused("“{label}”的倍数和新值只能填一种", label=parameter.label)
        if not factor and not values:
            return None
        days = {"from": self.day(f"{name}.from"), "to": self.day(f"{name}.to")}
        return days | ({"multiply": factor} if factor else {"set": values if parameter.by else values[""]})

    def _fact(self, name: str) -> Value | None:
        text = self._text(f"value:{name}")
        entity, _dot, fact = name.partition(".")
        if self.pack.schema.entities[entity].facts[fact].type.kind == "flag":
            return {"true": True, "false": False}.get(text)
        return text or None

    def _suppositions(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for name, one in whatif.unknown(self.pack).items():
            if text := self._text(f"suppose:{name}"):
                value = {".".join(one.key): text} if one.key else text
                period = {"from": one.period.since, "to": one.period.until, "set": value}
                found.setdefault(one.parameter.name, []).append(period)
        yield from found.items()


def text_of(written: dict[str, Any]) -> str:
    """A change as one text, by which what it came to is kept."""
    return json.dumps(written, default=str, sort_keys=True)


def of_text(text: str) -> dict[str, Any]:
    """The change again, its days as days, as ``rules.whatif`` wants them."""
    written = json.loads(text)

    def dated(change: dict[str, Any]) -> dict[str, Any]:
        return change | {key: date.fromisoformat(change[key]) for key in ("from", "to") if change.get(key)}

    parameters = {name: dated(change) for name, change in written["parameters"].items()}
    suppose = {name: [dated(change) for change in changes] for name, changes in written["suppose"].items()}
    return written | {"parameters": parameters, "suppose": suppose}


def page_of(request: HttpRequest) -> int:
    """The number of a page that an address asks for."""
    text = request.GET.get("page", "")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < len("1000000") else 1


def query(request: HttpRequest, *without: str) -> str:
    """The question of the address without some of its names, and without what only searched."""
    asked = request.GET.copy()
    for name in (*without, "add", "remove"):
        asked.pop(name, None)
    return asked.urlencode()


def _choices(pack: Pack, rules: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What can be changed, by name: the numbers that the results rest on, and facts of projects and households."""
    texts = [text.expression for name in pack.closure(rules) for text in pack.compiled[name].texts]
    nodes = [node for text in texts for node in e.walk(text)]
    used = {node.parameter.name for node in nodes if isinstance(node, e.ParameterValue)}
    for name, parameter in pack.parameters.items():
        if name in used:
            yield name, _(parameter.label)
    for entity in (pack.schema.entities[name] for name in CHANGEABLE):
        for fact in entity.facts.values():
            yield f"{entity.name}.{fact.name}", f"{_(entity.label)}·{_(fact.label)}"


def _cell(name: str, key: Sequence[str]) -> str:
    return f"{name}.set:{'.'.join(key)}"


def _in_force(parameter: Parameter, since: str) -> Any:
    """The period on the day from which a parameter is changed; the last one when no day was typed."""
    try:
        return parameter.on(date.fromisoformat(since)) or parameter.periods[-1]
    except ValueError:
        return parameter.periods[-1]


def _now(parameter: Parameter, value: Value | None) -> str:
    return _("未知") if value is None else said(parameter.type.part(value))


def _supposed(one: Unknown) -> str:
    of_class = f"（{_(one.parameter.classes[one.key])}）" if one.key else ""
    return f"{_(one.parameter.label)}{of_class}"
