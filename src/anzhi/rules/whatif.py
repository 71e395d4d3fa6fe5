"""假如 What if: other parameters or other days, for everybody at once, and who would gain or lose by how much.

A change is written as data (``anzhi whatif FILE``), read strictly, and never touches the law itself:

    label: 房屋单价提高一成
    pack: changsha
    rule: household_total
    parameters:
      house.rate: {from: 2021-01-01, to: null, multiply: "1.10"}
      relocation.transition_rate: {from: 2021-01-01, set: "9.5"}
    facts:
      project.plan_announced_on: 2026-03-01
    suppose:
      house.decoration: {from: 2026-01-01, set: "300"}

What is supposed holds before and after: numbers that nobody knows yet, given for the trial. A parameter may be changed
between more than one pair of days: then a list stands there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter
from typing import Any

import pyarrow as pa

from anzhi.rules.engine import batch
from anzhi.rules.engine.batch import Plan
from anzhi.rules.engine.compiling import problem_column
from anzhi.rules.engine.exact import no_parameter
from anzhi.rules.engine.expression import ParameterValue, walk
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.parameters import Cell, Key, Parameter, Period
from anzhi.rules.engine.problems import Problem
from anzhi.rules.engine.running import DuckDB
from anzhi.rules.engine.types import Value
from anzhi.values.exact import half_up
from anzhi.values.refusal import Refused

_FILE = frozenset({"label", "pack", "rule", "parameters", "facts", "suppose"})
_PARAMETER = frozenset({"from", "to", "multiply", "set"})


@dataclass(frozen=True)
class Change:
    """A change.

    Attributes:
        label: what people call it.
        pack: the policy pack that it changes, with what is supposed.
        rule: the result that is compared; a number or a flag.
        parameters: changed parameters by name.
        facts: facts that every row of a kind gets, by kind and name.
        supposed: by name, as they are known: parameters of which the pack has a number that is only supposed.
    """

    label: str
    pack: Pack
    rule: str
    parameters: Mapping[str, Parameter]
    facts: Mapping[tuple[str, str], Value]
    supposed: Mapping[str, Parameter] = field(default_factory=dict)

    @property
    def changed(self) -> Pack:
        """The pack as it would be."""
        return self.pack.with_parameters(self.parameters)


@dataclass(frozen=True)
class Effect:
    """What a change does to one row: the result before and after, or why there is none."""

    key: int
    before: int | None
    after: int | None
    before_problem: Problem | None = None
    after_problem: Problem | None = None

    @property
    def difference(self) -> int | None:
        """After less before; None where either cannot be computed."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class Summary:
    """All effects together: how many rows gain, lose, stay, or cannot be compared, and the sums of the others."""

    winners: int
    losers: int
    unchanged: int
    stopped: int
    before: int
    after: int

    @property
    def difference(self) -> int:
        """After less before."""
        return self.after - self.before


def read(written: Any, pack: Pack, *, may_be_none: bool = False) -> Change:
    """A change from what is written; with ``may_be_none`` it may change nothing.

    Raises:
        Refused: a key, a parameter, a class, a fact or a rule that there is not; it is named.
    """
    if not isinstance(written, dict) or set(written) - _FILE:
        unknown = "、".join(sorted(map(str, set(written) - _FILE))) if isinstance(written, dict) else str(written)
        raise Refused("不认识的键 {key}", key=unknown)
    rule = str(written.get("rule", ""))
    if rule not in pack.rules or pack.rules[rule].type.kind not in ("number", "flag"):
        raise Refused("没有可以比较的规则 {name}", name=rule)
    supposed = _all_changed(written.get("suppose") or {}, pack)
    known = {name: pack.parameters[name] for name in supposed}
    pack = pack.with_parameters(supposed)
    parameters = _all_changed(written.get("parameters") or {}, pack)
    facts = _facts(written.get("facts") or {}, pack)
    if not parameters and not facts and not may_be_none:
        raise Refused("没有写明要改变什么")
    return Change(str(written.get("label") or rule), pack, rule, parameters, facts, known)


@dataclass(frozen=True)
class Unknown:
    """A number of the law that nobody knows: the parameter, and the period and class that it is unknown for."""

    parameter: Parameter
    period: Period
    key: Key

    @property
    def name(self) -> str:
        """The name under which a case that needs it stops."""
        return no_parameter(self.parameter, self.period.since, self.key).name


