"""关系 Putting a relation together: arithmetic as printed, both sides, and quotes."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from anzhi.auditor.document import Document, Place
from anzhi.auditor.language.mention import Mention
from anzhi.auditor.quantities import Quantity
from anzhi.auditor.quantities.quantity import Located, decimal, shown
from anzhi.auditor.report import Operand, Relation, Verdict
from anzhi.values.wording import Phrase

SIGNS = {Verdict.OK: "=", Verdict.ROUNDING: "≈", Verdict.ERROR: "≠", Verdict.PERSON: "≠"}
_QUOTED = 120
"""Characters of a quote."""


def located(mention: Mention) -> Located:
    """A mention as a quantity at a place."""
    return mention.quantity, mention.place


def operand(item: Located) -> Operand:
    """What is printed, as one side of a comparison."""
    quantity, place = item
    return Operand(quantity.value, quantity.printed.replace("\n", ""), place)


def computed(value: Fraction, like: Quantity) -> Operand:
    """What was computed, as it would be printed beside a quantity: without its unit where a heading states that."""
    printed = shown(value, like.unit, like.places)
    return Operand(
        value, printed if like.printed.endswith(like.unit.symbol) else printed.removesuffix(like.unit.symbol)
    )


def percent(value: Fraction, like: Quantity) -> Operand:
    """A computed percentage, with two places more than the printed one."""
    return Operand(value, decimal(value, like.places + 2) + like.unit.symbol)


def quotes(document: Document, *places: Place) -> tuple[tuple[Place, str], ...]:
    """The text around each place, each sentence or cell once; sentences that follow one another as one."""
    found: list[Place] = []
    for place in places:
        whole = _sentence(document, place)
        near = next((n for n, other in enumerate(found) if _is_one(whole, other)), None)
        if near is None:
            found.append(whole)
        else:
            found[near] = found[near].at(min(whole.start, found[near].start), max(whole.end, found[near].end))
    return tuple({place: document.text_at(place).strip() for place in found}.items())


def _is_one(first: Place, second: Place) -> bool:
    """Are two stretches of one paragraph or cell the same, or neighbours that are short enough to quote together?"""
    if first.at(0, 0) != second.at(0, 0):
        return False
    start, end = min(first.start, second.start), max(first.end, second.end)
    apart = max(first.start, second.start) - min(first.end, second.end)
    return apart <= 1 and (apart <= 0 or end - start <= 2 * _QUOTED)


def _sentence(document: Document, place: Place) -> Place:
    """The clause around a place, no longer than a quote may be."""
    whole = place.at(0, 10**9)
    text = document.text_at(whole)
    if len(text) <= _QUOTED:
        return place.at(0, len(text))
    start = max(text.rfind(mark, 0, place.start) for mark in "。；\n") + 1
    ends = [at for mark in "。；\n" if (at := text.find(mark, place.end)) >= 0]
    end = min(ends, default=len(text))
    start, end = max(start, place.start - _QUOTED // 2), min(end, max(place.end, place.start + _QUOTED // 2))
    return place.at(start, end)


def summed(value: Fraction, like: Quantity, place: Place) -> Located:
    """A sum of amounts as one quantity, at the place of the first of them."""
    return replace(like, value=value, printed=shown(value, like.unit, like.places)), place


def total(parts: Sequence[tuple[int, Quantity]]) -> str:
    """A sum written out: 2508亩 + 9182亩."""
    text = ""
    for place, (sign, quantity) in enumerate(parts):
        printed = quantity.printed.replace("\n", "").strip()
        if place:
            text += f" {'+' if sign > 0 else '-'} {printed}"
        else:
            text += printed if sign > 0 else f"-{printed}"
    return text


def added(
    document: Document,
    kind: str,
    verdict: Verdict,
    said: Phrase,
    terms: Sequence[tuple[int, Located]],
    stated: Located,
    expected: Operand,
) -> Relation:
    """The relation of a stated amount to what signed terms come to, with the sum written out."""
    left = total([(sign, quantity) for sign, (quantity, _) in terms])
    return relation(
        kind,
        verdict,
        said,
        document=document,
        arithmetic=equation(left, verdict, expected.printed, stated[0].printed),
        stated=operand(stated),
        expected=expected,
        places=[stated[1], *(place for _, (_, place) in terms)],
    )


def equation(left: str, verdict: Verdict, expected: str, stated: str) -> str:
    """``left = stated``, or ``left = expected ≠ stated`` when it does not hold."""
    if verdict is Verdict.OK:
        return f"{left} = {stated}"
    return f"{left} = {expected} {SIGNS[verdict]} {stated}"


def relation(
    kind: str,
    verdict: Verdict,
    said: Phrase,
    *,
    document: Document,
    arithmetic: str = "",
    stated: Operand | None = None,
    expected: Operand | None = None,
    places: Sequence[Place] = (),
    confidence: str = "high",
) -> Relation:
    """A relation with its quotes; what needs a person is of low confidence."""
    low = confidence == "low" or verdict is Verdict.PERSON
    return Relation(
        kind=kind,
        verdict=verdict,
        said=said,
        arithmetic=arithmetic,
        stated=stated,
        expected=expected,
        quotes=quotes(document, *places),
        confidence="low" if low else "high",
    )
