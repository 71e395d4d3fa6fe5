"""对照 The same amount said in two places: who can be the same as whom, and how sure that is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from anzhi.auditor.document import Place
from anzhi.auditor.language import labels
from anzhi.auditor.language.headings import stage_under, year_under
from anzhi.auditor.language.mention import Mention, Passage, Role
from anzhi.auditor.language.scopes import differ
from anzhi.auditor.quantities import Quantity
from anzhi.auditor.quantities.units import POINTS, TIMES
from anzhi.auditor.reading import Reading
from anzhi.auditor.slips import mistyped

_CONTEXT = 24
"""Characters around an amount that say what it is about."""
_SENTENCE = 48
_NEARLY = Fraction(3, 10)
_STAGES = ("budget", "adjusted", "prior", "opening", "remaining", "plan")
_OTHER_TIME = re.compile(
    r"累计|截至|历年|历史|首次|上次|其中|每|平均|人均|第|新增|剩余|尚|预计|计划|力争|目标|将|拟|以来|左右"
)
_TIME = {"天", "月", "年", "小时", POINTS, TIMES, "分"}


@dataclass(frozen=True)
class Item:
    """An amount that may be said again elsewhere."""

    label: str
    context: str
    sentence: str
    quantity: Quantity
    place: Place
    year: int | None
    period: str
    stage: str
    is_cell: bool
    is_actual: bool
    """Does it stand in the column of actual values?"""
    passage: Passage | None
    mention: Mention | None

    @cached_property
    def is_distinct(self) -> bool:
        """Has the number so many digits that it is hardly the same by chance?"""
        return len(self.quantity.digits.strip("0")) > 2

    @cached_property
    def times(self) -> frozenset[str]:
        """Words around it that say it is of another time, or of a part only."""
        return frozenset(_OTHER_TIME.findall(self.context[:_CONTEXT]))


@lru_cache(maxsize=4)
def items(reading: Reading) -> tuple[Item, ...]:
    """Every exact amount and named rate of the text and of cells with words."""
    actual = {
        scores.sheet.table.place(box.cell)
        for scores in reading.scores
        for indicator in scores.indicators
        if (box := indicator.box("actual"))
    }
    targets = {
        scores.sheet.table.place(box.cell)
        for scores in reading.scores
        for indicator in scores.indicators
        for name in ("target", "name")
        if (box := indicator.box(name))
    }
    found = []
    for passage in reading.passages:
        if (passage.place in targets and passage.place not in actual) or _is_goal(reading, passage):
            continue
        for mention in passage.mentions:
            if mention.role in (Role.LEVEL, Role.RATE, Role.EXECUTION, Role.SHARE) and _is_said(mention):
                found.append(_item(reading, passage, mention, is_actual=passage.place in actual))
    return (*found, *_actual_numbers(reading))


def _is_said(mention: Mention) -> bool:
    quantity = mention.quantity
    return quantity.is_exact and quantity.dimension not in _TIME and "/" not in quantity.dimension


def _is_goal(reading: Reading, passage: Passage) -> bool:
    """Does a cell stand below a heading that says it is only wanted: 预期目标, 年初设定目标?"""
    if not passage.is_cell or passage.place.row is None or passage.place.column is None:
        return False
    sheet = next((s for s in reading.sheets if s.table.index == passage.place.block), None)
    words = sheet.header(passage.place.row, passage.place.column) if sheet else ""
    return bool(re.search(r"预期|设定|年初|计划|目标(?!.*完成)", words)) and "完成" not in words


def _item(reading: Reading, passage: Passage, mention: Mention, *, is_actual: bool) -> Item:
    start, end = mention.place.start, mention.place.end
    around = passage.plain[max(0, start - _CONTEXT) : start] + passage.plain[end : end + _CONTEXT // 2]
    year = next((y for y in (mention.year, year_under(passage.above), reading.year) if y is not None), None)
    return Item(
        mention.label,
        around,
        passage.plain[max(0, start - _SENTENCE) : start],
        mention.quantity,
        mention.place,
        year,
        mention.period,
        mention.stage or _stage_of_whole(reading, passage, mention) or stage_under(passage.above),
        passage.is_cell,
        is_actual,
        passage,
        mention,
    )


def _stage_of_whole(reading: Reading, passage: Passage, mention: Mention) -> str:
    """预算100万元，其中甲60万元: a part stands where its whole does."""
    whole = reading.whole_of(passage, mention)
    return whole.stage if whole else ""


def _actual_numbers(reading: Reading) -> Iterator[Item]:
    """Indicators whose actual value is a bare number, under the name of the indicator."""
    for scores in reading.scores:
        for indicator in scores.indicators:
            box = indicator.box("actual")
            if box and box.quantity and box.quantity.unit.symbol:
                place = scores.sheet.table.place(box.cell)
                yield Item(
                    label=indicator.label,
                    context=indicator.label,
                    sentence="",
                    quantity=box.quantity,
                    place=place,
                    year=reading.year,
                    period="",
                    stage="",
                    is_cell=True,
                    is_actual=True,
                    passage=None,
                    mention=None,
                )


def comparable(first: Item, second: Item) -> bool:
    """Can two amounts be the same one at all?"""
    return (
        first.quantity.dimension == second.quantity.dimension
        and (first.year is None or second.year is None or first.year == second.year)
        and first.period == second.period
    )


def same_stage(first: Item, second: Item) -> bool:
    """Do they stand at one stage? What was done and where nothing is said are one."""
    stages = {item.stage if item.stage in _STAGES else "" for item in (first, second)}
    return len(stages) == 1


def agrees(first: Quantity, second: Quantity) -> bool:
    """Are two amounts equal, the finer one rounded to the coarser?"""
    step = max(first.step, second.step)
    if first.value == second.value:
        return True
    if first.step == second.step or (first.unit.is_count and step <= 1):
        return False
    fine, coarse = (first, second) if first.step < second.step else (second, first)
    return abs(fine.value - coarse.value) <= step / 2 and coarse.value != 0


def is_near(first: Quantity, second: Quantity) -> bool:
    """Are two amounts so near, or one slip apart, that they may be meant to be one?"""
    larger = max(abs(first.value), abs(second.value))
    return abs(first.value - second.value) <= larger * _NEARLY or mistyped(first.value, second)


def is_about_the_same(first: Item, second: Item) -> bool:
    """Do two equal amounts speak of one thing? Then their words share something, or the number is distinct."""
    shared = labels.common(first.label, second.label)
    context = labels.common(words(first.context), words(second.context))
    if first.is_distinct and context >= 2:
        return True
    return (shared >= 2 and not labels.is_generic(first.label) and not labels.is_generic(second.label)) or context >= 4


def words(context: str) -> str:
    """The words of a context without digits and signs."""
    return re.sub(r"[^\u4e00-\u9fff]", "", context)


def closeness(first: Item, second: Item) -> tuple[str, int]:
    """``sure`` or ``maybe`` when two different amounts are meant to be one, else empty; and how alike they are."""
    a, b = first.label, second.label
    if labels.pairs(a).isdisjoint(labels.pairs(b)) or labels.is_generic(a) or labels.is_generic(b):
        return "", 0
    if first.times != second.times or not same_stage(first, second):
        return "", 0
    if differ(a, b):
        return "", 0
    shared = labels.common(a, b)
    shorter = min(len(a), len(b))
    if (a == b and shorter >= 4) or (shared >= 8 and shared * 4 >= shorter * 3):
        return "sure", shared
    if shared >= 6 or (shared >= 4 and shared * 3 >= shorter * 2):
        return "maybe", shared
    own, other = labels.core(a), labels.core(b)
    if len(own) >= 2 and len(other) >= 2 and (own in other or other in own) and shared >= 2:
        return ("sure" if own == other and len(own) >= 4 else "maybe"), shared
    return "", shared


class Index:
    """Amounts by what they measure, to be found again."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items: dict[str, list[Item]] = {}
        for item in items:
            self._items.setdefault(item.quantity.dimension, []).append(item)

    def alike(self, item: Item) -> list[Item]:
        """Amounts of the same dimension."""
        return self._items.get(item.quantity.dimension, [])

    def best(self, item: Item) -> Item | None:
        """The amount that an equal one most likely repeats."""
        equal = [
            other
            for other in self.alike(item)
            if other is not item
            and agrees(item.quantity, other.quantity)
            and comparable(item, other)
            and is_about_the_same(item, other)
        ]
        return max(equal, key=lambda other: labels.common(words(item.context), words(other.context)), default=None)
