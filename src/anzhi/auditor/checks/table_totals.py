"""表格合计 Do the totals of a table, down its columns and along its rows, add up?

A table seldom says which rows a total is made of. Of the readings that its numbering, codes and words allow, the one
that holds in most columns is meant; what does not hold under it is an error. When none holds, only a table without
levels is judged.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from anzhi.auditor import comparing
from anzhi.auditor.checks import relations
from anzhi.auditor.quantities import Quantity
from anzhi.auditor.quantities.quantity import Located
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.auditor.tables.rows import Line, Section, is_total_column
from anzhi.values.wording import Phrase, phrase

_GROUPS, _LONGEST = 3, 5
"""Groups of 其中 in a table, and rows that may go on with one."""
_BELOW = 400
"""Rows below a row that are looked through for its parts."""


@dataclass(frozen=True)
class Sum:
    """A total in a table and what it may be made of."""

    label: str
    total: Located
    parts: tuple[Located, ...]

    @property
    def value(self) -> Fraction:
        """The parts together."""
        return sum((quantity.value for quantity, _ in self.parts), Fraction(0))

    @property
    def verdict(self) -> Verdict:
        """Do they make the total?"""
        return comparing.amounts(self.value, [quantity for quantity, _ in self.parts], self.total[0])

    @property
    def says_something(self) -> bool:
        """Is there more than zeros, and more than one part?"""
        values = {quantity.value for quantity, _ in self.parts}
        same = values == {self.total[0].value}  # people who are paid from three budgets are counted once
        return len(self.parts) > 1 and bool(self.total[0].value or self.value) and not same


def check(reading: Reading) -> Iterator[Relation]:
    """Every table of figures, down and along."""
    for section in reading.sections:
        for at, line in enumerate(section.lines):
            for group in (_below(section, at, line), _children(section, at, line)):
                yield from (_relation(reading, found, verdict) for found, verdict in group)
        yield from (_relation(reading, found, verdict) for found, verdict in _along(section))


def _below(section: Section, place: int, line: Line) -> list[tuple[Sum, Verdict]]:
    """A row called 合计, 总计 or 小计 against the rows that it adds up."""
    if line.kind not in ("total", "subtotal"):
        return []
    readings = [_sums(section, line, parts) for parts in _readings(section, place, line)]
    readings = [sums for sums in readings if sums]
    if not readings:
        return []
    best = max(readings, key=_held)
    if _held(best):
        return [(found, found.verdict) for found in best]
    alone = line.kind == "subtotal" and line is section.lines[-1] and _are_plain(section.lines[:-1])
    if section.is_flat or alone or line.label.endswith("资金总额"):
        return [(found, found.verdict) for found in readings[0]]
    return [(found, Verdict.PERSON) for found in readings[0]] if line.kind == "total" else []


def _are_plain(lines: Sequence[Line]) -> bool:
    return all(other.kind == "plain" and other.level == lines[0].level for other in lines)


def _held(sums: Sequence[Sum]) -> int:
    return sum(found.verdict is not Verdict.ERROR for found in sums)


def _readings(section: Section, place: int, line: Line) -> Iterator[list[Line]]:
    """Rows that a total may be made of, likeliest first."""
    before, after = section.lines[:place], section.lines[place + 1 :]
    if line.kind == "subtotal":
        start = max((n for n, other in enumerate(before) if other.kind in ("total", "subtotal")), default=-1)
        end = next((n for n, other in enumerate(after) if other.kind in ("total", "subtotal")), len(after))
        yield from (list(before[start + 1 :]), list(after[:end]))
        return
    sides = [after, before] if len(after) >= len(before) else [before, after]
    for rows in sides:
        side = _until_total(rows, forward=rows is after)
        plain = [other for other in side if other.kind == "plain"]
        yield [other for other in plain if other.level == min((p.level for p in plain), default=0)]
        yield plain
        yield [other for other in side if other.kind == "subtotal"]
        yield [other for other in side if other.kind in ("plain", "of")]
        yield [other for other in side if other.kind in ("plain", "subtotal") and other.level == 0]
        yield from _without_parts(side)
    inner = max((n for n, other in enumerate(before) if other.kind == "total"), default=-1)
    if inner >= 0:  # 本年收入合计, 上年结转, 总计
        yield [before[inner], *(other for other in before[inner + 1 :] if other.kind != "of")]


def _without_parts(side: Sequence[Line]) -> Iterator[list[Line]]:
    """Rows without 其中 and as many of those right below it as may go on with it."""
    begun = [n for n, other in enumerate(side) if other.kind == "of"][:_GROUPS]
    runs = [[n for n in range(at + 1, min(at + 1 + _LONGEST, len(side))) if side[n].kind == "plain"] for at in begun]
    for lengths in product(*(range(len(run) + 1) for run in runs)):
        dropped = {n for run, length in zip(runs, lengths, strict=True) for n in run[:length]}
        if any(lengths):
            yield [o for n, o in enumerate(side) if n not in dropped and o.kind == "plain"]


def _until_total(side: Sequence[Line], *, forward: bool) -> list[Line]:
    """Rows up to the next total of the same rank."""
    lines = list(side) if forward else list(reversed(side))
    kept = []
    for other in lines:
        if other.kind == "total":
            break
        kept.append(other)
    return kept if forward else kept[::-1]


def _sums(section: Section, line: Line, parts: Sequence[Line]) -> list[Sum]:
    found = []
    for column in section.columns:
        if column not in line.values:
            continue
        addends = tuple(part.values[column] for part in parts if column in part.values)
        one = Sum(line.label, line.values[column], addends)
        if one.says_something or (section.is_coded and addends and (one.total[0].value or one.value)):
            found.append(one)
    return found


def _children(section: Section, place: int, line: Line) -> list[tuple[Sum, Verdict]]:
    """A row with deeper rows below it against those; 其中 may leave some out."""
    if line.kind not in ("plain", "of"):
        return []
    below: list[Line] = []
    for other in section.lines[place + 1 : place + 1 + _BELOW]:
        deeper = other.level > line.level or (other.kind == "of" and line.kind == "plain" and not below)
        if other.kind in ("total", "subtotal") or not (
            deeper or (below and below[0].kind == "of" and other.kind == "of")
        ):
            break
        below.append(other)
    if runs := list(_runs(section, place, line, below)):
        best = max(runs, key=_held)
        return [(found, found.verdict) for found in best] if _held(best) * 2 > len(best) else []
    nearest = min((other.level for other in below), default=0)
    sums = _sums(section, line, [other for other in below if other.level == nearest])
    listed = any(other.kind == "of" for other in below)
    if _held(sums):
        return [(found, found.verdict) for found in sums]
    return [
        (found, Verdict.ERROR if found.value > found.total[0].value else Verdict.PERSON)
        for found in sums
        if found.value > found.total[0].value or not listed
    ]


def _runs(section: Section, place: int, line: Line, below: Sequence[Line]) -> Iterator[list[Sum]]:
    """A row against its one 其中 and the rows right below that may go on with it."""
    if len(below) != 1 or below[0].kind != "of" or below[0].level != line.level:
        return
    parts = list(below)
    for other in section.lines[place + 2 : place + 2 + _LONGEST]:
        if other.kind != "plain" or other.level != line.level:
            return
        parts.append(other)
        if sums := _sums(section, line, parts):
            yield sums


def _along(section: Section) -> list[tuple[Sum, Verdict]]:
    """A column called 合计 or 小计 against the columns that it adds up."""
    found: list[tuple[Sum, Verdict]] = []
    for column in section.columns:
        if not is_total_column(section.headers[column]):
            continue
        readings = []
        for parts in _column_readings(section, column):
            sums = [s for line in section.lines if (s := _row_sum(line, column, parts)) and s.says_something]
            if sums:
                readings.append(sums)
        if not readings:
            continue
        best = max(readings, key=_held)
        if _held(best) * 2 >= len(best) or (len(best) == 1 and len(section.columns) == 3):
            found += [(one, one.verdict) for one in best]
        elif len(section.lines) == 1 and (near := [one for (one,) in readings if _is_near(one)]):
            found.append((near[0], near[0].verdict))
    return found


def _is_near(found: Sum) -> bool:
    """Do parts so nearly make a total that they were meant to?"""
    return abs(found.value - found.total[0].value) * 10 <= abs(found.total[0].value)


def _row_sum(line: Line, column: int, parts: Sequence[int]) -> Sum | None:
    if column not in line.values:
        return None
    total = line.values[column]
    addends = tuple(
        line.values[c] for c in parts if c in line.values and line.values[c][0].dimension == total[0].dimension
    )
    return Sum(line.label, total, addends)


def _column_readings(section: Section, column: int) -> Iterator[list[int]]:
    right = [c for c in section.columns if c > column]
    left = [c for c in section.columns if c < column]
    group = section.headers[column].split(" ")[:-1]
    for side in (right, left):
        yield [
            c
            for c in side
            if section.headers[c].split(" ")[: len(group)] == group and not is_total_column(section.headers[c])
        ]
        yield [c for c in side if not is_total_column(section.headers[c])]
        yield _top(section, side)
    until = next((n for n, c in enumerate(right) if is_total_column(section.headers[c])), len(right))
    yield right[:until]


def _top(section: Section, side: Sequence[int]) -> list[int]:
    """Columns of subtotals, and those that belong to none."""
    totals = {tuple(section.headers[c].split(" ")[:-1]): c for c in side if is_total_column(section.headers[c])}
    return [c for c in side if c in totals.values() or tuple(section.headers[c].split(" ")[:-1]) not in totals]


def _relation(reading: Reading, found: Sum, verdict: Verdict) -> Relation:
    total, place = found.total
    expected = relations.computed(found.value, total)
    empty = verdict is not Verdict.OK and not total.value
    slip = comparing.slipped(found.value, total.value) if verdict is Verdict.ERROR else 0
    kind = "completeness" if empty else "unit_slip" if slip else "table_totals"
    return relations.relation(
        kind,
        Verdict.ERROR if empty else verdict,
        _said(found, verdict, expected.printed, empty=empty, slip=slip),
        document=reading.document,
        arithmetic=relations.equation(_written(found.parts), verdict, expected.printed, total.printed),
        stated=relations.operand(found.total),
        expected=expected,
        places=[place, *(part_place for _, part_place in found.parts)],
    )


def _written(parts: Sequence[Located]) -> str:
    quantities: list[tuple[int, Quantity]] = [(1, quantity) for quantity, _ in parts]
    return relations.total(quantities)


def _said(found: Sum, verdict: Verdict, expected: str, *, empty: bool, slip: int) -> Phrase:
    names = {"label": found.label, "stated": found.total[0].printed, "expected": expected}
    if empty:
        return phrase("表中“{label}”为零，下面各项之和却是 {expected}", label=found.label, expected=expected)
    if slip:
        return phrase("表中“{label}”写 {stated}，与各项之和相差 10 的 {power} 次方倍，可能写错了单位",
                      label=found.label, stated=found.total[0].printed, power=abs(slip))  # fmt: skip
    if verdict is Verdict.OK:
        return phrase("表中“{label}”{stated} 等于各项之和", label=found.label, stated=found.total[0].printed)
    if verdict is Verdict.ROUNDING:
        return phrase("表中“{label}”写 {stated}，各项之和为 {expected}，属四舍五入尾差", **names)
    if verdict is Verdict.PERSON:
        return phrase("表中“{label}”写 {stated}，下列各项之和为 {expected}；层次不明，请核实", **names)
    return phrase("表中“{label}”写 {stated}，各项之和为 {expected}", **names)
