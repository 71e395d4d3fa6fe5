"""计算 Computing figures: all metrics of a relation in one scan, and the records behind each of them.

The expressions are compiled for the database that Django is connected to and run on that very connection, so a
figure sees what its transaction sees.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, reduce
from operator import or_
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
from django.db import connection
from ibis.backends.sql.compilers import PostgresCompiler, SQLiteCompiler

from anzhi.metrics import identities
from anzhi.metrics.definitions import METRICS
from anzhi.metrics.model import Count, Metric, Simple, Sum, combine, inputs
from anzhi.metrics.relations import RELATIONS
from anzhi.office.models import WorkYear
from anzhi.values.figure import Figure
from anzhi.values.finding import Finding
from anzhi.values.period import Year
from anzhi.values.refusal import Missing, Refused
from anzhi.values.wording import Listed, phrase

_COMPILERS = {"sqlite": SQLiteCompiler, "postgresql": PostgresCompiler}


@dataclass(frozen=True)
class Evidence:
    """Records behind a figure, of one kind.

    Attributes:
        metric: the simple metric that counted them.
        noun: what they are.
        rows: identifier, label and the amount each contributed (1 when counted).
    """

    metric: Simple
    noun: str
    rows: tuple[tuple[int, str, int], ...]


@dataclass(frozen=True)
class Pass:
    """One pass over a relation, which computes everything that is wanted of it.

    Attributes:
        relation: its name.
        year: the year.
        metrics: names of its simple metrics.
        combined: names of figures computed from them, whose records are counted.
    """

    relation: str
    year: Year
    metrics: tuple[str, ...]
    combined: tuple[str, ...]


Scan = Callable[[Pass], Mapping[str, int | None]]
"""Makes a pass: value, rows and empty cells of each metric, and the records of each combined one."""


class Figures(Mapping[str, Figure]):
    """Figures of a year by name. Asking for one that could not be computed raises the reason."""

    def __init__(self, year: Year, figures: dict[str, Figure], missing: dict[str, Missing]) -> None:
        self.year = year
        self.missing = missing
        self._figures = figures

    def __getitem__(self, name: str) -> Figure:
        if name in self.missing:
            raise self.missing[name]
        return self._figures[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    def __contains__(self, name: object) -> bool:
        return name in self._figures


def scan(one: Pass) -> dict[str, int | None]:
    """Make a pass over a relation in the database."""
    with connection.cursor() as cursor:
        cursor.execute(statement(one))
        [row] = cursor.fetchall()
        return dict(zip((column[0] for column in cursor.description), row, strict=True))


def compute(year: Year, names: Sequence[str] | None = None, scan: Scan = scan) -> Figures:
    """Compute the named figures, or all, and everything they are computed from.

    Args:
        year: the year.
        names: the figures; all when left out.
        scan: makes a pass; who has made it already need not make it again.

    Raises:
        Refused: an unknown name.
        Missing: no records are kept for the year.
    """
    if not WorkYear.objects.filter(number=year.number).exists():
        kept = "、".join(str(n) for n in WorkYear.objects.order_by("number").values_list("number", flat=True))
        raise Missing("{year} 年不是本单位的业务年度（已有：{kept}）", year=year.number, kept=kept or "无")
    wanted = closure(METRICS if names is None else names)
    figures: dict[str, Figure] = {}
    missing: dict[str, Missing] = {}
    combined = [metric for metric in wanted if not isinstance(metric, Simple)]
    evidence_rows = dict.fromkeys((metric.name for metric in combined), 0)
    for one in _passes(wanted, year):
        values = scan(one)
        for name in one.metrics:
            _read(METRICS[name], values, year, figures, missing)
        for name in one.combined:
            evidence_rows[name] += int(values[f"{name}__any"] or 0)
    for metric in combined:
        _combine(metric, evidence_rows[metric.name], figures, missing)
    return Figures(year, figures, missing)


def closure(names: Sequence[str] | Mapping[str, Metric]) -> list[Metric]:
    """The named metrics and their inputs, every input before what needs it.

    Raises:
        Refused: an unknown name.
    """
    ordered: dict[str, Metric] = {}

    def visit(name: str) -> None:
        if name in ordered:
            return
        if name not in METRICS:
            raise Refused("没有名为 {name} 的数字；anzhi figures 列出全部名称", name=name)
        for part in inputs(METRICS[name]):
            visit(part)
        ordered[name] = METRICS[name]

    for name in names:
        visit(name)
    return list(ordered.values())


def simple_parts(name: str) -> list[Simple]:
    """The simple metrics that a figure is computed from in the end."""
    return [metric for metric in closure([name]) if isinstance(metric, Simple)]


def evidence(year: Year, name: str, *, start: int = 0, limit: int | None = None) -> list[Evidence]:
    """The records behind a figure, one entry for each simple metric in it.

    Args:
        year: the year.
        name: the figure.
        start: how many records of each metric are passed over.
        limit: how many follow at most.
    """
    found = []
    for metric in simple_parts(name):
        rows = _run(_records(year, metric.name, start, limit))
        records = tuple((int(key), str(label), int(value)) for key, label, value in rows)
        found.append(Evidence(metric, str(RELATIONS[metric.of].model._meta.verbose_name), records))
    return found


def breakdown(year: Year, name: str, by: str) -> dict[object, Fraction]:
    """A simple metric's value for each value of a column of its relation."""
    metric = METRICS[name]
    if not isinstance(metric, Simple):
        raise Refused("“{label}”由其他数字算出，不能按列分组", label=metric.label)
    return {group: Fraction(int(value)) for group, value in _run(_groups(year, name, by))}


