"""逐案计算 Computing one case: plain Python integers, every rule once a row, every reason why it cannot be computed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from anzhi.rules.engine import expression as e
from anzhi.rules.engine.case import Row
from anzhi.rules.engine.pack import Pack, Text
from anzhi.rules.engine.parameters import Parameter
from anzhi.rules.engine.problems import Kind, Problem
from anzhi.rules.engine.types import Value
from anzhi.values.exact import half_up


class Stop(Exception):
    """A value that cannot be computed, and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class NoCase(Exception):
    """None of the cases of a rule's text applies."""


@dataclass(frozen=True)
class Results:
    """Results of the wanted rules on a row.

    Attributes:
        values: by rule.
        problems: why the others have none, by rule.
    """

    values: dict[str, Value]
    problems: dict[str, Problem]


class Run:
    """One computation: keeps what every rule came to on every row."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._kept: dict[tuple[str, Row], Value | Problem] = {}  # by the row itself, which so stays itself

    def results(self, row: Row, names: Iterable[str]) -> Results:
        """The named rules on a row."""
        values: dict[str, Value] = {}
        problems: dict[str, Problem] = {}
        for name in names:
            try:
                values[name] = self.value(name, row)
            except Stop as stop:
                problems[name] = stop.problem
        return Results(values, problems)

    def value(self, name: str, row: Row) -> Value:
        """A rule on a row.

        Raises:
            Stop: it cannot be computed.
        """
        key = (name, row)
        if key not in self._kept:
            try:
                self._kept[key] = self._work_out(name, row)
            except Stop as stop:
                self._kept[key] = stop.problem
        kept = self._kept[key]
        if isinstance(kept, Problem):
            raise Stop(kept)
        return kept

    def text(self, name: str, row: Row) -> Text:
        """The version of a rule that is in force for a row.

        Raises:
            Stop: none is, or more than one, or the governing day is missing.
        """
        compiled = self.pack.compiled[name]
        texts: Iterable[Text] = compiled.texts
        if compiled.day is not None:
            day = self.of(compiled.day, row)
            assert isinstance(day, date)
            texts = [text for text in compiled.texts if text.version.holds(day)]
        match list(texts):
            case [only]:
                return only
            case []:
                raise Stop(Problem(Kind.NO_RULE, name, compiled.rule.label))
        raise Stop(Problem(Kind.CONFLICT, name, compiled.rule.label))

    def of(self, node: e.Expression, row: Row) -> Any:
        """What an expression comes to on a row.

        Raises:
            Stop: it cannot be computed.
        """
        return _OPERATIONS[type(node)](self, node, row)

    def cell(self, node: e.ParameterValue, row: Row) -> tuple[Parameter, Any, Any]:
        """The parameter of an expression, the period, and the class that a row falls into."""
        parameter = node.parameter
        day = self.of(node.day, row)
        values = tuple(self.of(key, row) for key in node.keys)
        period = parameter.on(day)
        if period is None:
            raise Stop(Problem(Kind.NO_PARAMETER, parameter.name, parameter.label))
        key = parameter.key(values)
        if key is None or period.cells[key].value is None:
            raise Stop(no_parameter(parameter, period.since, key))
        return parameter, period, key

    def _work_out(self, name: str, row: Row) -> Value:
        text = self.text(name, row)
        try:
            value: Value = self.of(text.expression, row)
        except NoCase:
            raise Stop(Problem(Kind.NO_RULE, name, self.pack.rules[name].label)) from None
        return value


def no_parameter(parameter: Parameter, since: date, key: tuple[str, ...] | None) -> Problem:
    """A parameter without a value for a class (None: there is no such class) in the period that began on a day."""
    of_class = "" if key == () else f"[{'.'.join(key) if key is not None else '*'}]"
    words = f"（{parameter.classes[key]}，{since}起）" if key else f"（{since}起）"
    return Problem(Kind.NO_PARAMETER, f"{parameter.name}{of_class}@{since}", parameter.label + words)


def missing(fact: e.FactValue, entity: str) -> Problem:
    """A fact that was not entered; ``entity`` is what people call the kind of row."""
    return Problem(Kind.MISSING_FACT, f"{fact.entity}.{fact.name}", f"{entity}的{fact.label}")


def _constant(run: Run, node: e.Constant, row: Row) -> Value:
    return node.value


def _fact(run: Run, node: e.FactValue, row: Row) -> Value:
    try:
        return row.facts[node.name]
    except KeyError:
        raise Stop(missing(node, run.pack.schema.entities[node.entity].label)) from None


def _rule(run: Run, node: e.RuleValue, row: Row) -> Any:
    return run.value(node.name, row)


def _above(run: Run, node: e.Above, row: Row) -> Any:
    return run.of(node.inner, row.above(node.inner.entity))


def _total(run: Run, node: e.Total, row: Row) -> int:
    count = run.of(node.declared, row)
    rows = row.children.get(node.declared.name, [])
    if count != len(rows):
        raise Stop(missing(node.declared, run.pack.schema.entities[node.declared.entity].label))
    total, problems = 0, []
    for child in rows:
        try:
            total += int(run.of(node.inner, child))
        except Stop as stop:
            problems.append(stop.problem)
    if problems:
        raise Stop(min(problems))  # whichever row comes first: a batch has no order
    return total


def _parameter(run: Run, node: e.ParameterValue, row: Row) -> Value:
    _found, period, key = run.cell(node, row)
    value: Value = period.cells[key].value
    return value


def _arithmetic(run: Run, node: e.Arithmetic, row: Row) -> Any:
    left, right = run.of(node.left, row), run.of(node.right, row)
    if node.operator == "+":
        return left + right
    return left - right if node.operator == "-" else left * right


def _scaled(run: Run, node: e.Scaled, row: Row) -> Any:
    return run.of(node.inner, row) * 10**node.digits


def _comparison(run: Run, node: e.Comparison, row: Row) -> bool:
    left, right = run.of(node.left, row), run.of(node.right, row)
    return COMPARED[node.operator](left, right)


def _joined(run: Run, node: e.Joined, row: Row) -> bool:
    left: bool = run.of(node.left, row)
    return left if left is node.decisive else run.of(node.right, row)


def _opposite(run: Run, node: e.Opposite, row: Row) -> bool:
    return not run.of(node.inner, row)


def _known(run: Run, node: e.Known, row: Row) -> bool:
    fact = node.inner.inner if isinstance(node.inner, e.Above) else node.inner
    assert isinstance(fact, e.FactValue)
    return fact.name in row.above(fact.entity).facts


def _cases(run: Run, node: e.Cases, row: Row) -> Any:
    return run.of(chosen(run, node, row), row)


def chosen(run: Run, node: e.Cases, row: Row) -> e.Expression:
    """The case of an expression that applies to a row."""
    for condition, value in node.branches:
        if run.of(condition, row):
            return value
    if node.otherwise is None:
        raise NoCase
    return node.otherwise


def quotient(run: Run, node: e.Rounded, row: Row) -> Fraction:
    """What is rounded, in the smallest unit of the result.

    Raises:
        Stop: the denominator is not positive; it is named.
    """
    up, down = node.factors
    numerator, denominator = run.of(node.numerator, row), run.of(node.denominator, row)
    if denominator <= 0:
        raise Stop(nothing_to_divide_by(node.denominator))
    return Fraction(numerator * up, denominator * down)


def nothing_to_divide_by(node: e.Expression) -> Problem:
    """A denominator that is zero or less: a fact that was entered wrongly."""
    inner = node.inner if isinstance(node, e.Above) else node
    name = f"{inner.entity}.{inner.name}" if isinstance(inner, e.FactValue | e.RuleValue) else "denominator"
    label = inner.label if isinstance(inner, e.FactValue | e.RuleValue) else "除数"
    return Problem(Kind.MISSING_FACT, f"{name}>0", f"{label}（应大于0）")


def _rounded(run: Run, node: e.Rounded, row: Row) -> int:
    return half_up(quotient(run, node, row))


def _extreme(run: Run, node: e.Extreme, row: Row) -> Any:
    left, right = run.of(node.left, row), run.of(node.right, row)
    return max(left, right) if node.larger else min(left, right)


def _span(run: Run, node: e.Span, row: Row) -> Any:
    since, until = run.of(node.since, row), run.of(node.until, row)
    if node.months == 12:
        return until.year - since.year - ((until.month, until.day) < (since.month, since.day))
    return (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)


COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
}
_OPERATIONS: dict[type[e.Expression], Callable[[Run, Any, Row], Any]] = {
    e.Constant: _constant,
    e.FactValue: _fact,
    e.RuleValue: _rule,
    e.Above: _above,
    e.Total: _total,
    e.ParameterValue: _parameter,
    e.Arithmetic: _arithmetic,
    e.Scaled: _scaled,
    e.Comparison: _comparison,
    e.Joined: _joined,
    e.Opposite: _opposite,
    e.Known: _known,
    e.Cases: _cases,
    e.Rounded: _rounded,
    e.Extreme: _extreme,
    e.Span: _span,
}
"""What each kind of expression does; an architecture test holds it to the kinds there are."""
