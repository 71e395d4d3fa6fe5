"""算式的写法 Where a text writes out a computation, and what it computes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

_BEFORE, _AFTER = 160, 80
"""Characters of a computation before its sign of equality, and of its result behind it."""
_MOST = 200
"""Signs of equality in one paragraph that are looked at."""
NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SIDE = re.compile(r"[\d.,%+\-*/×÷xX（）()\s\u4e00-\u9fff㎡²·]*")
_REVERSED = re.compile(r"[\d.,%+\-*/×÷xX（）()\s\u4e00-\u9fff㎡²·]*\Z")
_COMPUTES = re.compile(rf"{NUMBER}[^=]*[+\-*/×÷xX]")
_TOKEN = re.compile(
    rf"(?P<number>{NUMBER})\s*(?P<unit>%|(?:万|亿|千|百)?"
    r"(?:元|人次|人|户|亩|个|分|次|家|件|条|套|平方米|公顷|公里|米|辆|台|项|天|月|年|批次|篇)?(?:/[\u4e00-\u9fff]{1,3})?)"
    r"|(?P<operator>[+\-*/×÷xX])|(?P<open>[（(])|(?P<close>[）)])|(?P<words>[\u4e00-\u9fff㎡²·]+)|(?P<blank>\s+)"
)
_OPERATORS = {"×": "*", "x": "*", "X": "*", "÷": "/"}
_SCALES = {"万": 10**4, "亿": 10**8, "千": 10**3, "百": 10**2}

Token = tuple[str, Fraction | str]


@dataclass(frozen=True)
class Written:
    """A computation in a text.

    Attributes:
        left: the side that computes.
        right: the result, with what stands behind it.
        start: where the computation begins.
        at: where the result begins.
    """

    left: str
    right: str
    start: int
    at: int


def computations(text: str) -> Iterator[Written]:
    """Every side that computes something, with the number after its sign of equality."""
    for sign in islice(re.finditer("[=≈]", text), _MOST):
        before = text[max(0, sign.start() - _BEFORE) : sign.start()]
        found = _REVERSED.search(re.split("[=≈。；，\n]", before)[-1])
        side = _SIDE.match(text, sign.end(), sign.end() + _AFTER)
        if not found or not side or not (right := re.search(NUMBER, side[0])):
            continue
        left = inside(found[0])
        if _COMPUTES.search(left):
            start = sign.start() - len(left)
            yield Written(left.strip(), side[0][right.start() :], start, sign.end() + right.start())


def inside(side: str) -> str:
    """A side without what stands before the bracket that the whole equation stands in."""
    opened: list[int] = []
    for at, character in enumerate(side):
        if character in "（(":
            opened.append(at)
        elif character in "）)" and opened:
            opened.pop()
    return side[opened[-1] + 1 :] if opened else side


def value(side: str) -> Fraction | None:
    """What a side computes; None when it is no computation."""
    tokens = _tokens(side)
    if tokens is None:
        return None
    try:
        computed = _Side(tokens)
        total = computed.sum()
    except (ValueError, IndexError, ZeroDivisionError, RecursionError):
        return None
    return total if computed.at == len(tokens) else None


def _tokens(side: str) -> list[Token] | None:
    """Numbers, operators and brackets; words beside a number say what it is and are left out."""
    tokens: list[Token] = []
    at = 0
    while at < len(side):
        found = _TOKEN.match(side, at)
        if found is None:
            return None
        at = found.end()
        if found["number"]:
            number = Fraction(found["number"].replace(",", ""))
            tokens.append(
                ("number", number / 100 if found["unit"] == "%" else number * _SCALES.get(found["unit"][:1], 1))
            )
        elif found["operator"]:
            tokens.append(("operator", _OPERATORS.get(found["operator"], found["operator"])))
        elif found["open"]:
            tokens.append(("open", "("))
        elif found["close"]:
            tokens.append(("close", ")"))
    return tokens


@dataclass
class _Side:
    """One side of an equation, computed as it is read."""

    tokens: list[Token]
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
