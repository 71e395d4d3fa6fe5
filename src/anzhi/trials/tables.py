"""表 The result of a trial as tables: the same on the page, in the terminal and in the workbook.

Cells are values; headings and words are parts of a sentence, which a shell says in its language.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from anzhi.rules.engine.parameters import Parameter
from anzhi.rules.engine.problems import Problem
from anzhi.rules.engine.types import COUNT, DAY, MONEY, Type, decimal
from anzhi.rules.whatif import Change, Effect
from anzhi.trials.outcomes import GAINS, KINDS, LOSES, SAME, STOPPED, Outcome, Place, places
from anzhi.values.wording import Phrase, phrase

WORDS: Mapping[str, Phrase] = {
    GAINS: phrase("增加"),
    LOSES: phrase("减少"),
    SAME: phrase("不变"),
    STOPPED: phrase("不能计算"),
}
"""What a change can do to a row, in words."""


@dataclass(frozen=True)
class Column:
    """A column: its heading, and the type of its values where they are no words."""

    label: object
    type: Type | None = None

    @property
    def is_right(self) -> bool:
        """Numbers stand right-aligned."""
        return self.type is not None and self.type.kind == "number"

    @property
    def unit(self) -> str:
        """What its numbers are counted in; empty where they are plain."""
        return self.type.unit if self.type is not None else ""

    def part(self, value: Any) -> object:
        """A value as a part of a sentence, its unit left to the heading; a dash where there is none."""
        if value is None:
            return "—"
        if isinstance(value, int) and self.type is not None:
            return decimal(value, self.type.scale, keep=self.unit == MONEY.unit)
        return value.isoformat() if isinstance(value, date) else value


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        title: what it shows.
        columns: its columns.
        rows: cells by row; None where there is nothing.
        total: the last line; empty where nothing is summed up.
        households: key of the household that a row leads to, by row; empty where rows lead nowhere.
    """

    title: object
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    total: tuple[Any, ...] = ()
    households: tuple[int, ...] = ()


FICTIONAL = phrase("示例政策：全部数值为虚构，只供试用和测试，不是任何地方的标准。")


def notes(found: Outcome) -> list[object]:
    """What stands above everything: what was tried, on whom, under which policy, on which day."""
    request, pack = found.request, found.request.change.pack
    told: list[object] = [
        phrase("试算：{label}", label=request.change.label),
        phrase("政策包：{pack}；结果：{rule}", pack=pack.label, rule=pack.rules[request.change.rule].label),
        phrase("对象：{scope}；计算日：{day}", scope=request.scope.label, day=request.on),
    ]
    return [*told, FICTIONAL] if pack.is_fictional else told


def totals(found: Outcome) -> Table:
    """How many gain, lose, stay or stop, and the sums before and after."""
    rows = [(WORDS[kind], *_sums(found.by_kind[kind])) for kind in KINDS[:-1]]
    rows.append((WORDS[STOPPED], len(found.by_kind[STOPPED]), None, None, None))
    compared = [effect for kind in KINDS[:-1] for effect in found.by_kind[kind]]
    columns = (Column(phrase("结果")), Column(phrase("数量"), COUNT), *_amounts(found))
    total = (phrase("可以计算的合计"), *_sums(compared))
    return Table(phrase("合计"), columns, tuple(rows), total)


def changed(change: Change) -> Table:
    """Which numbers of the law and which facts are other than they are, and which are only supposed."""
    now, then = change.pack.parameters, change.supposed
    rows = [row for name in then for row in _cells(phrase("假定"), then[name], now[name])]
    rows += [row for name, new in change.parameters.items() for row in _cells(phrase("改变"), now[name], new)]
    for (entity, name), value in change.facts.items():
        kind = change.pack.schema.entities[entity]
        fact = kind.facts[name]
        label = phrase("{entity}的{fact}", entity=kind.label, fact=fact.label)
        rows.append((phrase("改变"), label, None, None, None, None, fact.type.part(value)))
    labels = (phrase("类型"), phrase("标准或事实"), phrase("类别"))
    columns = (*map(Column, labels), Column(phrase("自"), DAY), Column(phrase("至"), DAY))
    return Table(phrase("改变了什么"), (*columns, Column(phrase("原值")), Column(phrase("试算值"))), tuple(rows))


