"""自洽 Whether a document of the corpus tells the truth about itself: its quotations, its numbers, its slips."""

import re
from collections.abc import Iterator
from fractions import Fraction

from tests.auditor.corpus import arithmetic
from tests.auditor.corpus.document import FORMATS, KINDS, STYLES, TYPES, Document, Expected, Table
from tests.auditor.corpus.reading import numbers, plain, quotes

VERDICTS = ("error", "rounding", "person")
WORDS = frozenset(
    {"leftover", "completeness", "deduction_reason", "target_met", "stated_twice", "table_text", "growth_rate"}
)
"""Kinds that can be about words: nothing to recompute, only what stands there and what should."""


def pieces(document: Document) -> list[str]:
    """What can be quoted whole: paragraphs, headings, boxes, cells."""
    return [piece for block in document.blocks for piece in _pieces(block)]


def _pieces(block: object) -> Iterator[str]:
    if not isinstance(block, Table):
        yield block.text
        return
    for cell in block.cells:
        yield cell.text
        if cell.nested:
            yield from _pieces(cell.nested)


def complaints(document: Document) -> list[str]:
    """Everything in which a document contradicts itself; empty when it is sound."""
    found = [*_form(document), *_relations(document), *_near_misses(document)]
    for expected in document.expected:
        found += (f"{expected.quotes[0]}: {complaint}" for complaint in _slip(expected, document))
    return found


def _form(document: Document) -> Iterator[str]:
    known = {"style": STYLES, "type": TYPES, "format": FORMATS}
    for attribute, values in known.items():
        if getattr(document, attribute) not in values:
            yield f"unknown {attribute}: {getattr(document, attribute)}"
    if len(plain(document.text)) < 300:
        yield "shorter than half a page"
    if plain(document.title) not in plain(document.text):
        yield "does not begin with its title"


def _relations(document: Document) -> Iterator[str]:
    for relation in document.holds:
        if not arithmetic.adds_up(relation):
            yield f"does not hold: {relation}"
        yield from _absent(re.split("[=~]", relation), document)


def _absent(expressions: list[str], document: Document) -> Iterator[str]:
    stated = numbers(document.text) | arithmetic.CONSTANTS
    for expression in filter(None, map(str.strip, expressions)):
        for number in sorted(arithmetic.operands(expression) - stated):
            yield f"{number} of {expression} does not stand in the document"


def _near_misses(document: Document) -> Iterator[str]:
    for near in document.near_misses:
        if not any(quotes(piece, near.quote) for piece in pieces(document)):
            yield f"a near miss is not there: {near.quote}"
        if not near.why:
            yield f"a near miss without its reason: {near.quote}"


def _slip(expected: Expected, document: Document) -> Iterator[str]:
    named = {*expected.kinds, *(kind for kind, _ in expected.echoes)}
    if unknown := named - set(KINDS) | set(expected.verdicts) - set(VERDICTS):
        yield f"unknown: {unknown}"
    for quote in (*expected.quotes, *(quote for _, quote in expected.echoes)):
        if not any(quotes(piece, quote) for piece in pieces(document)):
            yield f"does not stand in the document: {quote}"
    yield from _distinct(expected.quotes[0], document)
    yield from _arithmetic(expected, document)


def _distinct(quote: str, document: Document) -> Iterator[str]:
    bare = re.fullmatch(r"[\d.,]+", quote)
    if bare and len(quote) < 3:
        yield "too short to be found in the right place"
    if not bare and sum(quotes(piece, quote) for piece in pieces(document)) > 1:
        yield "stands in several places"


def _arithmetic(expected: Expected, document: Document) -> Iterator[str]:
    if expected.names:
        yield from _count(expected, document)
    elif expected.claim:
        yield from _absent(re.split("[<>=]+", expected.claim), document)
        if arithmetic.is_true(expected.claim):
            yield f"is true: {expected.claim}"
    elif re.fullmatch(r"-?[\d.]+", expected.wrong):
        yield from _difference(expected, document)
    elif not expected.wrong or (expected.kind not in WORDS and expected.verdict == "error"):
        yield "says neither what it should be nor what it is"
    elif not quotes(document.text, expected.wrong):
        yield f"does not stand in the document: {expected.wrong}"


def _count(expected: Expected, document: Document) -> Iterator[str]:
    if missing := [name for name in expected.names if name not in document.text]:
        yield f"not listed: {missing}"
    if len(expected.names) == int(expected.wrong):
        yield "as many as stated"


def _difference(expected: Expected, document: Document) -> Iterator[str]:
    """An error differs by more than rounding explains; a tail difference by no more, but by something."""
    yield from _absent([expected.right, expected.wrong], document)
    right, wrong = arithmetic.value(expected.right), arithmetic.value(expected.wrong)
    digits = arithmetic.decimals(expected.wrong)
    tail = max(arithmetic.TAIL, Fraction(1, 10**digits))
    if arithmetic.rounded(right, digits) == wrong:
        yield f"adds up: {expected.right} = {expected.wrong}"
    if expected.verdict == "rounding" and abs(right - wrong) > tail:
        yield f"more than a tail difference: {expected.right}, {expected.wrong}"
    if expected.verdicts == ("error",) and abs(right - wrong) <= arithmetic.TAIL:
        yield f"only a tail difference: {expected.right}, {expected.wrong}"
