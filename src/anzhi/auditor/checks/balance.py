"""恒等式 What identities have in common: known amounts added and subtracted, against one that is stated."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from anzhi.auditor import comparing
from anzhi.auditor.checks import relations
from anzhi.auditor.facts import Fact
from anzhi.auditor.quantities import Quantity
from anzhi.auditor.quantities.units import MONEY
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.values.wording import Phrase

Terms = Sequence[tuple[int, Fact]]
"""Facts with their signs."""


def verdict(terms: Terms, stated: Fact) -> Verdict:
    """Do the terms make what is stated?"""
    return comparing.amounts(value(terms), [fact.quantity for _, fact in terms], stated.quantity)


def value(terms: Terms) -> Fraction:
    """The terms together."""
    return sum((sign * fact.quantity.value for sign, fact in terms), Fraction(0))


def relation(
    reading: Reading, kind: str, found: Verdict, said: Phrase, terms: Terms, stated: Fact, *, expected: str
) -> Relation:
    """The relation of an identity."""
    left = relations.total([(sign, _printed(fact)) for sign, fact in terms])
    return relations.relation(
        kind,
        found,
        said,
        document=reading.document,
        arithmetic=relations.equation(left, found, expected, _printed(stated).printed),
        stated=relations.operand((stated.quantity, stated.place)),
        expected=replace(relations.computed(value(terms), stated.quantity), printed=expected),
        places=[stated.place, *(fact.place for _, fact in terms)],
    )


def computed(terms: Terms, stated: Fact) -> str:
    """The terms together, as they would be printed."""
    return relations.computed(value(terms), _printed(stated)).printed


def _printed(fact: Fact) -> Quantity:
    """A figure of a table with the unit of its heading."""
    quantity = fact.quantity
    if quantity.dimension == MONEY and not quantity.printed.endswith(quantity.unit.symbol):
        return replace(quantity, printed=quantity.printed + quantity.unit.symbol)
    return quantity
