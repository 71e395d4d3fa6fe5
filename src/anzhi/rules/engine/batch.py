"""批量计算 The same rules for everybody at once: each expression compiled to Ibis, stage by stage, for DuckDB or Spark.

Every rule becomes two columns: its value, and ``<rule>__problem``, the number of the reason why there is none. A value
with a problem is empty, never zero. Numbers are 64-bit integers; an engine that overflows them stops.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import ibis
import ibis.expr.types as ir

from anzhi.rules.engine import expression as e
from anzhi.rules.engine.compiling import Compiler, Pair, potential, problem_column
from anzhi.rules.engine.pack import Compiled, Pack, rests_on
from anzhi.rules.engine.problems import Problem
from anzhi.rules.engine.schema import Entity, declared
from anzhi.rules.engine.types import DTYPES, Type


@dataclass(frozen=True)
class Stage:
    """One step: a table with more columns, made from tables that are there.

    Attributes:
        table: its name.
        entity: the kind of its rows.
        expression: how it is made.
        replaces: the table that it takes the place of.
    """

    table: str
    entity: str
    expression: ir.Table
    replaces: str


@dataclass(frozen=True)
class Plan:
    """All steps for some rules.

    Attributes:
        stages: in their order.
        tables: the last table of every kind of row.
        problems: reasons by number, from 1.
    """

    stages: tuple[Stage, ...]
    tables: Mapping[str, str]
    problems: tuple[Problem, ...]


def columns(pack: Pack, entity: str) -> dict[str, str]:
    """The columns that a table of facts has: key, key of the row above, facts, and how many rows lie below."""
    known = pack.schema.entities[entity]
    parent = {pack.schema.entities[known.parent].key: "int64"} if known.parent else {}
    counts = {declared(child).name: "int64" for child in pack.schema.children(entity)}
    facts = {fact.name: DTYPES[fact.type.kind] for fact in known.facts.values()}
    return {known.key: "int64", **parent, **facts, **counts}


def plan(pack: Pack, names: Iterable[str], dialect: str) -> Plan:
    """The steps that compute some rules for every row of their kinds.

    Args:
        pack: the policy pack.
        names: the rules.
        dialect: duckdb or spark.

    Tables of facts are called by their plural; see ``columns``.
    """
    return _Planner(pack, list(names), dialect).plan


class _Planner:
    def __init__(self, pack: Pack, names: list[str], dialect: str) -> None:
        self.pack, self.dialect = pack, dialect
        self.rules = [pack.compiled[name] for name in pack.closure(names)]
        self.problems = sorted({p for compiled in self.rules for p in potential(pack, compiled)})
        self.codes = {problem: number for number, problem in enumerate(self.problems, 1)}
        self.done: set[str] = set()
        self.tables = {entity.name: entity.plural for entity in pack.schema.entities.values()}
        self.have = {name: columns(pack, name) for name in pack.schema.entities}
        self.stages: list[Stage] = []

    @cached_property
    def plan(self) -> Plan:
        order = list(self.pack.schema.entities)
        while len(self.done) < len(self.rules):
            before = len(self.done)
            for entity in (*order, *reversed(order)):
                if ready := list(self._ready(entity)):
                    self._stage(self.pack.schema.entities[entity], ready)
            if len(self.done) == before:
                raise TypeError("these rules cannot be computed in stages")
        return Plan(tuple(self.stages), dict(self.tables), tuple(self.problems))

    def _ready(self, entity: str) -> Iterator[Compiled]:
        """Rules of a kind of row that need nothing but what is done, or each other."""
        known = set(self.done)
        for compiled in self.rules:
            if compiled.rule.of == entity and compiled.rule.name not in known:
                others = {n for n in rests_on(compiled) if n not in known or self._elsewhere(n, entity)}
                if others <= self.done:
                    known.add(compiled.rule.name)
                    yield compiled

    def _elsewhere(self, name: str, entity: str) -> bool:
        return self.pack.rules[name].of != entity

    def _stage(self, entity: Entity, ready: list[Compiled]) -> None:
        nodes = [node for compiled in ready for root in _roots(compiled) for node in e.walk(root)]
        self._carry(entity.name, {node.inner for node in nodes if isinstance(node, e.Above)})
        table = self._joined(entity, nodes)
        have = dict(self.have[entity.name])
        for level in self._levels(ready):
            added: dict[str, ir.Value] = {}
            for compiled in level:
                added |= self._columns(table, compiled)
            table = table.mutate(**added)
        for compiled in ready:
            have[compiled.rule.name] = DTYPES[compiled.rule.type.kind]
            have[problem_column(compiled.rule.name)] = "int32"
            self.done.add(compiled.rule.name)
        self._emit(entity, table.select(*have), have)

    def _emit(self, entity: Entity, table: ir.Table, have: dict[str, str]) -> None:
        replaces = self.tables[entity.name]
        number = sum(stage.entity == entity.name for stage in self.stages) + 1
        self.tables[entity.name], self.have[entity.name] = f"{entity.plural}_{number}", have
        self.stages.append(Stage(self.tables[entity.name], entity.name, table, replaces))

    def _current(self, entity: str) -> ir.Table:
        return ibis.table(self.have[entity], name=self.tables[entity])

    def _carry(self, entity: str, wanted: Iterable[e.FactValue | e.RuleValue]) -> None:
        """See that a row has what its text asks of the rows above: the row above fetches from further above first."""
        parent = self.pack.schema.entities[entity].parent
        lacking = {above_column(inner): inner for inner in wanted if above_column(inner) not in self.have[entity]}
        if not lacking:
            return
        self._carry(parent, [inner for inner in lacking.values() if inner.entity != parent])
        known = self.pack.schema.entities[parent]
        table, above = self._current(entity), self._current(parent)
        taken = {known.key: above[known.key]}
        for column, inner in sorted(lacking.items()):
            source = inner.name if inner.entity == parent else column
            taken[column] = above[source]
            if isinstance(inner, e.RuleValue):
                taken[problem_column(column)] = above[problem_column(source)]
        have = dict(self.have[entity])
        for column, inner in sorted(lacking.items()):
            have[column] = DTYPES[inner.type.kind]
            if isinstance(inner, e.RuleValue):
                have[problem_column(column)] = "int32"
        joined = table.left_join(above.select(**taken), known.key)
        self._emit(self.pack.schema.entities[entity], joined.select(*have), have)

    def _joined(self, entity: Entity, nodes: list[e.Expression]) -> ir.Table:
        """A table of rows with the totals over the rows below that its rules ask for."""
        table = self._current(entity.name)
        totals: dict[str, dict[str, e.Total]] = {}
        for node in nodes:
            if isinstance(node, e.Total):
                totals.setdefault(node.declared.name, {})[total_column(node)] = node
        for plural, wanted in sorted(totals.items()):
            child = self.pack.schema.child(entity.name, plural)
            assert child is not None
            rows = self._current(child.name)
            sums: dict[str, ir.Value] = {f"{plural}__rows": rows.count()}
            for column, node in wanted.items():
                sums[column] = rows[node.inner.name].cast("int64").sum().cast("int64")
                sums[problem_column(column)] = self._first(rows, node)
            below = rows.group_by(rows[entity.key].name("below")).aggregate(**sums)
            table = table.left_join(below, table[entity.key] == below.below).drop("below")
        return table

    def _first(self, rows: ir.Table, node: e.Total) -> ir.Value:
        """The first problem among the rows below, by number."""
        if isinstance(node.inner, e.RuleValue):
            return rows[problem_column(node.inner.name)].min()
        compiler = Compiler(self.pack, rows, self.codes, self.dialect, rule=None)
        problem = compiler.of(node.inner).problem
        return problem.min() if problem is not None else ibis.null("int32")

    def _levels(self, ready: list[Compiled]) -> Iterator[list[Compiled]]:
        """Rules of one kind in levels: those of a level rest on earlier levels only."""
        depth: dict[str, int] = {}
        for compiled in ready:
            mine = [depth[name] for name in rests_on(compiled) if name in depth]
            depth[compiled.rule.name] = max(mine, default=-1) + 1
        for level in range(max(depth.values()) + 1):
            yield [compiled for compiled in ready if depth[compiled.rule.name] == level]

    def _columns(self, table: ir.Table, compiled: Compiled) -> dict[str, ir.Value]:
        found = Compiler(self.pack, table, self.codes, self.dialect, rule=compiled.rule).rule_value(compiled)
        return {
            compiled.rule.name: _masked(found, compiled.rule.type),
            problem_column(compiled.rule.name): (
                found.problem.cast("int32") if found.problem is not None else ibis.null("int32")
            ),
        }


def _roots(compiled: Compiled) -> list[e.Expression]:
    return [text.expression for text in compiled.texts] + ([compiled.day] if compiled.day is not None else [])


def _masked(found: Pair, type: Type) -> ir.Value:
    value = found.value.cast(DTYPES[type.kind])
    return value if found.problem is None else found.problem.isnull().ifelse(value, ibis.null(DTYPES[type.kind]))


def above_column(inner: e.FactValue | e.RuleValue) -> str:
    """Where a row keeps what it fetched from a row above."""
    return f"{inner.entity}__{inner.name}"


def total_column(node: e.Total) -> str:
    """Where a row keeps a total over the rows below."""
    return f"{node.declared.name}__{node.inner.name}"


def plain(value: Any) -> Any:
    """A Python value as a table holds it."""
    return value.isoformat() if isinstance(value, date) else value