Breakdown = Callable[[Year, str, str], Mapping[object, Fraction]]


def check(figures: Figures, breakdown: Breakdown = breakdown) -> list[Finding]:
    """Every identity that does not hold, in the record or in print."""
    groups = {
        entry.name: breakdown(figures.year, entry.metric, entry.by)
        for entry in identities.BREAKDOWNS
        if entry.metric in figures
    }
    return list(identities.check(figures, groups))


@lru_cache(maxsize=512)
def statement(one: Pass) -> str:
    """The one SQL statement of a pass."""
    rows = RELATIONS[one.relation].build(one.year)
    accepted = {name: METRICS[name].where(rows, one.year) for name in one.metrics}
    columns: dict[str, ir.Scalar] = {}
    for name, where in accepted.items():
        metric = METRICS[name]
        columns[f"{name}__rows"] = rows.count(where=where)
        if isinstance(metric, Sum):
            cell = rows[metric.column]
            columns[name] = cell.sum(where=where)
            if metric.column in _nullable(metric.of):
                columns[f"{name}__empty"] = rows.count(where=where & cell.isnull())
    for name in one.combined:
        parts = [accepted[part.name] for part in simple_parts(name) if part.of == one.relation]
        columns[f"{name}__any"] = rows.count(where=reduce(or_, parts))
    return _compile(rows.aggregate(**columns))


@lru_cache(maxsize=2048)
def _records(year: Year, name: str, start: int, limit: int | None) -> str:
    """The SQL statement of a simple metric's evidence."""
    metric = METRICS[name]
    rows = RELATIONS[metric.of].build(year)
    amount = rows[metric.column] if isinstance(metric, Sum) else ibis.literal(1)
    label = rows[RELATIONS[metric.of].label].cast("string")
    wanted = rows.filter(metric.where(rows, year)).select(key=rows.id, label=label, amount=amount)
    return _compile(wanted.order_by("key").limit(limit, offset=start))