def spread(found: Outcome) -> Table:
    """How many gain or lose how much."""
    columns = (
        Column(phrase("差额自"), found.type),
        Column(phrase("差额不到"), found.type),
        Column(phrase("数量"), COUNT),
    )
    return Table(phrase("差额分布"), columns, tuple(found.bars))


def by_project(found: Outcome, where: Mapping[int, Place]) -> Table:
    """Every project: how many gain, lose, stay or stop, and its sums."""
    groups: dict[str, dict[str, list[Effect]]] = {}
    for kind, effects in found.by_kind.items():
        for effect in effects:
            groups.setdefault(where[effect.key].project, {}).setdefault(kind, []).append(effect)
    rows = [
        (
            project,
            *(len(kinds.get(kind, ())) for kind in KINDS),
            *_sums([effect for kind in KINDS[:-1] for effect in kinds.get(kind, ())])[1:],
        )
        for project, kinds in sorted(groups.items())
    ]
    counts = (Column(WORDS[kind], COUNT) for kind in KINDS)
    columns = (Column(phrase("项目")), *counts, *_amounts(found))
    total = (phrase("合计"), *(sum(row[place] for row in rows) for place in range(1, len(columns))))
    return Table(phrase("各项目"), columns, tuple(rows), total)


def listed(found: Outcome, kind: str, effects: Sequence[Effect], where: Mapping[int, Place]) -> Table:
    """Rows of one kind with what they get before and after; of those that stop, why."""
    heads, names = _where(found.entity), [where[effect.key] for effect in effects]
    if kind == STOPPED:
        columns = (*heads, Column(phrase("变动前缺少")), Column(phrase("变动后缺少")))
        cells = [(_reason(effect.before_problem), _reason(effect.after_problem)) for effect in effects]
    else:
        columns, cells = (*heads, *_amounts(found)), [(e.before, e.after, e.difference) for e in effects]
    rows = tuple((*_named(found.entity, place), *rest) for place, rest in zip(names, cells, strict=True))
    return Table(WORDS[kind], columns, rows, households=tuple(place.household for place in names))


def lacking(found: Outcome) -> Table:
    """What is missing, and how many stop there first."""
    columns = (Column(phrase("首先缺少")), Column(phrase("数量"), COUNT))
    rows = tuple((reason.sentence(), count) for reason, count in found.reasons)
    return Table(phrase("不能计算的原因"), columns, rows)


def whole(found: Outcome) -> Iterator[Table]:
    """Everything, as a workbook holds it."""
    where = places(found.entity, (effect.key for effect in found.effects))
    yield from (totals(found), changed(found.request.change), spread(found), by_project(found, where))
    yield from (listed(found, kind, found.by_kind[kind], where) for kind in KINDS)
    yield lacking(found)


def _cells(kind: object, before: Parameter, after: Parameter) -> Iterator[tuple[Any, ...]]:
    """Values of a parameter that are other than they were."""
    for period in after.periods:
        was = before.on(period.since)
        for key, cell in period.cells.items():
            old = None if was is None else was.cells[key].value
            if cell.value != old and cell.value is not None:
                printed = (None if value is None else after.type.part(value) for value in (old, cell.value))
                yield (kind, after.label, after.classes[key] or None, period.since, period.until, *printed)


def _sums(effects: Sequence[Effect]) -> tuple[int, int, int, int]:
    before, after = (sum(effect.before or 0 for effect in effects), sum(effect.after or 0 for effect in effects))
    return len(effects), before, after, after - before


def _amounts(found: Outcome) -> tuple[Column, ...]:
    return tuple(Column(label, found.type) for label in (phrase("变动前"), phrase("变动后"), phrase("差额")))


def _where(entity: str) -> tuple[Column, ...]:
    name = () if entity == "household" else (Column(phrase("名称")),)
    return (Column(phrase("户号")), Column(phrase("户主")), *name, Column(phrase("项目")), Column(phrase("街道")))


def _named(entity: str, place: Place) -> tuple[str, ...]:
    name = () if entity == "household" else (place.name,)
    return (place.number, place.head, *name, place.project, place.street)


def _reason(problem: Problem | None) -> object:
    return None if problem is None else problem.sentence()