def unknown(pack: Pack) -> dict[str, Unknown]:
    """Every number of a pack that nobody knows, by the name under which a case that needs it stops."""
    found = (Unknown(p, period, key) for p in pack.parameters.values() for period, key in p.unknown)
    return {one.name: one for one in found}


def unknown_on(pack: Pack, names: Sequence[str], day: date) -> list[Unknown]:
    """The unknown numbers that these rules may ask for where a day governs, in the order of the pack."""
    texts = [text for name in pack.closure(names) for text in pack.compiled[name].texts if text.version.holds(day)]
    asked = {n.parameter.name for text in texts for n in walk(text.expression) if isinstance(n, ParameterValue)}
    return [one for one in unknown(pack).values() if one.parameter.name in asked and one.period.holds(day)]


def effects(change: Change, tables: Mapping[str, pa.Table]) -> list[Effect]:
    """What a change does to every row.

    Args:
        change: the change.
        tables: facts by plural, with the columns of ``engine.batch.columns``.
    """
    before = results(change.pack, [change.rule], tables)
    after = results(change.changed, [change.rule], with_facts(change, tables))
    return [_effect(key, values[change.rule], after[key][change.rule]) for key, values in before.items()]


def results(pack: Pack, names: Sequence[str], tables: Mapping[str, pa.Table]) -> dict[int, dict[str, Value | Problem]]:
    """Rules of one kind of row on every row: by key and rule the value, or the reason why there is none.

    Args:
        pack: the policy pack.
        names: the rules.
        tables: facts by plural, with the columns of ``engine.batch.columns``.
    """
    engine = DuckDB()
    for name, table in tables.items():
        engine.connection.register(name, table)
    plan = _plan(pack, tuple(names), engine.dialect)
    engine.run(plan)
    [kind] = {pack.rules[name].of for name in names}
    entity = pack.schema.entities[kind]
    query = engine.select(plan.tables[entity.name], [entity.key, *names, *map(problem_column, names)])
    found: dict[int, dict[str, Value | Problem]] = {}
    for key, *cells in sorted(engine.rows(query), key=itemgetter(0)):
        reasons = cells[len(names) :]
        found[key] = {
            name: value if code is None else plan.problems[code - 1]
            for name, value, code in zip(names, cells, reasons, strict=False)
        }
    return found


def summary(found: Sequence[Effect]) -> Summary:
    """All effects together. Sums are of the rows that can be computed both before and after."""
    differences = [effect.difference for effect in found if effect.difference is not None]
    compared = [effect for effect in found if effect.difference is not None]
    return Summary(
        winners=sum(difference > 0 for difference in differences),
        losers=sum(difference < 0 for difference in differences),
        unchanged=sum(difference == 0 for difference in differences),
        stopped=len(found) - len(compared),
        before=sum(effect.before or 0 for effect in compared),
        after=sum(effect.after or 0 for effect in compared),
    )


