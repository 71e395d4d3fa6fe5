"""政策包 A policy pack: rules and parameters together, read once into expressions.

It is named by the hash of every text in it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Any

from anzhi.rules.engine.expression import (
    Above,
    Expression,
    FactValue,
    ParameterValue,
    RuleValue,
    Total,
    constant,
    scaled,
    walk,
    worded,
)
from anzhi.rules.engine.parameters import Parameter
from anzhi.rules.engine.rule import Rule, Version, sources
from anzhi.rules.engine.schema import Entity, Schema, declared
from anzhi.rules.engine.types import COUNT, Type


@dataclass(frozen=True)
class Text:
    """A version of a rule with its expression."""

    version: Version
    expression: Expression


@dataclass(frozen=True)
class Compiled:
    """A rule with the expressions of its versions, and of its governing day (None: always in force)."""

    rule: Rule
    day: Expression | None
    texts: tuple[Text, ...]


class Pack:
    """A policy pack.

    Attributes:
        name: its folder.
        label: what people call it.
        is_fictional: are its values invented?
        schema: the kinds of rows.
        rules: by name.
        parameters: by name.
    """

    def __init__(
        self,
        name: str,
        label: str,
        schema: Schema,
        rules: Mapping[str, Rule],
        parameters: Mapping[str, Parameter],
        *,
        is_fictional: bool = False,
    ) -> None:
        self.name, self.label, self.is_fictional = name, label, is_fictional
        self.schema, self.rules, self.parameters = schema, rules, parameters

    @cached_property
    def compiled(self) -> dict[str, Compiled]:
        """Every rule with its expressions.

        Raises:
            TypeError: a text mixes what cannot be mixed, or names what there is not.
        """
        return {name: self._compile(rule) for name, rule in self.rules.items()}

    @cached_property
    def order(self) -> list[str]:
        """Names of the rules, each after those that it rests on.

        Raises:
            TypeError: rules that rest on each other.
        """
        graph = {name: rests_on(compiled) for name, compiled in self.compiled.items()}
        try:
            return list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            raise TypeError(f"rules rest on each other: {' → '.join(error.args[1])}") from error

    def closure(self, names: Iterable[str]) -> list[str]:
        """The named rules and all those that they rest on, each after what it rests on."""
        wanted = set(names)
        for name in reversed(self.order):
            if name in wanted:
                wanted |= rests_on(self.compiled[name])
        return [name for name in self.order if name in wanted]

    @cached_property
    def hash(self) -> str:
        """SHA-256 of every rule's text and every parameter's values."""
        content = {"schema": _plain(self.schema), "rules": sources(self.rules), "parameters": _plain(self.parameters)}
        return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def with_parameters(self, changed: Mapping[str, Parameter]) -> "Pack":
        """The same pack with other parameters: what a what-if is computed with."""
        return Pack(
            self.name,
            self.label,
            self.schema,
            self.rules,
            {**self.parameters, **changed},
            is_fictional=self.is_fictional,
        )

    def _compile(self, rule: Rule) -> Compiled:
        row = View(self, rule.of)
        try:
            day = row.named(rule.governed_by) if rule.governed_by else None
            texts = [Text(version, self._result(rule, version, row)) for version in rule.versions]
        except (TypeError, AttributeError, KeyError) as error:
            raise TypeError(f"rule {rule.name}: {error}") from error
        return Compiled(rule, day, tuple(texts))

    def _result(self, rule: Rule, version: Version, row: "View") -> Expression:
        result = constant(version.text(row, row.parameter))
        if result.type.kind != rule.type.kind:
            raise TypeError(f"{result.type.kind} is no {rule.type.kind}")
        if rule.type.kind != "number":
            return worded(result, rule.type)
        if result.type.scale > rule.type.scale:
            raise TypeError(f"{rule.type.unit or 'a number'} is not as fine as the result: round it by name")
        return scaled(result, rule.type.scale - result.type.scale)


def rests_on(compiled: Compiled) -> set[str]:
    """Names of the rules that a rule rests on, on whatever row."""
    nodes = [text.expression for text in compiled.texts]
    nodes += [compiled.day] if compiled.day is not None else []
    return {node.name for root in nodes for node in walk(root) if isinstance(node, RuleValue)}


class View:
    """A row as a rule's text sees it: its facts, other rules' results on it, the rows above, the rows below."""

    def __init__(self, pack: Pack, entity: str, *, is_above: bool = False) -> None:
        self._pack, self._entity, self._is_above = pack, pack.schema.entities[entity], is_above

    def __getattr__(self, name: str) -> Any:
        if name in self._pack.schema.ancestors(self._entity.name):
            return View(self._pack, name, is_above=True)
        child = self._pack.schema.child(self._entity.name, name)
        if child is not None and not self._is_above:
            return Rows(self._pack, self._entity, child)
        found = value_of(self._pack, self._entity.name, name)
        if found is None:
            raise AttributeError(f"{self._entity.name} has no fact and no rule {name!r}")
        return Above(found) if self._is_above else found

    def named(self, name: str) -> Expression:
        """A fact or a rule of the row or of the nearest row above that has it."""
        for entity in (self._entity.name, *self._pack.schema.ancestors(self._entity.name)):
            found = value_of(self._pack, entity, name)
            if found is not None:
                return found if entity == self._entity.name else Above(found)
        raise AttributeError(f"{self._entity.name} has no {name!r}, and no row above has")

    def parameter(self, name: str, *keys: Expression) -> Expression:
        """A parameter on its governing day, for the classes that the row is of."""
        parameter = self._pack.parameters[name]
        if len(keys) != len(parameter.by):
            raise TypeError(f"{name} is by {parameter.by}")
        return ParameterValue(parameter, keys, self.named(parameter.governed_by), parameter.type)


class Rows:
    """The rows of a kind that belong to a row."""

    def __init__(self, pack: Pack, entity: Entity, child: Entity) -> None:
        self._pack, self._entity, self._child = pack, entity, child

    def total(self, name: str) -> Expression:
        """A number of every row, summed; a flag, counted."""
        inner = value_of(self._pack, self._child.name, name)
        if inner is None:
            raise AttributeError(f"{self._child.name} has no fact and no rule {name!r}")
        type: Type = COUNT if inner.type.kind == "flag" else inner.type
        if inner.type.kind not in ("number", "flag"):
            raise TypeError(f"{name} cannot be summed")
        count = declared(self._child)
        return Total(inner, FactValue(self._entity.name, count.name, count.label, count.type), type)


def value_of(pack: Pack, entity: str, name: str) -> FactValue | RuleValue | None:
    """A fact or a rule of a kind of row by name."""
    known = pack.schema.entities[entity]
    if name in known.facts:
        fact = known.facts[name]
        return FactValue(entity, name, fact.label, fact.type)
    child = pack.schema.child(entity, name)
    if child is not None:
        count = declared(child)
        return FactValue(entity, count.name, count.label, count.type)
    rule = pack.rules.get(name)
    return RuleValue(entity, name, rule.label, rule.type) if rule is not None and rule.of == entity else None


def _plain(value: object) -> object:
    """Dataclasses, mappings and days as plain JSON, keys as text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value if isinstance(value, int | bool | None) else str(value)
