"""数字的种类 The five kinds of metric. Pure: a metric says what it counts, not how a database is asked.

A simple metric (Count, Sum) reads one relation of anzhi.metrics.relations, in which every record stands exactly
once, and keeps the rows its ``where`` accepts: those rows are its evidence. The other kinds (Ratio, Difference,
Derived) name their inputs, and their evidence is that of the inputs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import ibis
import ibis.expr.types as ir

from anzhi.values.citation import Citation
from anzhi.values.period import Year
from anzhi.values.unit import Unit

Where = Callable[[ir.Table, Year], ir.BooleanValue]
"""Which rows of a relation count in a year."""


class Section(StrEnum):
    """责任部门 The section that answers for a metric."""

    GENERAL = "综合部"
    CLEARANCE = "拆迁部"
    RESETTLEMENT = "安置社保部"
    FINANCE = "财务部"


@dataclass(frozen=True, kw_only=True)
class Metric:
    """What every metric has.

    Attributes:
        label: what people call it.
        unit: how it prints.
        owner: who answers for it.
        definition: one sentence that a reviewer can check a record against.
        name: its key, taken from the name it is defined under.
    """

    label: str
    unit: Unit
    owner: Section
    definition: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Simple(Metric):
    """A metric read from records.

    Attributes:
        of: name of the relation.
        where: the rows that count; all when left out.
        may_be_empty: False when no row at all means that a fact was not entered, not that the number is zero.
    """

    of: str
    where: Where = lambda rows, year: ibis.literal(True)
    may_be_empty: bool = True


@dataclass(frozen=True, kw_only=True)
class Count(Simple):
    """How many records."""


@dataclass(frozen=True, kw_only=True)
class Sum(Simple):
    """The sum of one column over the records; an empty cell among them is an error, never zero."""

    column: str


@dataclass(frozen=True, kw_only=True)
class Ratio(Metric):
    """One metric divided by another. A denominator of zero is an error."""

    numerator: str
    denominator: str


@dataclass(frozen=True, kw_only=True)
class Difference(Metric):
    """One metric minus another."""

    minuend: str
    subtrahend: str


@dataclass(frozen=True, kw_only=True)
class Derived(Metric):
    """A value computed from other metrics, or a standard laid down in a document (no inputs, and a citation)."""

    inputs: tuple[str, ...]
    compute: Callable[..., Fraction | int]
    cites: Citation | None = None


def inputs(metric: Metric) -> tuple[str, ...]:
    """Names of the metrics that this one is computed from; none for a simple one."""
    match metric:
        case Ratio(numerator=top, denominator=bottom):
            return (top, bottom)
        case Difference(minuend=first, subtrahend=second):
            return (first, second)
        case Derived(inputs=names):
            return names
    return ()


def combine(metric: Metric, *values: Fraction) -> Fraction:
    """The value of a metric from the values of its inputs, in their order.

    Raises:
        ZeroDivisionError: the denominator of a ratio is zero.
    """
    match metric:
        case Ratio():
            return values[0] / values[1]
        case Difference():
            return values[0] - values[1]
        case Derived(compute=compute):
            return Fraction(compute(*values))
    raise TypeError(f"{metric.name} is read from records, not combined")
