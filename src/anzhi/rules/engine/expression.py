"""算式 What a rule's text builds: an expression that is computed exactly for one case, or compiled for a batch.

A rule is plain Python over these values. Running its text once gives its expression; ``exact`` and ``batch`` read the
expression, so there is one text and no second one to keep in step.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Union

from anzhi.rules.engine.types import COUNT, DAY, FLAG, WORD, Type, Value, number

if TYPE_CHECKING:
    from anzhi.rules.engine.parameters import Parameter

Operand = Union["Expression", int, str, bool, date]


class Expression:
    """A value of a case. Operators and comparisons build larger ones; nothing is computed yet."""

    type: Type

    def __add__(self, other: Operand) -> "Expression":
        return _sum("+", self, other)

    def __radd__(self, other: Operand) -> "Expression":
        return _sum("+", constant(other), self)

    def __sub__(self, other: Operand) -> "Expression":
        return _sum("-", self, other)

    def __rsub__(self, other: Operand) -> "Expression":
        return _sum("-", constant(other), self)

    def __mul__(self, other: Operand) -> "Expression":
        other = constant(other)
        _need("number", self, other)
        return Arithmetic("*", self, other, number(self.type.scale + other.type.scale, ""))

    def __rmul__(self, other: Operand) -> "Expression":
        return constant(other) * self

    def __lt__(self, other: Operand) -> "Expression":
        return _compared("<", self, other)

    def __le__(self, other: Operand) -> "Expression":
        return _compared("<=", self, other)

    def __gt__(self, other: Operand) -> "Expression":
        return _compared(">", self, other)

    def __ge__(self, other: Operand) -> "Expression":
        return _compared(">=", self, other)

    def __eq__(self, other: Operand) -> "Expression":  # type: ignore[override]
        return _compared("==", self, other)

    def __ne__(self, other: Operand) -> "Expression":  # type: ignore[override]
        return _compared("!=", self, other)

    def __and__(self, other: Operand) -> "Expression":
        return _joined(self, other, decisive=False)

    def __or__(self, other: Operand) -> "Expression":
        return _joined(self, other, decisive=True)

    def __invert__(self) -> "Expression":
        _need("flag", self)
        return Opposite(self)

    def __hash__(self) -> int:
        return id(self)

    def __bool__(self) -> bool:
        raise TypeError("a rule decides with cases(), & and |: its values are not known while its text is read")


@dataclass(frozen=True, eq=False)
class Constant(Expression):
    """A value that stands in the text."""

    value: Value
    type: Type


@dataclass(frozen=True, eq=False)
class FactValue(Expression):
    """A fact of the row."""

    entity: str
    name: str
    label: str
    type: Type


@dataclass(frozen=True, eq=False)
class RuleValue(Expression):
    """The result of another rule on the row."""

    entity: str
    name: str
    label: str
    type: Type


@dataclass(frozen=True, eq=False)
class Above(Expression):
    """A fact or a result of the row that this one belongs to: a member's household, a household's project."""

    inner: FactValue | RuleValue

    @property
    def type(self) -> Type:  # type: ignore[override]
        """As that of the row above."""
        return self.inner.type


@dataclass(frozen=True, eq=False)
class Total(Expression):
    """A number summed over all rows of a kind that belong to this one; a flag counted."""

    inner: FactValue | RuleValue
    declared: FactValue
    """How many rows there should be: one that got lost is missed, not left out."""
    type: Type


@dataclass(frozen=True, eq=False)
class ParameterValue(Expression):
    """A parameter on its governing day, for its classes."""

    parameter: "Parameter"
    keys: tuple[Expression, ...]
    day: Expression
    type: Type


@dataclass(frozen=True, eq=False)
class Arithmetic(Expression):
    """A sum, a difference or a product of numbers; exact."""

    operator: str
    left: Expression
    right: Expression
    type: Type


@dataclass(frozen=True, eq=False)
class Scaled(Expression):
    """The same number with more decimal digits, so that it can stand beside a finer one."""

    inner: Expression
    digits: int
    type: Type


@dataclass(frozen=True, eq=False)
class Comparison(Expression):
    """Two values of one kind compared."""

    operator: str
    left: Expression
    right: Expression
    type: Type = FLAG


@dataclass(frozen=True, eq=False)
class Joined(Expression):
    """Two flags: the second is only asked when the first does not decide (``decisive``: what decides it)."""

    left: Expression
    right: Expression
    decisive: bool
    type: Type = FLAG


@dataclass(frozen=True, eq=False)
class Opposite(Expression):
    """A flag turned round."""

    inner: Expression
    type: Type = FLAG


@dataclass(frozen=True, eq=False)
class Known(Expression):
    """Was a fact entered? The only question that may be asked of one that was not."""

    inner: Expression
    type: Type = FLAG


@dataclass(frozen=True, eq=False)
class Cases(Expression):
    """The value of the first case that applies; conditions after it are not asked. Without any, no rule applies."""

    branches: tuple[tuple[Expression, Expression], ...]
    otherwise: Expression | None
    type: Type


@dataclass(frozen=True, eq=False)
class Rounded(Expression):
    """A numerator over a denominator, rounded half up to a type's smallest unit. The only division.

    ``digits`` are the decimal digits by which the quotient's scale falls short of the type's: then the numerator is
    that much finer, or, when negative, the denominator.
    """

    numerator: Expression
    denominator: Expression
    digits: int
    type: Type

    @property
    def factors(self) -> tuple[int, int]:
        """What numerator and denominator are multiplied by."""
        return (10**self.digits, 1) if self.digits >= 0 else (1, 10**-self.digits)


@dataclass(frozen=True, eq=False)
class Extreme(Expression):
    """The smaller or the larger of two numbers."""

    larger: bool
    left: Expression
    right: Expression
    type: Type


@dataclass(frozen=True, eq=False)
class Span(Expression):
    """Whole years or months from a day to another; negative when it comes before."""

    since: Expression
    until: Expression
    months: int
    """Months in one: 12 for years."""
    type: Type


def walk(node: Expression) -> Iterator[Expression]:
    """An expression and everything it is made of."""
    yield node
    for place in fields(node):  # type: ignore[arg-type]
        yield from _parts(getattr(node, place.name))


def _parts(value: object) -> Iterator[Expression]:
    if isinstance(value, Expression):
        yield from walk(value)
    elif isinstance(value, tuple):
        for part in value:
            yield from _parts(part)


def constant(value: Operand) -> Expression:
    """A plain Python value as an expression."""
    if isinstance(value, Expression):
        return value
    if isinstance(value, bool):
        return Constant(value, FLAG)
    if isinstance(value, int):
        return Constant(value, COUNT)
    if isinstance(value, date):
        return Constant(value, DAY)
    return Constant(value, WORD)


def cases(*branches: tuple[Expression, Operand], otherwise: Operand | None = None) -> Expression:
    """The value of the first case whose condition holds; without ``otherwise`` a case that none fits is stopped."""
    for condition, _value in branches:
        _need("flag", condition)
    values = [constant(value) for _condition, value in branches]
    values += [constant(otherwise)] if otherwise is not None else []
    values = _like(values)
    pairs = tuple((condition, value) for (condition, _), value in zip(branches, values, strict=False))
    return Cases(pairs, values[-1] if otherwise is not None else None, values[0].type)


def rounded(amount: Expression, to: Type, over: Operand = 1) -> Expression:
    """An amount, or a quotient with ``over``, half up to the smallest unit of a type: the one rounding of a line."""
    over = constant(over)
    _need("number", amount, over)
    return Rounded(amount, over, to.scale - amount.type.scale + over.type.scale, to)


def smaller(left: Operand, right: Operand) -> Expression:
    """The smaller of two numbers."""
    first, second = _like([constant(left), constant(right)])
    return Extreme(False, first, second, first.type)


def larger(left: Operand, right: Operand) -> Expression:
    """The larger of two numbers."""
    first, second = _like([constant(left), constant(right)])
    return Extreme(True, first, second, first.type)


def age(born_on: Expression, on: Expression) -> Expression:
    """Completed years of age on a day; a birthday counts."""
    _need("day", born_on, on)
    return Span(born_on, on, 12, number(0, "周岁"))


def months(since: Expression, until: Expression) -> Expression:
    """Whole months from a day to another."""
    _need("day", since, until)
    return Span(since, until, 1, number(0, "个月"))


def in_months(years: Expression) -> Expression:
    """Years as months."""
    _need("number", years)
    return Arithmetic("*", years, constant(12), number(years.type.scale, "个月"))


def known(fact: Expression) -> Expression:
    """Was a fact entered?"""
    if not isinstance(fact, FactValue) and not (isinstance(fact, Above) and isinstance(fact.inner, FactValue)):
        raise TypeError("known() asks for a fact")
    return Known(fact)


def _sum(operator: str, left: Expression, right: Operand) -> Expression:
    first, second = _like([left, constant(right)])
    return Arithmetic(operator, first, second, first.type if first.type.unit else second.type)


def _compared(operator: str, left: Expression, right: Operand) -> Expression:
    first, second = _like([left, constant(right)])
    if operator not in ("==", "!="):
        _need(first.type.kind if first.type.kind in ("number", "day") else "number", first, second)
    return Comparison(operator, first, second)


def _joined(left: Expression, right: Operand, *, decisive: bool) -> Expression:
    right = constant(right)
    _need("flag", left, right)
    return Joined(left, right, decisive)


def _like(values: Sequence[Expression]) -> list[Expression]:
    """Values of one kind, numbers on one scale.

    Raises:
        TypeError: their kinds or units differ.
    """
    _need(values[0].type.kind, *values)
    units = {value.type.unit for value in values if value.type.unit}
    if len(units) > 1:
        raise TypeError(f"units differ: {sorted(units)}")
    if values[0].type.kind != "number":
        known = next((value.type for value in values if value.type.words), WORD)
        return [worded(value, known) for value in values]
    scale = max(value.type.scale for value in values)
    return [scaled(value, scale - value.type.scale) for value in values]


def scaled(value: Expression, digits: int) -> Expression:
    """A number with more decimal digits; the value stays."""
    if not digits:
        return value
    type = number(value.type.scale + digits, value.type.unit)
    if isinstance(value, Constant):
        return Constant(int(value.value) * 10**digits, type)  # type: ignore[arg-type]
    return Scaled(value, digits, type)


def worded(value: Expression, type: Type) -> Expression:
    """A word of the text as one of a type's, so that it is said as people say it.

    Raises:
        TypeError: the type has no such word.
    """
    if type.words and isinstance(value, Cases):
        otherwise = None if value.otherwise is None else worded(value.otherwise, type)
        return Cases(tuple((condition, worded(v, type)) for condition, v in value.branches), otherwise, type)
    if not type.words or not isinstance(value, Constant):
        return value
    if value.value not in type.words:
        raise TypeError(f"{value.value!r} is none of {sorted(type.words)}")
    return Constant(value.value, type)


def _need(kind: str, *values: Expression) -> None:
    for value in values:
        if value.type.kind != kind:
            raise TypeError(f"{kind} wanted, {value.type.kind} found: {value!r}")
