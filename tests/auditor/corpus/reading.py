"""数字与引文 How numbers and quotations are compared: in the same width, without spaces and thousands separators."""

import re
import unicodedata
from decimal import Decimal

_SEPARATOR = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_BARE = re.compile(r"-?(\d+(?:\.\d+)?)(%?)")


def plain(text: str) -> str:
    """Text without what a format may add or lose: width, white space, thousands separators."""
    return _SEPARATOR.sub("", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))


def numbers(text: str) -> set[Decimal]:
    """Every number that stands in a text, without its sign."""
    spaced = _SEPARATOR.sub("", unicodedata.normalize("NFKC", text))
    return {Decimal(number) for number in _NUMBER.findall(spaced)}


def quotes(text: str, quote: str) -> bool:
    """Does a text hold a quotation?

    A bare number is compared as a number, so that 96.5 is not found in 1296.50; a workbook may keep a percentage as its
    hundredth.
    """
    wanted = plain(quote)
    if not (bare := _BARE.fullmatch(wanted)):
        return wanted in plain(text)
    number, found = Decimal(bare[1]), numbers(text)
    return number in found or (bool(bare[2]) and number / 100 in found)
