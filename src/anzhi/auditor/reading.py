"""理解 What a document says, worked out once for all checks."""

from dataclasses import dataclass
from functools import cached_property

from anzhi.auditor.document import Document
from anzhi.auditor.language.breakdowns import Breakdown, breakdowns
from anzhi.auditor.language.mention import Passage
from anzhi.auditor.language.parsing import passages


@dataclass(frozen=True)
class Reading:
    """A document with what was understood of it.

    Attributes:
        document: as it was read.
        passages: its texts with their amounts.
    """

    document: Document
    passages: tuple[Passage, ...]

    @classmethod
    def of(cls, document: Document) -> "Reading":
        """Read a document for its figures."""
        return cls(document, passages(document))

    @cached_property
    def breakdowns(self) -> tuple[Breakdown, ...]:
        """Every total with its parts."""
        found: list[Breakdown] = []
        previous = None
        for passage in self.passages:
            if passage.mentions:
                found += breakdowns(passage, None if passage.is_cell else previous)
            previous = None if passage.is_cell else passage
        return tuple(found)
