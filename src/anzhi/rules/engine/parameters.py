"""标准 Parameters: the numbers and days of the law, one file each, with dated values and where each is written down.

A file is read strictly: an unknown key, a gap or an overlap of periods, a value that is no text, or a class that is
missing in one period and present in another is an error that names the file. A value that is not known is null: it
stops every case that needs it, and ``unknown`` lists it for the office to supply.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from anzhi.rules.engine.types import DAY, Type, Value, number
from anzhi.values.citation import Citation
from anzhi.values.exact import smallest
from anzhi.values.refusal import Refused

CERTAINTIES = {
    "found": "原文或转载可查",
    "recalled": "凭记忆，待核原文",
    "uncertain": "不确定，待核原文",
    "inferred": "推算，待核原文",
    "unknown": "未知，须由本单位补充",
    "example": "示例，虚构",
}
"""How sure a value is, from FACTS: found [F], recalled [C], uncertain [U], inferred [I], unknown [?]; and fictional."""
UNITS = {
    "个指标/证": 1, "个指标/户": 1, "份": 1, "年/周岁": 0,
    "元": 2, "元/平方米": 2, "元/亩": 2, "元/亩·年": 2, "元/人": 2, "元/户": 2, "元/平方米·次": 2, "元/平方米·月": 2,
    "元/周岁": 2, "元/月": 2, "元/年": 2, "比例": 2, "倍": 2, "平方米/人": 4, "平方米/户": 4, "平方米": 4, "亩/人": 4,
    "人": 1, "个月": 0, "次": 0, "周岁": 0, "年": 0,
}  # fmt: skip
"""Units of parameters and the decimal digits that are kept of each."""
DATE = "日期"
"""The unit of a parameter that is a day of the law."""
RATIO = "比例"
"""The unit of a plain number: it is not printed after it."""
_FILE = frozenset({"label", "unit", "by", "classes", "brackets", "governed_by", "review_by", "values", "note"})
_PERIOD = frozenset({"from", "to", "document", "article", "certainty", "note", "value"})
Key = tuple[str, ...]
"""The class that a value is for; empty for a parameter without classes."""


@dataclass(frozen=True)
class Cell:
    """One value: an integer of the unit's smallest part or a day, None while it is not known; and how sure it is."""

    value: Value | None
    certainty: str


@dataclass(frozen=True)
class Period:
    """What was in force from a day until another, which is no longer included; ``until`` is None while in force."""

    since: date
    until: date | None
    citation: Citation
    note: str
    cells: Mapping[Key, Cell]

    def holds(self, day: date) -> bool:
        """Was it in force on a day?"""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Parameter:
    """A number or a day of the law.

    Attributes:
        name: its file: ``topic.name``.
        label: what people call it.
        type: number with its unit, or day.
        by: what its classes are classes of, in words; empty when it is one number.
        classes: key and label of every class.
        brackets: unit of its classes, where they are lower bounds: a case falls into the highest one it reaches.
        governed_by: name of the fact or rule that gives the governing day.
        review_by: the day by which somebody should read the law again.
        periods: in their order, without gap.
    """

    name: str
    label: str
    type: Type
    by: tuple[str, ...]
    classes: Mapping[Key, str]
    brackets: str
    governed_by: str
    review_by: date
    periods: tuple[Period, ...]
    note: str

    def on(self, day: date) -> Period | None:
        """The period that a day falls into; None when nothing was in force."""
        return next((period for period in self.periods if period.holds(day)), None)

    def key(self, values: tuple[Value, ...]) -> Key | None:
        """The class that a case belongs to; None when there is no such class."""
        if self.brackets:
            [reached] = values
            return next((key for key, bound in self.falling.items() if bound <= int(reached)), None)  # type: ignore[arg-type]
        found = tuple(map(str, values))
        return found if found in self.classes else None

    @cached_property
    def falling(self) -> dict[Key, int]:
        """Brackets with their lower bounds in the smallest part of their unit, the highest first."""
        bounds = {key: smallest(key[0], 10 ** UNITS[self.brackets]) for key in self.classes}
        return dict(sorted(bounds.items(), key=lambda entry: -entry[1]))

    @property
    def unknown(self) -> list[tuple[Period, Key]]:
        """Periods and classes whose value is not known."""
        return [(p, key) for p in self.periods for key, cell in p.cells.items() if cell.value is None]

    def say(self, value: Value) -> str:
        """A value with its unit."""
        return self.type.say(value)


def read(name: str, written: Any) -> Parameter:
    """A parameter from what its file says.

    Raises:
        Refused: the file is not as it should be; it is named.
    """
    try:
        return _read(name, written)
    except Refused as refusal:
        raise Refused("标准 {name}：{reason}", name=name, reason=refusal) from None