@lru_cache(maxsize=512)
def _groups(year: Year, name: str, by: str) -> str:
    """The SQL statement of a simple metric's breakdown."""
    metric = METRICS[name]
    rows = RELATIONS[metric.of].build(year)
    counted = rows.filter(metric.where(rows, year))
    value = counted[metric.column].sum() if isinstance(metric, Sum) else counted.count()
    return _compile(counted.group_by(group=counted[by]).aggregate(value=value))


@lru_cache
def tables(relation: str) -> frozenset[str]:
    """The database tables that a relation is made from."""
    rows = RELATIONS[relation].build(Year.whole(2000)).op()
    return frozenset(table.name for table in rows.find(ops.UnboundTable))


def _passes(wanted: Sequence[Metric], year: Year) -> Iterator[Pass]:
    """A pass over every relation that something is wanted of."""
    simple = [metric for metric in wanted if isinstance(metric, Simple)]
    combined = [metric.name for metric in wanted if not isinstance(metric, Simple)]
    for relation in dict.fromkeys(metric.of for metric in simple):
        yield Pass(
            relation,
            year,
            tuple(metric.name for metric in simple if metric.of == relation),
            tuple(name for name in combined if any(part.of == relation for part in simple_parts(name))),
        )


@lru_cache
def _nullable(relation: str) -> frozenset[str]:
    """Columns of a relation's model that may be empty."""
    fields = RELATIONS[relation].model._meta.concrete_fields
    return frozenset(field.column for field in fields if field.null)


def _read(
    metric: Simple,
    values: Mapping[str, int | None],
    year: Year,
    figures: dict[str, Figure],
    missing: dict[str, Missing],
) -> None:
    rows, empty = int(values[f"{metric.name}__rows"] or 0), int(values.get(f"{metric.name}__empty") or 0)
    noun = str(RELATIONS[metric.of].model._meta.verbose_name)
    if rows == 0 and not metric.may_be_empty:
        missing[metric.name] = Missing(
            "“{label}”（{name}）无法计算：{year} 年没有一条{noun}记录，请先录入",
            label=metric.label,
            name=metric.name,
            year=year.number,
            noun=noun,
        )
    elif empty:
        missing[metric.name] = Missing(
            "“{label}”（{name}）无法计算：{rows} 条{noun}记录中有 {empty} 条未填 {column}，请补录",
            label=metric.label,
            name=metric.name,
            rows=rows,
            noun=noun,
            empty=empty,
            column=_column_label(metric),
        )
    else:
        value = rows if isinstance(metric, Count) else int(values[metric.name] or 0)
        figures[metric.name] = Figure(metric.name, metric.label, Fraction(value), metric.unit, rows)


def _column_label(metric: Simple) -> str:
    if not isinstance(metric, Sum):
        return ""
    fields = RELATIONS[metric.of].model._meta.concrete_fields
    return next((str(field.verbose_name) for field in fields if field.column == metric.column), metric.column)


def _combine(metric: Metric, evidence_rows: int, figures: dict[str, Figure], missing: dict[str, Missing]) -> None:
    names = inputs(metric)
    lacking = [name for name in names if name in missing]
    if lacking:
        missing[metric.name] = Missing(
            "“{label}”（{name}）无法计算：缺少{inputs}",
            label=metric.label,
            name=metric.name,
            inputs=Listed(tuple(phrase("“{label}”", label=METRICS[name].label) for name in lacking)),
        )
        return
    try:
        value = combine(metric, *(figures[name].value for name in names))
    except ZeroDivisionError:
        missing[metric.name] = Missing(
            "“{label}”（{name}）无法计算：分母“{denominator}”为 0",
            label=metric.label,
            name=metric.name,
            denominator=METRICS[names[1]].label,
        )
        return
    figures[metric.name] = Figure(metric.name, metric.label, value, metric.unit, evidence_rows)


def _compile(expression: ir.Table) -> str:
    compiler = _COMPILERS[connection.vendor]
    compiler = compiler() if isinstance(compiler, type) else compiler
    return str(compiler.to_sqlglot(expression).sql(dialect=compiler.dialect))


def _run(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
