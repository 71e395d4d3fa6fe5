"""编译 One expression as Ibis: its value, and the number of the reason why there is none.

Mirrors ``exact``, case by case.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import and_
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from anzhi.rules.engine import expression as e
from anzhi.rules.engine.exact import COMPARED, missing, no_parameter, nothing_to_divide_by
from anzhi.rules.engine.pack import Compiled, Pack
from anzhi.rules.engine.parameters import Key, Parameter, Period
from anzhi.rules.engine.problems import Kind, Problem
from anzhi.rules.engine.rule import Rule
from anzhi.rules.engine.types import DTYPES
from anzhi.rules.engine.words import Words, column_of


@dataclass(frozen=True)
class Pair:
    """A value, and the number of its problem: the value is empty just where there is one.

    ``problem`` is None where there can be none. It is only asked for rows whose value is empty, so what is sound costs
    nothing but its value.
    """

    value: ir.Value
    problem: ir.Value | None = None


@ibis.udf.scalar.builtin(name="divide")  # type: ignore[untyped-decorator]
def _duckdb_divide(numerator: int, denominator: int) -> int:  # type: ignore[empty-body]
    """Integer division of DuckDB; a slash would go through floating point."""


@ibis.udf.scalar.builtin(name="div")  # type: ignore[untyped-decorator]
def _spark_divide(numerator: int, denominator: int) -> int:  # type: ignore[empty-body]
    """Integer division of Spark."""


_DIVIDE: Mapping[str, Callable[[Any, Any], ir.Value]] = {"duckdb": _duckdb_divide, "spark": _spark_divide}


def problem_column(name: str) -> str:
    """The column with the problem of a rule."""
    return f"{name}__problem"


def total_column(node: e.Total) -> str:
    """Where a row keeps a total over the rows below."""
    return f"{node.declared.name}__{node.inner.name}"


class Compiler:
    """Compiles expressions over the columns of one table."""

    def __init__(
        self, pack: Pack, table: ir.Table, codes: Mapping[Problem, int], words: Words, dialect: str, rule: Rule | None
    ) -> None:
        self.pack, self.table, self.codes, self.words, self.rule = pack, table, codes, words, rule
        self.divide = _DIVIDE[dialect]

    def rule_value(self, compiled: Compiled) -> Pair:
        """A rule: the version that is in force on the governing day of each row."""
        if compiled.day is None:
            [text] = compiled.texts
            return self.of(text.expression)
        day = self.of(compiled.day)
        holds = [_within(day.value, text.version.since, text.version.until) for text in compiled.texts]
        pairs = [self.of(text.expression) for text in compiled.texts]
        pairs_by_day = [(held, pair.value) for held, pair in zip(holds, pairs, strict=True)]
        conflict = self._code(Problem(Kind.CONFLICT, compiled.rule.name, compiled.rule.label))
        branches = [
            (holds[first] & holds[second], conflict)
            for first, second in combinations(range(len(holds)), 2)
            if _overlap(compiled, first, second)
        ]
        branches += [(held, _or_null(pair.problem)) for held, pair in zip(holds, pairs, strict=True)]
        clashes = [(clash, ibis.null()) for clash, problem in branches if problem is conflict]
        value = _cases(clashes + pairs_by_day)
        none = self._code(Problem(Kind.NO_RULE, compiled.rule.name, compiled.rule.label))
        return Pair(value, _first(day.problem, _cases(branches, otherwise=none)))

    def of(self, node: e.Expression) -> Pair:
        """An expression."""
        return getattr(self, f"_{type(node).__name__.lower()}")(node)  # type: ignore[no-any-return]

    def _constant(self, node: e.Constant) -> Pair:
        return Pair(self.words.literal(str(node.value)) if node.type.kind == "word" else ibis.literal(node.value))

    def _factvalue(self, node: e.FactValue) -> Pair:
        return self._fact(node, column_of(node))

    def _fact(self, node: e.FactValue, column: str) -> Pair:
        value = self.table[column]
        return Pair(value, value.isnull().ifelse(self._code(self._missing(node)), ibis.null("int32")))

    def _rulevalue(self, node: e.RuleValue) -> Pair:
        return Pair(self.table[column_of(node)], self._reason(node.name))

    def _above(self, node: e.Above) -> Pair:
        column = f"{node.inner.entity}__{column_of(node.inner)}"
        if isinstance(node.inner, e.FactValue):
            return self._fact(node.inner, column)
        return Pair(self.table[column], self._reason(f"{node.inner.entity}__{node.inner.name}"))

    def _reason(self, column: str) -> ir.Value:
        """The problem of another column; while values are worked out it is not there yet, and not looked at."""
        name = problem_column(column)
        return self.table[name] if name in self.table.columns else ibis.null("int32")

    def _total(self, node: e.Total) -> Pair:
        column = total_column(node)
        return Pair(self.table[column], self.table[problem_column(column)])

    def checked(self, node: e.Total) -> Pair:
        """A total over the rows below, where all of them are there and none is without a value."""
        column = total_column(node)
        declared, rows = self.table[node.declared.name], self.table[f"{node.declared.name}__rows"].fill_null(0)
        problem = self.table[problem_column(column)]
        lost = (declared.isnull() | (declared != rows)).ifelse(self._code(self._missing(node.declared)), problem)
        is_whole = (declared == rows) & problem.isnull()
        return Pair(is_whole.ifelse(self.table[column].fill_null(0), ibis.null("int64")), lost)

    def _parametervalue(self, node: e.ParameterValue) -> Pair:
        day, keys = self.of(node.day), [self.of(key) for key in node.keys]
        values = [key.value for key in keys]
        periods = [(_within(day.value, p.since, p.until), p) for p in node.parameter.periods]
        value = wide(_cases([(held, self._cell_value(node.parameter, p, values)) for held, p in periods]))
        absent = self._code(Problem(Kind.NO_PARAMETER, node.parameter.name, node.parameter.label))
        problem = _cases(
            [(held, self._cell_problem(node.parameter, p, values)) for held, p in periods], otherwise=absent
        )
        return Pair(value, _first(day.problem, *(key.problem for key in keys), problem))

    def _cell_value(self, parameter: Parameter, period: Period, values: list[ir.Value]) -> ir.Value:
        dtype, found = DTYPES[parameter.type.kind], [(key, period.cells[key].value) for key in _falling(parameter)]
        literals = [(key, ibis.null(dtype) if v is None else ibis.literal(v, dtype)) for key, v in found]
        if not parameter.by:
            return literals[0][1]
        return _cases([(self._is_class(parameter, key, values), literal) for key, literal in literals])

    def _cell_problem(self, parameter: Parameter, period: Period, values: list[ir.Value]) -> ir.Value:
        def code(key: Key | None) -> ir.Value:
            return self._code(no_parameter(parameter, period.since, key))

        keys = _falling(parameter)
        unknown = {key: code(key) for key in keys if period.cells[key].value is None}
        if not parameter.by:
            return unknown.get((), ibis.null("int32"))
        if parameter.brackets:
            branches = [(self._is_class(parameter, key, values), unknown.get(key, ibis.null("int32"))) for key in keys]
            return _cases(branches, otherwise=code(None))
        branches = [(self._is_class(parameter, key, values), problem) for key, problem in unknown.items()]
        known = [self._is_class(parameter, key, values) for key in keys if key not in unknown]
        branches += [(condition, ibis.null("int32")) for condition in known]
        return _cases(branches, otherwise=code(None))

    def _is_class(self, parameter: Parameter, key: Key, values: list[ir.Value]) -> ir.Value:
        if parameter.brackets:
            return values[0] >= parameter.falling[key]
        return reduce(and_, [value == self.words.literal(part) for value, part in zip(values, key, strict=True)])

    def _arithmetic(self, node: e.Arithmetic) -> Pair:
        left, right = self.of(node.left), self.of(node.right)
        value = {"+": lambda: left.value + right.value, "-": lambda: left.value - right.value}.get(
            node.operator, lambda: left.value.cast("int64") * right.value
        )()
        return Pair(value, _first(left.problem, right.problem))

    def _scaled(self, node: e.Scaled) -> Pair:
        inner = self.of(node.inner)
        return Pair(inner.value.cast("int64") * 10**node.digits, inner.problem)

    def _comparison(self, node: e.Comparison) -> Pair:
        left, right = self.of(node.left), self.of(node.right)
        return Pair(COMPARED[node.operator](left.value, right.value), _first(left.problem, right.problem))

    def _joined(self, node: e.Joined) -> Pair:
        left, right = self.of(node.left), self.of(node.right)
        value = left.value | right.value if node.decisive else left.value & right.value
        if left.problem is not None:
            value = left.value.isnull().ifelse(ibis.null("boolean"), value)
        if right.problem is None:
            return Pair(value, left.problem)
        decides = left.value if node.decisive else ~left.value
        return Pair(value, _first(left.problem, decides.ifelse(ibis.null("int32"), right.problem)))

    def _opposite(self, node: e.Opposite) -> Pair:
        inner = self.of(node.inner)
        # Not NOT: "NOT (x) IS NULL", as it would be written inside other conditions, is read as NOT (x IS NULL).
        return Pair(inner.value == ibis.literal(False), inner.problem)

    def _known(self, node: e.Known) -> Pair:
        return Pair(self.of(node.inner).value.notnull())

    def _cases(self, node: e.Cases) -> Pair:
        pairs = [(self.of(condition), self.of(value)) for condition, value in node.branches]
        otherwise = self.of(node.otherwise) if node.otherwise is not None else self._no_case()
        branches = []
        for condition, chosen in pairs:
            branches.append((condition.value, chosen.value))
            if condition.problem is not None:
                branches.append((condition.value.isnull(), ibis.null()))
        value = _cases(branches, otherwise=otherwise.value)
        branches = []
        for condition, chosen in pairs:
            if condition.problem is not None:
                branches.append((condition.problem.notnull(), condition.problem))
            branches.append((condition.value, _or_null(chosen.problem)))
        problems = [part.problem for pair in pairs for part in pair] + [otherwise.problem]
        if all(problem is None for problem in problems):
            return Pair(value)
        return Pair(value, _cases(branches, otherwise=_or_null(otherwise.problem)))

    def _no_case(self) -> Pair:
        assert self.rule is not None
        return Pair(ibis.null(), self._code(Problem(Kind.NO_RULE, self.rule.name, self.rule.label)))

    def _rounded(self, node: e.Rounded) -> Pair:
        above, below = self.of(node.numerator), self.of(node.denominator)
        up, down = node.factors
        numerator = above.value.cast("int64") * up
        if isinstance(node.denominator, e.Constant):
            divisor = ibis.literal(int(node.denominator.value) * down, "int64")  # type: ignore[arg-type]
            return Pair(self._half_up(numerator, divisor), above.problem)
        denominator = below.value.cast("int64") * down
        wrong = (denominator <= 0).ifelse(self._code(nothing_to_divide_by(node.denominator)), ibis.null("int32"))
        value = self._half_up(numerator, (denominator > 0).ifelse(denominator, ibis.null("int64")))
        return Pair(value, _first(above.problem, below.problem, wrong))

    def _half_up(self, numerator: ir.Value, denominator: ir.Value) -> ir.Value:
        """Halves away from zero, as ``values.exact.half_up``."""
        sign = (numerator < 0).ifelse(-1, 1).cast("int64")
        return sign * self.divide(numerator.abs() * 2 + denominator, denominator * 2)

    def _extreme(self, node: e.Extreme) -> Pair:
        left, right = self.of(node.left), self.of(node.right)
        first = left.value >= right.value if node.larger else left.value <= right.value
        value = ibis.cases((first, left.value), (~first, right.value))  # empty where either is
        return Pair(value, _first(left.problem, right.problem))

    def _span(self, node: e.Span) -> Pair:
        since, until = self.of(node.since), self.of(node.until)
        a, b = since.value, until.value
        years = b.year().cast("int64") - a.year().cast("int64")
        if node.months == 12:
            early = b.month() * 100 + b.day() < a.month() * 100 + a.day()
            value = years - early.cast("int64")
        else:
            value = years * 12 + b.month().cast("int64") - a.month().cast("int64") - (b.day() < a.day()).cast("int64")
        return Pair(value, _first(since.problem, until.problem))

    def _missing(self, fact: e.FactValue) -> Problem:
        return missing(fact, self.pack.schema.entities[fact.entity].label)

    def _code(self, problem: Problem) -> ir.Value:
        return ibis.literal(self.codes[problem], "int32")


def potential(pack: Pack, compiled: Compiled) -> Iterator[Problem]:
    """Every problem that a rule can have of its own."""
    roots = [text.expression for text in compiled.texts] + ([compiled.day] if compiled.day is not None else [])
    for node in (node for root in roots for node in e.walk(root)):
        match node:
            case e.FactValue():
                yield missing(node, pack.schema.entities[node.entity].label)
            case e.ParameterValue(parameter=parameter):
                yield Problem(Kind.NO_PARAMETER, parameter.name, parameter.label)
                yield from (no_parameter(parameter, period.since, key) for period, key in parameter.unknown)
                yield from (no_parameter(parameter, period.since, None) for period in parameter.periods)
            case e.Rounded(denominator=denominator):
                yield nothing_to_divide_by(denominator)
    yield Problem(Kind.NO_RULE, compiled.rule.name, compiled.rule.label)
    yield Problem(Kind.CONFLICT, compiled.rule.name, compiled.rule.label)


def _falling(parameter: Parameter) -> list[Key]:
    """Classes, the highest bracket first."""
    return [*(parameter.falling if parameter.brackets else parameter.classes)]


def _within(day: ir.Value, since: Any, until: Any) -> ir.Value:
    bounds = [day >= since] if since is not None else []
    bounds += [day < until] if until is not None else []
    return reduce(and_, bounds) if bounds else day.notnull()


def _overlap(compiled: Compiled, first: int, second: int) -> bool:
    """Could two versions be in force on one day?"""
    one, other = compiled.texts[first].version, compiled.texts[second].version
    begins = one.until is None or other.since is None or other.since < one.until
    return begins and (other.until is None or one.since is None or one.since < other.until)


def wide(value: ir.Value) -> ir.Value:
    """A number as 64 bits: an engine takes a small one of the statement for 32, a sum for 128, which no file has."""
    return ops.Cast(value, to="int64").to_expr() if isinstance(value, ir.IntegerValue) else value


def _cases(branches: list[tuple[ir.Value, ir.Value]], otherwise: ir.Value | None = None) -> ir.Value:
    return ibis.cases(*branches, else_=otherwise) if branches else otherwise


def _first(*problems: ir.Value | None) -> ir.Value | None:
    """The first problem of several values; None where there can be none."""
    found = [problem for problem in problems if problem is not None]
    return ibis.coalesce(*found) if len(found) > 1 else found[0] if found else None


def _or_null(problem: ir.Value | None) -> ir.Value:
    return problem if problem is not None else ibis.null("int32")
