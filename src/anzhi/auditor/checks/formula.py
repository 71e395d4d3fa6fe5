"""算式 Is a computation that is written out right: 5032+11361-741=15652?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from anzhi.auditor import comparing
from anzhi.auditor.checks import relations
from anzhi.auditor.language.mention import Passage
from anzhi.auditor.quantities import Quantity, cell_quantity
from anzhi.auditor.quantities.units import NONE
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Operand, Relation, Verdict
from anzhi.values.wording import phrase

_SIDE = r"[\d.,%+\-*/×÷xX（）()\s\u4e00-\u9fff㎡²·]"
_FORMULA = re.compile(rf"(?<![\d.])(?=[（\d])({_SIDE}{{3,160}}?)((?:[=≈]{_SIDE}{{1,80}}?)+)(?=$|[，。；、：\]】\n])")
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_TOKEN = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?P<unit>%|(?:万|亿|千|百)?(?:元|人次|人|户|亩|个|分|次|家|件|条|套|平方米|公顷|公里|米|辆|台|项|天|月|年|批次|篇)?(?:/[\u4e00-\u9fff]{{1,3}})?)"
    r"|(?P<operator>[+\-*/×÷xX])|(?P<open>[（(])|(?P<close>[）)])|(?P<words>[\u4e00-\u9fff㎡²·]+)|(?P<blank>\s+)"
)
_OPERATORS = {"×": "*", "x": "*", "X": "*", "÷": "/"}
_MOST = 200


@dataclass
class _Side:
    """One side of an equation, computed as it is read."""

    tokens: list[tuple[str, Fraction | str]]
    at: int = 0

    def sum(self) -> Fraction:
        value = self.product()
        while self.peek() in ("+", "-"):
            sign = self.take()
            value = value + self.product() if sign == "+" else value - self.product()
        return value

    def product(self) -> Fraction:
        value = self.factor()
        while self.peek() in ("*", "/"):
            value = value * self.factor() if self.take() == "*" else value / self.factor()
        return value

    def factor(self) -> Fraction:
        kind, value = self.tokens[self.at]
        self.at += 1
        if kind == "number" and isinstance(value, Fraction):
            return value
        if value == "-":
            return -self.factor()
        if kind == "open":
            inside = self.sum()
            if self.peek() != ")":
                raise ValueError
            self.at += 1
            return inside
        raise ValueError

    def peek(self) -> str:
        return str(self.tokens[self.at][1]) if self.at < len(self.tokens) else ""

    def take(self) -> str:
        self.at += 1
        return str(self.tokens[self.at - 1][1])


def check(reading: Reading) -> Iterator[Relation]:
    """Every equation of numbers in the text."""
    for passage in reading.passages:
        if re.search(r"[=≈]", passage.plain):
            for found in _FORMULA.finditer(passage.plain):
                yield from _equation(reading, passage, found)


def _equation(reading: Reading, passage: Passage, found: re.Match[str]) -> Iterator[Relation]:
    """A computation and each result that is written after it."""
    text = found[0]
    sides = [side for side in re.split("[=≈]", text) if re.search(r"\d", side)]
    if len(sides) < 2 or len(text) > _MOST:
        return
    left = next((side for side in sides[:-1] if re.search(rf"{_NUMBER}[^=]*[+\-*/×÷xX]", side)), None)
    result = sides[-1].strip()
    if left is None:
        return
    left = _unbalanced(left)
    tokens, steps = _tokens(left.strip())
    stated = _result(result)
    if tokens is None or stated is None:
        return
    try:
        side = _Side(tokens)
        value = side.sum()
        if side.at < len(tokens):
            return
    except (ValueError, IndexError, ZeroDivisionError):
        return
    start = found.start() + text.rindex(result)
    yield _relation(reading, passage, left.strip(), stated, value, steps, (found.start(), start))


def _tokens(side: str) -> tuple[list[tuple[str, Fraction | str]] | None, list[Quantity]]:
    """Numbers, operators and brackets of a side; words beside a number say what it is and are left out."""
    tokens: list[tuple[str, Fraction | str]] = []
    steps: list[Quantity] = []
    at = 0
    while at < len(side):
        found = _TOKEN.match(side, at)
        if found is None:
            return None, []
        at = found.end()
        if found["number"]:
            value = Fraction(found["number"].replace(",", ""))
            value = value / 100 if found["unit"] == "%" else value * _scale(found["unit"])
            tokens.append(("number", value))
            quantity = cell_quantity(found["number"])
            steps += [quantity] if quantity else []
        elif found["operator"]:
            tokens.append(("operator", _OPERATORS.get(found["operator"], found["operator"])))
        elif found["open"]:
            tokens.append(("open", "("))
        elif found["close"]:
            tokens.append(("close", ")"))
    return tokens, steps


def _scale(unit: str) -> int:
    return {"万": 10**4, "亿": 10**8, "千": 10**3, "百": 10**2}.get(unit[:1], 1) if unit else 1


def _unbalanced(side: str) -> str:
    """A side without what stands before the bracket that the whole equation stands in."""
    opened: list[int] = []
    for at, character in enumerate(side):
        if character in "（(":
            opened.append(at)
        elif character in "）)" and opened:
            opened.pop()
    return side[opened[-1] + 1 :] if opened else side


def _result(words: str) -> Quantity | None:
    found = re.match(rf"-?{_NUMBER}\s*(?:%|(?:万|亿|千)?[\u4e00-\u9fff]{{0,3}})?", words.strip())
    if not found:
        return None
    whole = cell_quantity(found[0])
    number = re.match(rf"-?{_NUMBER}", words.strip())
    return whole or (cell_quantity(number[0]) if number else None)


def _relation(
    reading: Reading,
    passage: Passage,
    left: str,
    stated: Quantity,
    value: Fraction,
    steps: list[Quantity],
    where: tuple[int, int],
) -> Relation:
    if stated.unit.symbol == "%":
        value *= 100
    verdict = _verdict(value, stated, steps)
    begin, at = where
    place = passage.place.at(at, at + len(stated.printed))
    expected = Operand(value, relations.computed(value, stated).printed)
    names = {"formula": left, "stated": stated.printed, "expected": expected.printed}
    said = (
        phrase("算式“{formula}”的结果 {stated} 正确", formula=left, stated=stated.printed)
        if verdict is Verdict.OK
        else phrase("算式“{formula}”的结果写 {stated}，计算为 {expected}", **names)
    )
    return relations.relation(
        "formula",
        verdict,
        said,
        document=reading.document,
        arithmetic=relations.equation(left, verdict, expected.printed, stated.printed),
        stated=Operand(stated.value, stated.printed, place),
        expected=expected,
        places=[passage.place.at(begin, place.end)],
    )


def _verdict(value: Fraction, stated: Quantity, steps: list[Quantity]) -> Verdict:
    if value == stated.value:
        return Verdict.OK
    if abs(value - stated.value) <= stated.step / 2:
        return Verdict.OK
    if abs(value - stated.value) < stated.step and stated.places and stated.unit is not NONE:
        return Verdict.ROUNDING
    decimals = [step for step in steps if step.places]
    if decimals and stated.places and comparing.amounts(value, steps, stated) is Verdict.ROUNDING:
        return Verdict.ROUNDING
    return Verdict.ERROR