def distribution(found: Sequence[Effect], bars: int = 20) -> list[tuple[int, int, int]]:
    """How many rows gain or lose how much: from, below, and how many, in at most ``bars`` + 1 steps around nothing.

    The steps have one width, which is a round number.
    """
    differences = [effect.difference for effect in found if effect.difference]
    if not differences:
        return []
    low, high = min(*differences, 0), max(*differences, 0)
    width = _round(max(-(-(high - low + 1) // bars), 1))
    counts: dict[int, int] = {}
    for difference in differences:
        counts[difference // width] = counts.get(difference // width, 0) + 1
    return [(step * width, (step + 1) * width, counts.get(step, 0)) for step in range(low // width, high // width + 1)]


@lru_cache(maxsize=8)
def _plan(pack: Pack, names: tuple[str, ...], dialect: str) -> Plan:
    """The steps for some rules: before a change they are always the same."""
    return batch.plan(pack, names, dialect)


def _round(width: int) -> int:
    """The next number that is 1, 2 or 5 with noughts behind it."""
    nought: int = 10 ** (len(str(width)) - 1)
    return next(step * nought for step in (1, 2, 5, 10) if step * nought >= width)


def _effect(key: int, before: Value | Problem, after: Value | Problem) -> Effect:
    def part(of: Value | Problem) -> tuple[int | None, Problem | None]:
        if isinstance(of, Problem):
            return None, of
        assert isinstance(of, int)
        return int(of), None

    (old, old_problem), (new, new_problem) = part(before), part(after)
    return Effect(key, old, new, old_problem, new_problem)


def with_facts(change: Change, tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """Facts as they would be."""
    changed = dict(tables)
    for (entity, name), value in change.facts.items():
        plural = change.pack.schema.entities[entity].plural
        table = changed[plural]
        column = table.schema.get_field_index(name)
        same = pa.array([value] * table.num_rows, table.schema.field(name).type)
        changed[plural] = table.set_column(column, name, same)
    return changed


def _all_changed(written: Any, pack: Pack) -> dict[str, Parameter]:
    """Parameters as they would be, by name."""
    if not isinstance(written, dict):
        raise Refused("“{value}”应写成“标准: 改变”", value=written)
    found: dict[str, Parameter] = {}
    for name, changes in written.items():
        if name not in pack.parameters:
            raise Refused("没有名为 {name} 的标准", name=name)
        found[name] = pack.parameters[name]
        for change in changes if isinstance(changes, list) else [changes]:
            found[name] = _changed(found[name], change)
    return found


def _changed(parameter: Parameter, written: Any) -> Parameter:
    """A parameter as it would be: the part of its periods between two days with other numbers."""
    name = parameter.name
    if not isinstance(written, dict) or set(written) - _PARAMETER or ("multiply" in written) == ("set" in written):
        raise Refused("标准 {name} 的改变应写明 multiply 或 set 之一，以及 from、to", name=name)
    since, until = (_day(written.get(key), name) for key in ("from", "to"))
    periods: list[Period] = []
    for period in parameter.periods:
        for part in _cut(period, since, until):
            inside = (since is None or part.since >= since) and (until is None or part.since < until)
            periods.append(replace(part, cells=_cells(parameter, part, written)) if inside else part)
    return replace(parameter, periods=tuple(periods))


def _cut(period: Period, *days: date | None) -> list[Period]:
    """A period in parts that begin on these days."""
    inner = sorted(d for d in days if d is not None and period.since < d and (period.until is None or d < period.until))
    edges = [period.since, *inner]
    ends: list[date | None] = [*inner, period.until]
    return [replace(period, since=first, until=last) for first, last in zip(edges, ends, strict=True)]


def _cells(parameter: Parameter, period: Period, written: Mapping[str, Any]) -> dict[Key, Cell]:
    cells = dict(period.cells)
    if "multiply" in written and parameter.type.kind != "number":
        raise Refused("标准 {name} 是日期，只能用 set 改变", name=parameter.name)
    if "multiply" in written:
        factor = _factor(parameter.name, written["multiply"])
        for key, cell in cells.items():
            if cell.value is not None:
                cells[key] = Cell(half_up(int(cell.value) * factor), "example")  # type: ignore[arg-type]
        return cells
    given = written["set"] if isinstance(written["set"], dict) else {".".join(key): written["set"] for key in cells}
    known = {".".join(key): key for key in cells}
    for words, text in given.items():
        if str(words) not in known:
            raise Refused("标准 {name} 没有类别 {key}", name=parameter.name, key=words)
        cells[known[str(words)]] = Cell(parameter.type.parse(text), "example")
    return cells


def _factor(name: str, text: Any) -> Fraction:
    try:
        factor = Fraction(str(text))
    except (ValueError, ZeroDivisionError):
        factor = Fraction(-1)
    if factor < 0:
        raise Refused("标准 {name} 的倍数“{text}”不是正数", name=name, text=text)
    return factor


def _facts(written: Any, pack: Pack) -> dict[tuple[str, str], Value]:
    if not isinstance(written, dict):
        raise Refused("“{value}”应写成“事实: 数值”", value=written)
    return dict(_fact(name, value, pack) for name, value in written.items())


def _fact(name: str, value: Any, pack: Pack) -> tuple[tuple[str, str], Value]:
    entity, _, fact = str(name).partition(".")
    if entity not in pack.schema.entities or fact not in pack.schema.entities[entity].facts:
        raise Refused("没有名为 {name} 的事实", name=name)
    return (entity, fact), pack.schema.entities[entity].facts[fact].type.parse(value)


def _day(value: Any, name: str) -> date | None:
    if value is None or isinstance(value, date):
        return value
    raise Refused("标准 {name}：“{value}”不是日期，请写成 2021-03-01", name=name, value=value)
