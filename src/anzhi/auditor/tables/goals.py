"""目标 What an indicator was to reach and what was reached: numbers, or days by which something was to be done."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from anzhi.auditor.language.parsing import passage
from anzhi.auditor.quantities import Quantity, cell_quantity, scan
from anzhi.auditor.quantities.units import NONE, UNITS, Unit
from anzhi.auditor.quantities.width import plain
from anzhi.auditor.tables.indicators import Box, Indicator
from anzhi.auditor.tables.sheet import Sheet

LEAST = re.compile(r"≥|>=|≧|大于等于|不低于|不少于|不小于|至少|以上|达到|>|＞|(?<!不)(?:大于|超过|高于)")
MOST = re.compile(r"≤|<=|≦|小于等于|不高于|不超过|不多于|不大于|至多|以内|以下|控制在|之内|<|＜|(?<!不)(?:小于|低于)")
_SIGN = re.compile(r"^(?:≥|>=|≧|≤|<=|≦|=|>|<|大于等于|小于等于|等于|不低于|不少于|不超过|不高于)")
_BOUND = re.compile(r"(?:及?以上|及?以内|及?以下|左右)$")
_UNIT_WORDS = re.compile(r"[%％]|[\u4e00-\u9fff/㎡]+")
_HEDGES = ("about", "most", "under")
_PLANNED = re.compile(r"(?:计划|目标|任务|要求|指标值?|应)[^，。；]{0,10}$")
_UNTIL = re.compile(
    r"^(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>\d{1,2})日|(?P<end>底|末|份)?)(?:之?前|以前|前完成)"
)
_ON = re.compile(
    r"^(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>\d{1,2})日|(?P<end>底|末|份)?)"
)
_UNKNOWN_DAY, _LAST_DAY = 1, 31


@dataclass(frozen=True)
class Goal:
    """A target and what was reached.

    Attributes:
        target: as a number; days by which to finish count from the year's first.
        actual: in the same dimension.
        way: ``least``, ``most`` or ``equal``.
        target_box, actual_box: where they stand.
        label: what the indicator is called.
        sheet: the table it stands in.
    """

    target: Quantity
    actual: Quantity
    way: str
    target_box: Box
    actual_box: Box
    label: str
    sheet: Sheet

    @property
    def is_met(self) -> bool:
        """Was it reached?"""
        if self.way == "most":
            return self.actual.value <= self.target.value
        return self.actual.value >= self.target.value


def goal_of(indicator: Indicator) -> Goal | None:
    """The goal of an indicator; None when it is none that can be compared."""
    target, actual = indicator.box("target"), indicator.box("actual")
    if target is None or actual is None or target.cell is actual.cell:
        return _told(indicator)
    unit = _unit(indicator.box("unit"))
    wanted, reached = _numbers(target, unit), _numbers(actual, unit)
    if len(wanted) != 1 or not reached:
        return _dated(indicator, target, actual) if not wanted else None
    goal = wanted[0]
    same = [q for q in reached if q.dimension == goal.dimension or NONE in (q.unit, goal.unit)]
    if len(same) != 1 or same[0].hedge in _HEDGES or same[0].upper is not None or goal.upper is not None:
        return None
    nature = indicator.box("nature")
    words = plain(target.text) + (plain(nature.text) if nature else "")
    return Goal(goal, same[0], way_of(words), target, actual, indicator.label, indicator.sheet)


def way_of(words: str) -> str:
    """Which way a target is meant, by the words around its number."""
    return "least" if LEAST.search(words) else "most" if MOST.search(words) else "equal"


def _unit(box: Box | None) -> Unit:
    found = _UNIT_WORDS.search(plain(box.text)) if box else None
    return UNITS.get(found[0], NONE) if found else NONE


def _numbers(box: Box, unit: Unit) -> list[Quantity]:
    """The numbers of a cell: it is one, or it says one with its unit."""
    bare = _BOUND.sub("", _SIGN.sub("", plain(box.text)))
    whole = cell_quantity(bare, unit)
    return [whole] if whole is not None else list(scan(box.cell.text))


def _told(indicator: Indicator) -> Goal | None:
    """A goal that one cell tells: 计划62公里，完成62.4公里."""
    for box in indicator.boxes.values():
        read = passage(indicator.sheet.table.place(box.cell), box.cell.text)
        levels = [m for m in read.mentions if m.quantity.upper is None and m.depth == 0]
        targets = [m for m in levels if _PLANNED.search(m.before)]
        if len(levels) != 2 or len(targets) != 1:
            continue
        target, actual = targets[0], next(m for m in levels if m is not targets[0])
        if target.quantity.dimension == actual.quantity.dimension and actual.quantity.is_exact:
            way = {"least": "least", "over": "least", "most": "most", "under": "most"}.get(target.quantity.hedge)
            way = way or way_of(target.before)
            return Goal(target.quantity, actual.quantity, way, box, box, indicator.label, indicator.sheet)
    return None


def _dated(indicator: Indicator, target: Box, actual: Box) -> Goal | None:
    """12月底前 against 11月25日: which came first, where both say a month."""
    until, on = _UNTIL.match(plain(target.text)), _ON.match(plain(actual.text))
    if until is None or on is None or _UNTIL.match(plain(actual.text)):
        return None
    years = [int(found["year"]) if found["year"] else 0 for found in (until, on)]
    if bool(years[0]) != bool(years[1]):
        return None
    first, second = _day(until, years[0], _LAST_DAY), _day(on, years[1], _UNKNOWN_DAY)
    days = _days(first, target), _days(second, actual)
    return Goal(*days, "most", target, actual, indicator.label, indicator.sheet)


def _day(found: re.Match[str], year: int, unknown: int) -> int:
    day = int(found["day"]) if found["day"] else unknown
    return (year * 12 + int(found["month"])) * 31 + day


def _days(day: int, box: Box) -> Quantity:
    like = Quantity(Fraction(day), UNITS["天"], Fraction(1), 0, box.text, 0, len(box.text))
    return replace(like, printed=box.text[:24])
