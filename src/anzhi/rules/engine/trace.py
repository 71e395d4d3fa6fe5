"""计算过程 The trace: how each line of a case came about, in the order in which a person would work it out.

A trace is plain values and can be stored: format ``VERSION``. A stored trace is never computed again to be shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import Any

from anzhi.rules.engine import expression as e
from anzhi.rules.engine.case import Row
from anzhi.rules.engine.exact import Run, Stop, chosen, quotient
from anzhi.rules.engine.formula import Formula
from anzhi.rules.engine.parameters import CERTAINTIES
from anzhi.rules.engine.problems import Problem
from anzhi.rules.engine.types import Type, decimal

VERSION = 1
"""Of the format that traces are stored in."""


@dataclass(frozen=True)
class Used:
    """A fact or a result of another rule that a line rests on: its key, what people call it, its value as printed."""

    name: str
    label: str
    printed: str


@dataclass(frozen=True)
class UsedParameter:
    """A parameter that a line rests on: the value for the case, when it was in force, and where it is written down."""

    name: str
    label: str
    of_class: str
    printed: str
    since: str
    until: str
    document: str
    article: str
    certainty: str
    note: str


@dataclass(frozen=True)
class Rounding:
    """A rounding: what it was exactly, and what it became, both as printed."""

    exact: str
    printed: str


@dataclass(frozen=True)
class Line:
    """A rule on a row, worked out.

    Attributes:
        rule: the rule's name.
        label: what people call it.
        row: key of the row, and ``entity`` its kind.
        value: the result, a number in its smallest unit; None when it stopped.
        printed: the result as people read it.
        formula: the arithmetic with its numbers; of a decision, the condition that decided.
        document: where the rule is written down, with ``article`` and ``certainty``.
        facts: what it rests on, results of other rules included.
        parameters: numbers of the law in it.
        roundings: each rounding in it.
        problem: why there is no result; empty otherwise.
        parts: the same rule's parts on rows below, for a sum.
    """

    rule: str
    label: str
    entity: str
    row: str
    value: int | bool | str | None
    printed: str
    formula: str
    document: str = ""
    article: str = ""
    certainty: str = ""
    facts: tuple[Used, ...] = ()
    parameters: tuple[UsedParameter, ...] = ()
    roundings: tuple[Rounding, ...] = ()
    problem: str = ""
    parts: tuple["Line", ...] = ()


_OTHERWISE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
"""What holds where a comparison does not."""


class Teller(Formula):
    """Puts one rule on one row into words with its numbers, and notes what it used."""

    def __init__(self, run: Run, row: Row) -> None:
        self.run, self.row = run, row
        self.facts: dict[str, Used] = {}
        self.parameters: dict[str, UsedParameter] = {}
        self.roundings: list[Rounding] = []
        self.totals: list[e.Total] = []
        self.rests_on: list[tuple[str, Row]] = []

    def _factvalue(self, node: e.FactValue, within: str) -> str:
        return self._named(node, self.row)

    def _rulevalue(self, node: e.RuleValue, within: str) -> str:
        return self._named(node, self.row)

    def _above(self, node: e.Above, within: str) -> str:
        return self._named(node.inner, self.row.above(node.inner.entity))

    def _total(self, node: e.Total, within: str) -> str:
        self.totals.append(node)
        if isinstance(node.inner, e.RuleValue):
            self.rests_on += [(node.inner.name, child) for child in self.row.children[node.declared.name]]
        label = str(super()._total(node, within))
        return self._noted(f"{node.inner.entity}.{node.inner.name}*", label, node.type.say(self._value(node)))

    def _comparison(self, node: e.Comparison, within: str) -> object:
        """As it is for this row: what does not hold is told by what holds instead."""
        holds = node if self._value(node) else replace(node, operator=_OTHERWISE[node.operator])
        return super()._comparison(holds, within)

    def _opposite(self, node: e.Opposite, within: str) -> object:
        """What is told are states of affairs; that one is the opposite of what a rule asks for is no part of them."""
        return self.words(node.inner, within)

    def _joined(self, node: e.Joined, within: str) -> object:
        if self._value(node.left) is node.decisive:
            return self.words(node.left)
        return f"{self.words(node.left)}，{self.words(node.right)}"

    def _known(self, node: e.Known, within: str) -> str:
        return f"{Formula().words(node.inner)}{'已' if self._value(node) else '未'}填写"

    def _span(self, node: e.Span, within: str) -> str:
        return f"{self.words(node.since)} 至 {self.words(node.until)} 为 {node.type.say(self._value(node))}"

    def _named(self, node: e.FactValue | e.RuleValue, row: Row) -> str:
        if isinstance(node, e.RuleValue):
            self.rests_on.append((node.name, row))
        return self._noted(f"{node.entity}.{node.name}", node.label, node.type.say(self.run.of(node, row)))

    def _noted(self, name: str, label: str, printed: str) -> str:
        self.facts[name] = Used(name, label, printed)
        return f"{label} {printed}"

    def _parametervalue(self, node: e.ParameterValue, within: str) -> str:
        parameter, period, key = self.run.cell(node, self.row)
        for inner in (node.day, *node.keys):
            self.words(inner)
        cell = period.cells[key]
        printed = parameter.say(cell.value)
        self.parameters[f"{parameter.name}{key}"] = UsedParameter(
            name=parameter.name,
            label=parameter.label,
            of_class=parameter.classes[key],
            printed=printed,
            since=period.since.isoformat(),
            until=period.until.isoformat() if period.until else "",
            document=period.citation.document,
            article=period.citation.clause,
            certainty=cell.certainty,
            note=period.note,
        )
        of_class = f"（{parameter.classes[key]}）" if key else ""
        return f"{parameter.label}{of_class} {printed}"

    def _rounded(self, node: e.Rounded, within: str) -> object:
        exact = quotient(self.run, node, self.row)
        words = super()._rounded(node, within)
        if exact.denominator != 1:
            printed = node.type.say(self._value(node))
            self.roundings.append(Rounding(_exactly(exact, node.type), printed))
        return words

    def _cases(self, node: e.Cases, within: str) -> object:
        taken = chosen(self.run, node, self.row)
        conditions = []
        for condition, value in node.branches:
            if value is taken and self._value(condition):
                conditions.append(self.words(condition))
                break
            self.words(condition)
        words = self.words(taken, within)
        if isinstance(taken, e.Constant) and conditions:
            return f"{conditions[0]}，{words}"
        return words

    def _value(self, node: e.Expression) -> Any:
        return self.run.of(node, self.row)


def tell(run: Run, row: Row, name: str, *, parts: bool = True) -> Line:
    """A rule on a row, worked out; with its parts on the rows below where it sums them up."""
    try:
        line, teller = _told(run, row, name)
    except Stop as stop:
        return _stopped(name, run.pack.rules[name].label, row, stop.problem)
    totals = {(total.declared.name, total.inner.name): total for total in teller.totals}
    below = [
        tell(run, child, total.inner.name)
        for total in totals.values()
        if parts and isinstance(total.inner, e.RuleValue)
        for child in row.children[total.declared.name]
    ]
    return replace(line, parts=tuple(below))


def grounds(run: Run, lines: Iterable[tuple[str, Row]]) -> list[Line]:
    """Everything by other rules that lines rest on, however far away, worked out once each.

    Args:
        run: the computation.
        lines: rules with their rows, none of which stopped.

    Returns:
        Lines without parts, in the order of computing.
    """
    asked = list(lines)
    known = {(name, id(row)) for name, row in asked}
    found: list[Line] = []
    while asked:
        name, row = asked.pop()
        for other, at in _told(run, row, name)[1].rests_on:
            if (other, id(at)) not in known:
                known.add((other, id(at)))
                asked.append((other, at))
                found.append(_told(run, at, other)[0])
    place = {name: number for number, name in enumerate(run.pack.order)}
    return sorted(found, key=lambda line: (place[line.rule], int(line.row) if line.row.isdecimal() else 0, line.row))


def _told(run: Run, row: Row, name: str) -> tuple[Line, Teller]:
    """A rule on a row in words, and who told it.

    Raises:
        Stop: it cannot be computed.
    """
    rule = run.pack.rules[name]
    value, text = run.value(name, row), run.text(name, row)
    teller = Teller(run, row)
    formula = str(teller.words(text.expression))
    line = Line(
        rule=name,
        label=rule.label,
        entity=row.entity,
        row=row.key,
        value=value if isinstance(value, int | bool | str) else str(value),
        printed=rule.type.say(value),
        formula=formula,
        document=text.version.citation.document,
        article=text.version.citation.clause,
        certainty=text.version.certainty,
        facts=tuple(teller.facts.values()),
        parameters=tuple(teller.parameters.values()),
        roundings=tuple(teller.roundings),
    )
    return line, teller


def store(lines: Iterable[Line]) -> dict[str, Any]:
    """A trace as plain values, with the version of its format."""
    return {"version": VERSION, "lines": [asdict(line) for line in lines]}


def restore(stored: Mapping[str, Any]) -> list[Line]:
    """A stored trace.

    Raises:
        ValueError: a format that this program does not know.
    """
    if stored["version"] != VERSION:
        raise ValueError(f"trace format {stored['version']} is unknown")
    return [_line(written) for written in stored["lines"]]


def certainty(words: str) -> str:
    """How sure something is, as people read it."""
    return CERTAINTIES.get(words, words)


def _line(written: Mapping[str, Any]) -> Line:
    lists: dict[str, Any] = {
        "facts": tuple(Used(**used) for used in written["facts"]),
        "parameters": tuple(UsedParameter(**used) for used in written["parameters"]),
        "roundings": tuple(Rounding(**rounding) for rounding in written["roundings"]),
        "parts": tuple(_line(part) for part in written["parts"]),
    }
    return Line(**{**written, **lists})


def _stopped(name: str, label: str, row: Row, problem: Problem) -> Line:
    return Line(name, label, row.entity, row.key, None, "", "", problem=str(problem.sentence()))


def _exactly(value: Fraction, type: Type) -> str:
    """A value before it was rounded: its decimals, or as many as show on which side of the half it lies."""
    digits = 6
    scaled = int(value * 10**digits)
    text = decimal(scaled, type.scale + digits)
    return text + type.unit if Fraction(scaled, 10**digits) == value else f"{text}…{type.unit}"