def _read(name: str, written: Any) -> Parameter:
    _known(written, _FILE)
    for wanted in ("label", "unit", "governed_by", "review_by", "values"):
        if wanted not in written:
            raise Refused("缺少 {key}", key=wanted)
    type = _type(written["unit"])
    by = tuple(written.get("by", ()))
    if bool(by) != bool(written.get("classes")):
        raise Refused("by 与 classes 须同时填写")
    classes = dict(_classes(written.get("classes", {}), len(by)))
    brackets = _text(written.get("brackets", ""))
    if brackets and (brackets not in UNITS or len(by) != 1):
        raise Refused("brackets 应为各档下限的单位，且只按一项分档")
    periods = tuple(_period(entry, type, classes) for entry in written["values"])
    _without_gap(periods)
    parameter = Parameter(
        name=name,
        label=_text(written["label"]),
        type=type,
        by=by,
        classes=classes or {(): ""},
        brackets=brackets,
        governed_by=_text(written["governed_by"]),
        review_by=_day(written["review_by"]),
        periods=periods,
        note=_text(written.get("note", "")),
    )
    if brackets:
        _ = parameter.falling  # reads every bound, and refuses one that is no number
    return parameter


def _type(unit: Any) -> Type:
    if unit == DATE:
        return DAY
    if unit not in UNITS:
        raise Refused("不认识单位“{unit}”", unit=unit)
    return number(UNITS[unit], "" if unit == RATIO else unit)


def _period(written: Any, type: Type, classes: Mapping[Key, str]) -> Period:
    _known(written, _PERIOD)
    certainty = written.get("certainty")
    if certainty not in CERTAINTIES:
        raise Refused("certainty 应为 {known}", known="、".join(CERTAINTIES))
    value = written.get("value")
    cells = {key: _cell(_found(value, key), type, certainty) for key in classes or [()]}
    if classes and value is not None:
        surplus = {".".join(key) for key, _ in _leaves(value, len(next(iter(classes))))}
        surplus -= {".".join(key) for key in classes}
        if surplus:
            raise Refused("没有声明类别 {names}", names="、".join(sorted(surplus)))
    return Period(
        since=_day(written.get("from")),
        until=None if written.get("to") is None else _day(written["to"]),
        citation=Citation(
            _text(written.get("document")), _text(written.get("article", "")), checked=certainty == "found"
        ),
        note=_text(written.get("note", "")),
        cells=cells,
    )


def _cell(written: Any, type: Type, certainty: str) -> Cell:
    if isinstance(written, dict):
        _known(written, frozenset({"value", "certainty"}))
        if written.get("certainty") not in CERTAINTIES:
            raise Refused("certainty 应为 {known}", known="、".join(CERTAINTIES))
        return _cell(written.get("value"), type, written["certainty"])
    if written is None:
        return Cell(None, "unknown")
    if type != DAY and not isinstance(written, str):
        raise Refused("数值 {value} 须加引号", value=written)
    if certainty == "unknown":
        raise Refused("数值 {value} 不能标为未知", value=written)
    return Cell(type.parse(written), certainty)


def _found(value: Any, key: Key) -> Any:
    """The value of a class; one null stands for all of them."""
    for part in key:
        if value is None:
            return None
        if not isinstance(value, dict) or part not in value:
            raise Refused("缺少类别 {name}（未知请写 null）", name=".".join(key))
        value = value[part]
    return value


def _leaves(value: Any, depth: int) -> Iterator[tuple[Key, Any]]:
    if not depth or not isinstance(value, dict):
        yield (), value
        return
    for part, inner in value.items():
        for key, leaf in _leaves(inner, depth - 1):
            yield (str(part), *key), leaf


def _classes(written: Any, depth: int) -> Iterator[tuple[Key, str]]:
    """Classes with their labels: one mapping for each thing they are classes of; every combination counts."""
    groups = [written] if depth == 1 else list(written) if depth else []
    if len(groups) != depth or not all(isinstance(group, dict) for group in groups):
        raise Refused("classes 应逐项列出每个类别的名称")
    combinations: list[tuple[Key, str]] = [((), "")] if depth else []
    for group in groups:
        combinations = [
            ((*key, _text(part)), f"{label}·{_text(words)}" if label else _text(words))
            for key, label in combinations
            for part, words in group.items()
        ]
    yield from combinations


def _without_gap(periods: tuple[Period, ...]) -> None:
    if not periods:
        raise Refused("values 为空")
    for earlier, later in pairwise(periods):
        if earlier.until is None or earlier.until > later.since:
            raise Refused("{day} 起的时段与前一时段重叠", day=later.since)
        if earlier.until < later.since:
            raise Refused("{since} 至 {until} 之间没有时段（未知请写 null）", since=earlier.until, until=later.since)
    for period in periods:
        if period.until is not None and period.until <= period.since:
            raise Refused("{day} 起的时段在开始前结束", day=period.since)


def _known(written: Any, keys: frozenset[str]) -> None:
    if not isinstance(written, dict):
        raise Refused("应为键值表")
    for key in written:
        if key not in keys:
            raise Refused("不认识的键 {key}", key=key)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Refused("“{value}”应为文字，请加引号", value=value)
    return value


def _day(value: Any) -> date:
    if not isinstance(value, date):
        raise Refused("“{value}”不是日期，请写成 2021-03-01", value=value)
    return value
