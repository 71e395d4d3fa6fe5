"""批量计算 The same rules for everybody at once: each expression compiled to Ibis, stage by stage, for DuckDB or Spark.

Every rule becomes two columns: its value, and ``<rule>__problem``, the number of the reason why there is none. A value
is empty just where there is a reason, never zero. Numbers are 64-bit integers; an engine that overflows them stops.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis.backends.sql.compilers import DuckDBCompiler, PySparkCompiler
from ibis.expr.operations import UnboundTable

from anzhi.rules.engine import expression as e
from anzhi.rules.engine.compiling import Compiler, Pair, potential, problem_column, total_column, wide
from anzhi.rules.engine.pack import Compiled, Pack, rests_on
from anzhi.rules.engine.preparing import prepared
from anzhi.rules.engine.problems import Problem
from anzhi.rules.engine.schema import Entity, declared
from anzhi.rules.engine.types import DTYPES
from anzhi.rules.engine.words import DTYPE, Words, column_of, number_column


@dataclass(frozen=True)
class Stage:
    """One step: a table with more columns, made from tables that are there.

    Attributes:
        table: its name.
        entity: the kind of its rows.
        levels: how it is made, one after the other: each reads the one before under the name ``level(table, n)``.
        replaces: the table that it takes the place of.
        is_kept: are its rows kept? Those of a step that only one later step asks for need not be.
    """

    table: str
    entity: str
    levels: tuple[ir.Table, ...]
    replaces: str
    is_kept: bool = True

    @property
    def reads(self) -> set[str]:
        """The tables that it is made from."""
        found = (table for made in self.levels for table in made.op().find(UnboundTable))
        return {table.name for table in found} - {level(self.table, number) for number in range(len(self.levels))}


@dataclass(frozen=True)
class Plan:
    """All steps for some rules.

    Attributes:
        stages: in their order.
        tables: the last table of every kind of row.
        problems: reasons by number, from 1.
        dialect: of its statements.
    """

    stages: tuple[Stage, ...]
    tables: Mapping[str, str]
    problems: tuple[Problem, ...]
    dialect: str

    @cached_property
    def statements(self) -> dict[str, str]:
        """Each step as one statement, by its table: a level a common table, so that nothing is written out twice."""
        return {stage.table: _statement(stage, self.dialect) for stage in self.stages}


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

    Tables of facts are called by their plural; see ``columns``. The last table of a kind has the named rules, and
    those that they rest on only where they were of use to a later step.
    """
    return _Planner(pack, list(names), dialect).plan


