"""表内结转 Does what was there, plus what came, less what went, make what is left, in every row or column of a table?

A table of several villages has the four amounts side by side, one of several funds has them one below the other. Which
amounts came and went is shown by the others: those that hold in most of them are meant.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from anzhi.auditor import comparing
from anzhi.auditor.checks import relations
from anzhi.auditor.quantities.quantity import Located
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.auditor.tables.rows import Section
from anzhi.values.wording import phrase

_OPENING = re.compile(
    r"(?:上[年季月期]|年初|期初|季初|月初)[^ ]{0,4}(?:结转|结余|余额|结存)|^(?:期初|年初)(?:数|余额)?$"
)
_CLOSING = re.compile(r"(?:结余|余额|结存|年末|期末|结转下年)")
_CAME = re.compile(r"收入|到位|拨入|筹集|增加|新增|下达")
_WENT = re.compile(r"支出|使用|发放|减少|拨付")
_ENOUGH = 2

Series = Mapping[str, Located]
"""The amounts of one village or fund, by what they are called."""


@dataclass(frozen=True)
class _Names:
    """What the four amounts are called."""

    opening: str
    came: str
    went: str
    closing: str

    def verdict(self, series: Series) -> Verdict:
        """Do the four of one series fit?"""
        parts = [series[name][0] for name in (self.opening, self.came, self.went)]
        return comparing.amounts(self.value(series), parts, series[self.closing][0])

    def value(self, series: Series) -> Fraction:
        """What is left by the other three."""
        opening, came, went = (series[name][0].value for name in (self.opening, self.came, self.went))
        return opening + came - went

    def are_in(self, series: Series) -> bool:
        """Has a series all four?"""
        return {self.opening, self.came, self.went, self.closing} <= series.keys()


def check(reading: Reading) -> Iterator[Relation]:
    """Every table of figures, along its rows and down its columns."""
    for section in reading.sections:
        for every in (_rows(section), _columns(section)):
            if names := _meant(every):
                yield from (_relation(reading, names, series) for series in every if names.are_in(series))


def _rows(section: Section) -> list[Series]:
    return [
        {section.headers[column]: found for column, found in line.values.items() if column in section.columns}
        for line in section.lines
    ]


def _columns(section: Section) -> list[Series]:
    return [
        {line.label: line.values[column] for line in section.lines if column in line.values}
        for column in section.columns
    ]


def _meant(every: Sequence[Series]) -> _Names | None:
    """The names under which most series fit, and more than one."""
    known = list(dict.fromkeys(name for series in every for name in series))
    openings = [name for name in known if _OPENING.search(name)]
    closings = [name for name in known if _CLOSING.search(name) and name not in openings]
    came, went = ([name for name in known if kind.search(name) and name not in closings] for kind in (_CAME, _WENT))
    found = [_Names(*names) for names in product(openings, came, went, closings)]
    best = max(found, key=lambda names: _held(names, every), default=None)
    if best is None:
        return None
    held, all_of_them = _held(best, every), sum(best.are_in(series) for series in every)
    return best if held >= _ENOUGH and held * 2 > all_of_them else None


def _held(names: _Names, every: Sequence[Series]) -> int:
    return sum(names.are_in(series) and names.verdict(series) is not Verdict.ERROR for series in every)


def _relation(reading: Reading, names: _Names, series: Series) -> Relation:
    verdict, stated = names.verdict(series), series[names.closing]
    expected = relations.computed(names.value(series), stated[0])
    terms = [series[name] for name in (names.opening, names.came, names.went)]
    said = {"label": names.closing, "stated": stated[0].printed, "expected": expected.printed}
    if verdict is Verdict.OK:
        message = phrase("表中“{label}”{stated} 与结转、收入、支出相符", label=names.closing, stated=stated[0].printed)
    elif verdict is Verdict.ROUNDING:
        message = phrase("表中“{label}”写 {stated}，按结转、收入、支出计算为 {expected}，属四舍五入尾差", **said)
    else:
        message = phrase("表中“{label}”写 {stated}，按结转、收入、支出计算为 {expected}", **said)
    signed = list(zip((1, 1, -1), terms, strict=True))
    return relations.added(reading.document, "carry_over", verdict, message, signed, stated, expected)
