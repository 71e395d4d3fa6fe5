"""分值 Do the weights of the indicators make 100, and those of a group what the group is given?"""

import re
from collections.abc import Iterator
from fractions import Fraction

from anzhi.auditor.checks import relations
from anzhi.auditor.document import Place
from anzhi.auditor.quantities import Quantity
from anzhi.auditor.quantities.quantity import Located, decimal
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Operand, Relation, Verdict
from anzhi.auditor.tables.indicators import STANDARD, Box, Indicator, Scores
from anzhi.values.wording import Phrase, phrase

_GIVEN = re.compile(r"[（(]\s*(\d+(?:\.\d+)?)\s*分?\s*[）)]|(\d+(?:\.\d+)?)\s*分$")
_WHOLE = Fraction(100)
_EXECUTION = re.compile(r"执行[^，。；]{0,12}分")


def check(reading: Reading) -> Iterator[Relation]:
    """The weights of every table of indicators."""
    for scores in reading.scores:
        parts = weighed(reading, scores)
        if len(parts) > 2:
            yield from _total(reading, scores, parts)
            yield from _groups(reading, scores)


def place(indicator: Indicator, box: Box) -> Place:
    """Where a box of an indicator stands."""
    return indicator.sheet.table.place(box.cell)


def named(indicator: Indicator) -> list[Place]:
    """Where an indicator is named, when it is."""
    box = next((b for n in ("name", "subgroup", "group") if (b := indicator.box(n)) and not b.is_empty), None)
    return [place(indicator, box)] if box else []


def numbers(scores: Scores, name: str) -> list[Located]:
    """The numbers in a column of the indicators, merged cells once."""
    seen: set[int] = set()
    found = []
    for indicator in scores.indicators:
        box = indicator.box(name)
        if box is not None and box.quantity is not None and id(box.cell) not in seen:
            seen.add(id(box.cell))
            found.append((box.quantity, place(indicator, box)))
    return found


def weighed(reading: Reading, scores: Scores) -> list[Located]:
    """The weights of a table, that of execution included."""
    found = numbers(scores, "weight")
    execution = reading.execution_of(scores)
    if execution and (weight := execution.weight):
        found.append(weight)
    return found


def scale(located: list[Located]) -> Fraction:
    """What the whole is in the way the weights are written: 100, or 1 where they are fractions."""
    total = sum((q.value for q, _ in located), Fraction(0))
    return Fraction(1) if total < 2 and any(q.places for q, _ in located) else _WHOLE


def _total(reading: Reading, scores: Scores, parts: list[Located]) -> Iterator[Relation]:
    value = sum((quantity.value for quantity, _ in parts), Fraction(0))
    stated = scores.total.box("weight") if scores.total else None
    if stated and stated.quantity and scores.total:
        item = (stated.quantity, place(scores.total, stated))
        without = [p for p in parts if p in numbers(scores, "weight")]
        if value != stated.quantity.value and sum((q.value for q, _ in without), Fraction(0)) == stated.quantity.value:
            parts, value = without, stated.quantity.value
        if without == parts and leaves_execution(reading, value, stated.quantity.value):
            return
        yield _relation(reading, parts, value, relations.operand(item), stated.quantity.value, item[1])
        return
    whole = scale(parts)
    yield _relation(reading, parts, value, Operand(whole, decimal(whole, 0)), whole, parts[0][1])


def leaves_execution(reading: Reading, value: Fraction, whole: Fraction) -> bool:
    """Is what is missing from 100 just the points for execution, which the document gives somewhere?"""
    said = any(_EXECUTION.search(passage.plain) for passage in reading.passages)
    return whole == _WHOLE and whole - value == STANDARD and said


def _relation(
    reading: Reading, parts: list[Located], value: Fraction, stated: Operand, whole: Fraction, where: Place
) -> Relation:
    verdict = Verdict.OK if value == whole else Verdict.ERROR
    shown = decimal(value, max(quantity.places for quantity, _ in parts))
    said = (
        phrase("各指标分值合计 {sum}，与总分值一致", sum=shown)
        if verdict is Verdict.OK
        else phrase("各指标分值合计 {sum}，总分值应为 {whole}", sum=shown, whole=stated.printed)
    )
    return relations.relation(
        "weights",
        verdict,
        said,
        document=reading.document,
        arithmetic=relations.equation(relations.total([(1, q) for q, _ in parts]), verdict, shown, stated.printed),
        stated=stated,
        expected=Operand(value, shown),
        places=[where, *(p for _, p in parts)],
    )


def _groups(reading: Reading, scores: Scores) -> Iterator[Relation]:
    """Groups that state their weight, in words or in a column of their own."""
    groups: dict[int, tuple[Box, Fraction, Indicator]] = {}
    for indicator in scores.indicators:
        boxes = [box for name in ("group", "subgroup") if (box := indicator.box(name))]
        for box in (*boxes, *indicator.weights):
            given = box.quantity.value if box.quantity else _given(box.text)
            if given is not None:
                groups.setdefault(id(box.cell), (box, given, indicator))
    for box, given, first in groups.values():
        rows = [i for i in scores.indicators if any(b.cell is box.cell for b in (*i.boxes.values(), *i.weights))]
        found = [
            (q, place(i, b)) for i in rows if (b := i.box("weight")) and (q := b.quantity) and b.cell is not box.cell
        ]
        if found:
            yield _group(reading, box, given, place(first, box), found)


def _given(words: str) -> Fraction | None:
    found = _GIVEN.search(words)
    return Fraction(found[1] or found[2]) if found else None


def _group(reading: Reading, box: Box, given: Fraction, where: Place, found: list[Located]) -> Relation:
    value = sum((quantity.value for quantity, _ in found), Fraction(0))
    verdict = Verdict.OK if value == given else Verdict.ERROR
    places = max(quantity.places for quantity, _ in found)
    names: dict[str, object] = {"group": box.text, "sum": decimal(value, places)}
    said: Phrase = (
        phrase("“{group}”下各指标分值合计 {sum}，与所给分值一致", **names)
        if verdict is Verdict.OK
        else phrase("“{group}”下各指标分值合计 {sum}，与所给分值不符", **names)
    )
    printed = decimal(given, 0 if given.denominator == 1 else 2)
    quantities: list[tuple[int, Quantity]] = [(1, quantity) for quantity, _ in found]
    return relations.relation(
        "weights",
        verdict,
        said,
        document=reading.document,
        arithmetic=relations.equation(relations.total(quantities), verdict, decimal(value, places), printed),
        stated=Operand(given, printed, where),
        expected=Operand(value, decimal(value, places)),
        places=[where, *(p for _, p in found)],
    )