class _Planner:
    def __init__(self, pack: Pack, names: list[str], dialect: str) -> None:
        self.pack, self.dialect, self.wanted, self.words = pack, dialect, set(names), Words()
        wanted = [pack.compiled[name] for name in pack.closure(names)]
        self.rules = prepared(wanted)
        self.of = {compiled.rule.name: compiled.rule.of for compiled in self.rules}
        self.problems = sorted({p for compiled in wanted for p in potential(pack, compiled)})
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
        return Plan(tuple(map(self._settled, self.stages)), dict(self.tables), tuple(self.problems), self.dialect)

    def _settled(self, stage: Stage) -> Stage:
        """A step, told whether its rows are kept: for somebody who asked for them, or for more than one later step."""
        readers = [other for other in self.stages if stage.table in other.reads]
        is_asked = any(self.of[name] == stage.entity for name in self.wanted)
        return replace(stage, is_kept=is_asked or len(readers) != 1)

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
        return self.of[name] != entity

    def _stage(self, entity: Entity, ready: list[Compiled]) -> None:
        nodes = [node for compiled in ready for root in _roots(compiled) for node in e.walk(root)]
        table = self._with_above(self._current(entity.name), entity.name, nodes)
        levels = [self._with_totals(table, entity, nodes)]
        together = list(self._levels(ready))
        # First every value, then the reasons of those that are empty: what is sound is never asked for one.
        for columns_of in [self._values] * len(together) + [self._problems] * len(together):
            table = ibis.table(levels[-1].schema(), name=level(self._next(entity), len(levels) - 1))
            rules = together[(len(levels) - 1) % len(together)]
            levels.append(table.mutate(**{k: v for compiled in rules for k, v in columns_of(table, compiled).items()}))
        self.done |= {compiled.rule.name for compiled in ready}
        last, kept = levels[-1], self._kept(entity)
        spelt = {
            compiled.rule.name: self.words.spelt(last[number_column(compiled.rule.name)], compiled.rule.type)
            for compiled in ready
            if compiled.rule.type.kind == "word" and compiled.rule.name in kept
        }
        last = last.mutate(**spelt) if spelt else last
        last = last.select([name for name in last.columns if name in kept])
        replaces, made = self.tables[entity.name], self._next(entity)
        self.tables[entity.name] = made
        self.have[entity.name] = {name: str(dtype) for name, dtype in last.schema().items()}
        self.stages.append(Stage(made, entity.name, (*levels[:-1], last), replaces))

    def _next(self, entity: Entity) -> str:
        """What the next table of a kind is called."""
        return f"{entity.plural}_{sum(stage.entity == entity.name for stage in self.stages) + 1}"

    def _kept(self, entity: Entity) -> set[str]:
        """Columns that are needed yet: keys, results, and whatever a rule to come asks of these rows."""
        parent = {self.pack.schema.entities[entity.parent].key} if entity.parent else set()
        coming = [compiled for compiled in self.rules if compiled.rule.name not in self.done]
        nodes = [node for compiled in coming for root in _roots(compiled) for node in e.walk(root)]
        asked = [n for n in nodes if isinstance(n, e.FactValue | e.RuleValue) and n.entity == entity.name]
        names = {node.name for node in asked} | {name for name in self.wanted if self.of[name] == entity.name}
        values = {column_of(node) for node in asked} | {name for name in self.wanted if self.of[name] == entity.name}
        return {entity.key} | parent | values | {problem_column(name) for name in names}

    def _current(self, entity: str) -> ir.Table:
        """The rows of a kind as they are by now, words of facts as numbers."""
        table = ibis.table(self.have[entity], name=self.tables[entity])
        facts = [fact for fact in self.pack.schema.entities[entity].facts.values() if fact.type.kind == "word"]
        new = [fact for fact in facts if fact.name in table.columns and number_column(fact.name) not in table.columns]
        numbered = {number_column(fact.name): self.words.numbered(table[fact.name], fact.type) for fact in new}
        return table.mutate(**numbered).drop(*(fact.name for fact in new)) if new else table

    def _with_above(self, table: ir.Table, entity: str, nodes: list[e.Expression]) -> ir.Table:
        """Rows with what their rules ask of the rows above."""
        wanted = {f"{n.inner.entity}__{column_of(n.inner)}": n.inner for n in nodes if isinstance(n, e.Above)}
        farthest = max((self.pack.schema.ancestors(entity).index(n.entity) for n in wanted.values()), default=-1)
        for name in self.pack.schema.ancestors(entity)[: farthest + 1]:
            known = self.pack.schema.entities[name]
            rows = self._current(name)
            further = [self.pack.schema.entities[known.parent].key] if known.parent else []
            taken = {f"{known.key}__above": rows[known.key]} | {key: rows[key] for key in further}
            for column, inner in sorted(wanted.items()):
                if inner.entity == name:
                    taken[column] = rows[column_of(inner)]
                    if isinstance(inner, e.RuleValue):
                        taken[problem_column(f"{name}__{inner.name}")] = rows[problem_column(inner.name)]
            above = rows.select(**taken)
            table = table.left_join(above, table[known.key] == above[f"{known.key}__above"])
            table = table.drop(f"{known.key}__above")
        return table

    def _with_totals(self, table: ir.Table, entity: Entity, nodes: list[e.Expression]) -> ir.Table:
        """Rows with the totals over the rows below that their rules ask for."""
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
                sums[column] = wide(rows[node.inner.name].cast("int64").sum())
                sums[problem_column(column)] = self._first(rows, node)
            below = rows.group_by(rows[entity.key].name("below")).aggregate(**sums)
            table = table.left_join(below, table[entity.key] == below.below).drop("below")
        checked = {column: node for wanted in totals.values() for column, node in wanted.items()}
        return table.mutate(**self._checked(table, checked)) if checked else table

    def _checked(self, table: ir.Table, totals: Mapping[str, e.Total]) -> dict[str, ir.Value]:
        """Totals with the reasons why there are none, once for every rule that asks for them."""
        compiler = Compiler(self.pack, table, self.codes, self.words, self.dialect, rule=None)
        found: dict[str, ir.Value] = {}
        for column, node in totals.items():
            pair = compiler.checked(node)
            found |= {column: pair.value, problem_column(column): pair.problem}
        return found

    def _first(self, rows: ir.Table, node: e.Total) -> ir.Value:
        """The first problem among the rows below, by number."""
        if isinstance(node.inner, e.RuleValue):
            return rows[problem_column(node.inner.name)].min()
        compiler = Compiler(self.pack, rows, self.codes, self.words, self.dialect, rule=None)
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

    def _values(self, table: ir.Table, compiled: Compiled) -> dict[str, ir.Value]:
        name, kind = compiled.rule.name, compiled.rule.type.kind
        column, dtype = (number_column(name), DTYPE) if kind == "word" else (name, DTYPES[kind])
        return {column: self._compiled(table, compiled).value.cast(dtype)}

    def _problems(self, table: ir.Table, compiled: Compiled) -> dict[str, ir.Value]:
        problem = self._compiled(table, compiled).problem
        none = ibis.null("int32")
        name = compiled.rule.name
        value = table[number_column(name) if compiled.rule.type.kind == "word" else name]
        shown = none if problem is None else value.notnull().ifelse(none, problem.cast("int32"))
        return {problem_column(name): shown}

    def _compiled(self, table: ir.Table, compiled: Compiled) -> Pair:
        compiler = Compiler(self.pack, table, self.codes, self.words, self.dialect, rule=compiled.rule)
        return compiler.rule_value(compiled)


def _statement(stage: Stage, dialect: str) -> str:
    compiler: Any = {"duckdb": DuckDBCompiler, "spark": PySparkCompiler}[dialect]
    compiler = compiler() if isinstance(compiler, type) else compiler
    *named, last = (compiler.to_sqlglot(one).sql(dialect=compiler.dialect) for one in stage.levels)
    common = ", ".join(f"{level(stage.table, number)} AS ({text})" for number, text in enumerate(named))
    return f"WITH {common} {last}" if common else str(last)


def level(table: str, number: int) -> str:
    """The name under which a level of a table is read by the next."""
    return f"{table}_level_{number}"


def _roots(compiled: Compiled) -> list[e.Expression]:
    return [text.expression for text in compiled.texts] + ([compiled.day] if compiled.day is not None else [])
