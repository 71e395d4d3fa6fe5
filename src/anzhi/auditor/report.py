"""审核结果 What an audit found: every relation that was checked, with its verdict and both sides quoted."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from anzhi.auditor.document import Document, Place
from anzhi.values.digest import sm3
from anzhi.values.wording import Phrase


class Verdict(StrEnum):
    """Does a relation hold?"""

    OK = "ok"
    """It holds as printed."""
    ROUNDING = "rounding"
    """It is off by no more than rounding the printed numbers explains."""
    ERROR = "error"
    """It does not hold."""
    PERSON = "person"
    """It does not hold under one reading of the text; a person has to say which was meant."""


GRAVITY = {Verdict.ERROR: 0, Verdict.PERSON: 1, Verdict.ROUNDING: 2, Verdict.OK: 3}
"""Worst first."""


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a comparison.

    Attributes:
        value: exact, in the base unit of its dimension: yuan, square metres, percent, one.
        printed: the number with its unit, as printed or as it would be.
        place: where it is printed; None when it was computed.
    """

    value: Fraction
    printed: str
    place: Place | None = None


@dataclass(frozen=True)
class Relation:
    """Something in a document that has to hold.

    Attributes:
        kind: the name of the check that asked.
        verdict: see Verdict.
        said: one sentence, as a template and its parameters.
        arithmetic: the computation written out with the numbers as printed.
        stated: what the document says; None where nothing numeric is said.
        expected: what it should say by the other numbers.
        quotes: the places on both sides, with the text at each.
        confidence: ``low`` where the text can be read in more than one way.
        about: name of the figure that it is about, where that is known.
    """

    kind: str
    verdict: Verdict
    said: Phrase
    arithmetic: str = ""
    stated: Operand | None = None
    expected: Operand | None = None
    quotes: tuple[tuple[Place, str], ...] = ()
    confidence: str = "high"
    about: str = ""

    @property
    def message(self) -> str:
        """The sentence in Chinese."""
        return str(self.said)

    @property
    def identity(self) -> str:
        """What it is known by when the same document is audited again: where it stands and what it says in numbers."""
        place = self.place
        where = (place.block, place.row, place.column, place.start, place.end) if place else ()
        sides = [operand.printed if operand else "" for operand in (self.stated, self.expected)]
        return sm3(repr((self.kind, where, sides, self.arithmetic or self.message)).encode())[:32]

    @property
    def place(self) -> Place | None:
        """Where to point: at what is stated, else at the first quote."""
        if self.stated and self.stated.place:
            return self.stated.place
        return self.quotes[0][0] if self.quotes else None


@dataclass(frozen=True)
class Report:
    """Everything that was checked in one document."""

    document: Document
    relations: tuple[Relation, ...]

    @cached_property
    def findings(self) -> tuple[Relation, ...]:
        """Relations that do not simply hold, worst first, then in the order of the document."""
        found = [relation for relation in self.relations if relation.verdict is not Verdict.OK]
        return tuple(sorted(found, key=_order))

    def count(self, verdict: Verdict) -> int:
        """How many relations have a verdict."""
        return sum(relation.verdict is verdict for relation in self.relations)


def _order(relation: Relation) -> tuple[int, int, int, int, int]:
    place = relation.place
    if place is None:
        return GRAVITY[relation.verdict], -1, 0, 0, 0
    return GRAVITY[relation.verdict], place.block, place.row or 0, place.column or 0, place.start
