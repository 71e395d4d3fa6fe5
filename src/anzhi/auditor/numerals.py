"""数与字 A line as words, character by character, and numbers: amounts, dates and codes alike."""

import re
from dataclasses import dataclass
from fractions import Fraction

from anzhi.auditor.quantities.units import NONE, SCALES, UNITS, scaled
from anzhi.auditor.quantities.width import plain

_SCALE = "|".join(sorted((word for word in SCALES if word), key=len, reverse=True))
_UNIT = "|".join(re.escape(symbol) for symbol in sorted(UNITS, key=len, reverse=True))
_NUMBER = re.compile(
    r"(?P<number>(?:(?<![\dA-Za-z])-)?(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?)"
    rf"(?:\s*(?P<scale>{_SCALE})?(?P<unit>{_UNIT}))?"
)
_ORDINAL = re.compile(
    r"\s*(?:[一二三四五六七八九十百]+、|[（(](?:[一二三四五六七八九十百]+|\d+)[）)]|\d+(?:[、．]|\.(?!\d)))"
)
"""The number of a heading or an item, which moves with its place."""


@dataclass(frozen=True, slots=True)
class Token:
    """A character that is no space, or a number with its unit.

    Attributes:
        start: where it begins.
        end: where it ends.
        key: equal for what says the same: the character, or what is measured and its exact amount.
        is_number: is it one?
    """

    start: int
    end: int
    key: tuple[str, Fraction] | str
    is_number: bool = False


def tokens(text: str) -> tuple[Token, ...]:
    """The line in order, without the number it stands under."""
    narrow = plain(text)
    found = _ORDINAL.match(text)
    at = found.end() if found else 0
    made: list[Token] = []
    for number in _NUMBER.finditer(narrow, at):
        made += _words(narrow, at, number.start())
        unit = scaled(UNITS[number["unit"]], number["scale"] or "") if number["unit"] else NONE
        value = Fraction(re.sub("[,，]", "", number["number"])) * unit.scale
        made.append(Token(number.start(), number.end(), (unit.dimension, value), is_number=True))
        at = number.end()
    return (*made, *_words(narrow, at, len(narrow)))


def _words(text: str, start: int, end: int) -> list[Token]:
    return [Token(at, at + 1, text[at]) for at in range(start, end) if not text[at].isspace()]
