"""词 Words as small numbers while a batch is worked out: comparing numbers costs a fifth of comparing texts.

A column of words has a column of numbers beside it; results are turned back into words where somebody asked for them.
"""

from collections.abc import Iterable

import ibis
import ibis.expr.types as ir

from anzhi.rules.engine import expression as e
from anzhi.rules.engine.types import Type

DTYPE = "int16"
_OTHER = -1
"""A word that nothing is compared with."""


def column_of(node: e.FactValue | e.RuleValue) -> str:
    """Where the value of a fact or a rule stands while a batch is worked out."""
    return number_column(node.name) if node.type.kind == "word" else node.name


def number_column(name: str) -> str:
    """The column with the numbers of a column of words."""
    return f"{name}__word"


class Words:
    """The words of a batch, numbered as they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        """The number that stands for a word."""
        return self._numbers.setdefault(word, len(self._numbers))

    def literal(self, word: str) -> ir.Value:
        """A word of a text."""
        return ibis.literal(self.number(word), DTYPE)

    def numbered(self, words: ir.Value, type: Type) -> ir.Value:
        """A column of words as numbers; empty where it is empty."""
        known: Iterable[str] = type.words or list(self._numbers)
        branches = [(words == word, self.literal(word)) for word in known]
        return ibis.cases((words.isnull(), ibis.null(DTYPE)), *branches, else_=ibis.literal(_OTHER, DTYPE))

    def spelt(self, numbers: ir.Value, type: Type) -> ir.Value:
        """A column of numbers as the words of a type."""
        return ibis.cases(*[(numbers == self.literal(word), word) for word in type.words], else_=ibis.null("string"))
