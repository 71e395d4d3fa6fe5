"""算式 Is a computation that is written out right: 5032+11361-741=15652?"""

import re
from collections.abc import Iterator
from fractions import Fraction

from anzhi.auditor import comparing
from anzhi.auditor.checks import relations
from anzhi.auditor.language.computations import NUMBER, Written, computations, value
from anzhi.auditor.language.mention import Mention, Passage
from anzhi.auditor.quantities import Quantity, cell_quantity
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Operand, Relation, Verdict
from anzhi.auditor.slips import mistyped
from anzhi.values.wording import phrase

_RESULT = re.compile(rf"-?{NUMBER}\s*(?:%|(?:万|亿|千)?[\u4e00-\u9fff]{{0,3}})?")


def check(reading: Reading) -> Iterator[Relation]:
    """Every computation of the text with the result that stands behind it."""
    for passage in reading.passages:
        for written in computations(passage.plain):
            computed, stated = value(written.left), _result(written.right)
            if computed is not None and stated is not None:
                yield _relation(reading, passage, written, stated, computed)
                if headed := _headed(passage, written, stated):
                    yield _contradiction(reading, passage, written, stated, headed)


def _headed(passage: Passage, written: Written, stated: Quantity) -> Mention | None:
    """年末结余225,800元（126480+538600-440000=225080）: what a computation explains, a slip away from it."""
    opened = passage.plain.rfind("（", 0, written.start + 1)
    alone = opened >= 0 and not passage.plain[opened + 1 : written.start].strip()
    found = next((m for m in passage.mentions if alone and m.place.end == opened), None)
    if found is None or stated.unit.symbol not in ("", found.quantity.unit.symbol):
        return None
    right = stated.value * (found.quantity.unit.scale if not stated.unit.symbol else 1)
    return found if mistyped(right, found.quantity) else None


def _contradiction(reading: Reading, passage: Passage, written: Written, stated: Quantity, headed: Mention) -> Relation:
    said = phrase(
        "“{label}”写 {stated}，后面算式的结果是 {expected}",
        label=headed.label or headed.printed, stated=headed.printed, expected=stated.printed,
    )  # fmt: skip
    result = passage.place.at(written.at, written.at + len(stated.printed))
    return relations.relation(
        "formula",
        Verdict.ERROR,
        said,
        document=reading.document,
        arithmetic=f"{written.left} = {stated.printed} ≠ {headed.printed}",
        stated=relations.operand((headed.quantity, headed.place)),
        expected=Operand(stated.value, stated.printed, result),
        places=[headed.place, result],
    )


def _result(words: str) -> Quantity | None:
    """The number that a result begins with, with its unit when it has one."""
    found = _RESULT.match(words)
    if not found:
        return None
    return cell_quantity(found[0].strip()) or cell_quantity(re.match(NUMBER, words)[0])  # type: ignore[index]


def _relation(reading: Reading, passage: Passage, written: Written, stated: Quantity, computed: Fraction) -> Relation:
    computed = computed * 100 if stated.unit.symbol == "%" else computed
    verdict = _verdict(computed, stated, written.left)
    place = passage.place.at(written.at, written.at + len(stated.printed))
    expected = Operand(computed, relations.computed(computed, stated).printed)
    names = {"formula": written.left, "stated": stated.printed, "expected": expected.printed}
    if verdict is Verdict.OK:
        said = phrase("算式“{formula}”的结果 {stated} 正确", formula=written.left, stated=stated.printed)
    elif verdict is Verdict.ROUNDING:
        said = phrase("算式“{formula}”的结果写 {stated}，计算为 {expected}，可能二次舍入或截断", **names)
    else:
        said = phrase("算式“{formula}”的结果写 {stated}，计算为 {expected}", **names)
    return relations.relation(
        "formula",
        verdict,
        said,
        document=reading.document,
        arithmetic=relations.equation(written.left, verdict, expected.printed, stated.printed),
        stated=Operand(stated.value, stated.printed, place),
        expected=expected,
        places=[passage.place.at(written.start, place.end)],
    )


def _verdict(computed: Fraction, stated: Quantity, left: str) -> Verdict:
    """Equal as printed; less than one in the last decimal is a rounding, as is what decimals on the left explain."""
    off = abs(computed - stated.value)
    if off <= stated.step / 2 and (not off or stated.places or "/" in left or "÷" in left or "." in left):
        return Verdict.OK
    parts = [q for text in re.findall(NUMBER, left) if (q := cell_quantity(text)) is not None]
    if stated.places and (off < stated.step or comparing.amounts(computed, parts, stated) is Verdict.ROUNDING):
        return Verdict.ROUNDING
    return Verdict.ERROR
