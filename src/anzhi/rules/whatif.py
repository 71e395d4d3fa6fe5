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
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

import pyarrow as pa

from anzhi.rules.engine import batch
from anzhi.rules.engine.compiling import problem_column
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.parameters import Cell, Key, Parameter, Period
from anzhi.rules.engine.problems import Problem
from anzhi.rules.engine.running import DuckDB
from anzhi.rules.engine.types import Value
from anzhi.values.exact import half_up
from anzhi.values.refusal import Refused

_FILE = frozenset({"label", "pack", "rule", "parameters", "facts"})
_PARAMETER = frozenset({"from", "to", "multiply", "set"})


@dataclass(frozen=True)
class Change:
    """A change.

    Attributes:
        label: what people call it.
        pack: the policy pack that it changes.
        rule: the result that is compared; a number or a flag.
        parameters: changed parameters by name.
        facts: facts that every row of a kind gets, by kind and name.
    """

    label: str
    pack: Pack
    rule: str
    parameters: Mapping[str, Parameter]
    facts: Mapping[tuple[str, str], Value]

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


def read(written: Any, pack: Pack) -> Change:
    """A change from what is written.

    Raises:
        Refused: a key, a parameter, a class, a fact or a rule that there is not; it is named.
    """
    if not isinstance(written, dict) or set(written) - _FILE:
        unknown = "、".join(sorted(map(str, set(written) - _FILE))) if isinstance(written, dict) else str(written)
        raise Refused("不认识的键 {key}", key=unknown)
    rule = str(written.get("rule", ""))
    if rule not in pack.rules or pack.rules[rule].type.kind not in ("number", "flag"):
        raise Refused("没有可以比较的规则 {name}", name=rule)
    parameters = {name: _changed(name, change, pack) for name, change in (written.get("parameters") or {}).items()}
    facts = dict(_fact(name, value, pack) for name, value in (written.get("facts") or {}).items())
    if not parameters and not facts:
        raise Refused("没有写明要改变什么")
    return Change(str(written.get("label") or rule), pack, rule, parameters, facts)


def effects(change: Change, tables: Mapping[str, pa.Table]) -> list[Effect]:
    """What a change does to every row.

    Args:
        change: the change.
        tables: facts by plural, with the columns of ``engine.batch.columns``.
    """
    before = _results(change.pack, change.rule, tables)
    after = _results(change.changed, change.rule, _with_facts(change, tables))
    return [Effect(key, value, after[key][0], reason, after[key][1]) for key, (value, reason) in before.items()]


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
    """How many rows gain or lose how much: from, below, and how many, in ``bars`` steps of one width around nothing."""
    differences = [effect.difference for effect in found if effect.difference]
    if not differences:
        return []
    low, high = min(*differences, 0), max(*differences, 0)
    width = max(-(-(high - low + 1) // bars), 1)
    counts: dict[int, int] = {}
    for difference in differences:
        counts[difference // width] = counts.get(difference // width, 0) + 1
    return [(step * width, (step + 1) * width, counts.get(step, 0)) for step in range(low // width, high // width + 1)]


def _results(pack: Pack, rule: str, tables: Mapping[str, pa.Table]) -> dict[int, tuple[int | None, Problem | None]]:
    engine = DuckDB()
    for name, table in tables.items():
        engine.connection.register(name, table)
    plan = batch.plan(pack, [rule], engine.dialect)
    engine.run(plan)
    entity = pack.schema.entities[pack.rules[rule].of]
    query = engine.select(plan.tables[entity.name], [entity.key, rule, problem_column(rule)])
    return {
        key: (None if value is None else int(value), plan.problems[code - 1] if code is not None else None)
        for key, value, code in sorted(engine.rows(query))
    }


def _with_facts(change: Change, tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    changed = dict(tables)
    for (entity, name), value in change.facts.items():
        plural = change.pack.schema.entities[entity].plural
        table = changed[plural]
        column = table.schema.get_field_index(name)
        same = pa.array([value] * table.num_rows, table.schema.field(name).type)
        changed[plural] = table.set_column(column, name, same)
    return changed


def _changed(name: str, written: Any, pack: Pack) -> Parameter:
    """A parameter as it would be: the part of its periods between two days with other numbers."""
    if name not in pack.parameters:
        raise Refused("没有名为 {name} 的标准", name=name)
    if not isinstance(written, dict) or set(written) - _PARAMETER or ("multiply" in written) == ("set" in written):
        raise Refused("标准 {name} 的改变应写明 multiply 或 set 之一，以及 from、to", name=name)
    parameter = pack.parameters[name]
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


def _fact(name: str, value: Any, pack: Pack) -> tuple[tuple[str, str], Value]:
    entity, _, fact = str(name).partition(".")
    if entity not in pack.schema.entities or fact not in pack.schema.entities[entity].facts:
        raise Refused("没有名为 {name} 的事实", name=name)
    return (entity, fact), pack.schema.entities[entity].facts[fact].type.parse(value)


def _day(value: Any, name: str) -> date | None:
    if value is None or isinstance(value, date):
        return value
    raise Refused("标准 {name}：“{value}”不是日期，请写成 2021-03-01", name=name, value=value)
