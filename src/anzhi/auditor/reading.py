"""理解 What a document says, worked out once for all checks."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from anzhi.auditor.document import Document, Place
from anzhi.auditor.facts import Fact, facts, year_of
from anzhi.auditor.language import labels
from anzhi.auditor.language.breakdowns import Breakdown, breakdowns
from anzhi.auditor.language.claims import Claim, claims
from anzhi.auditor.language.listings import listings
from anzhi.auditor.language.mention import Mention, Passage
from anzhi.auditor.language.outlines import outlines
from anzhi.auditor.language.parsing import passages
from anzhi.auditor.tables.indicators import Execution, Scores, scores
from anzhi.auditor.tables.rows import Section, sections
from anzhi.auditor.tables.sheet import Entry, Sheet, sheets
from anzhi.values.refusal import Refused

_BRACKET = re.compile(r"（[^（）]*）")
MOST = 8_000
"""Most amounts in the text of one document; a thick report has two thousand."""


@dataclass(frozen=True, eq=False)
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
        """Read a document for its figures.

        Raises:
            Refused: it has more figures in its text than a report has.
        """
        found: list[Passage] = []
        count = 0
        for passage in passages(document):
            found.append(passage)
            count += len(passage.mentions)
            if count > MOST:
                raise Refused(
                    "{name}的正文超过 {limit} 个数，不像一份报告，请拆分后再审", name=document.name, limit=MOST
                )
        return cls(document, tuple(found))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The amounts of all passages."""
        return tuple(mention for passage in self.passages for mention in passage.mentions)

    @cached_property
    def breakdowns(self) -> tuple[Breakdown, ...]:
        """Every total with its parts."""
        found: list[Breakdown] = []
        previous = None
        for passage in self.passages:
            if passage.mentions:
                found += breakdowns(passage, None if passage.is_cell else previous)
            previous = None if passage.is_cell else passage
        found += outlines(self.passages)
        return (*found, *listings(self.passages, found))

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The tables as figures with labels and headings."""
        return sheets(self.document)

    @cached_property
    def rows(self) -> dict[str, list[tuple[Entry, ...]]]:
        """The rows of figures in all tables by what they are called, units in brackets left out."""
        found: dict[str, list[tuple[Entry, ...]]] = {}
        for sheet in self.sheets:
            for _, row in groupby(sheet.entries, key=lambda entry: entry.row):
                entries = tuple(row)
                name = labels.clean(_BRACKET.sub("", entries[0].label))
                found.setdefault(name, []).append(entries)
        return found

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The tables of figures, panels side by side apart."""
        known = {id(found.sheet): found for found in self.scores}
        return tuple(section for sheet in self.sheets for section in sections(sheet, known.get(id(sheet))))

    @cached_property
    def scores(self) -> tuple[Scores, ...]:
        """The tables of indicators."""
        return tuple(found for sheet in self.sheets if (found := scores(sheet)) is not None)

    def execution_of(self, found: Scores) -> Execution | None:
        """The scored execution that belongs to a table of indicators: in it, or in a table of its own."""
        if found.weighed_execution is not None:
            return found.weighed_execution
        alone = [other.weighed_execution for other in self.scores if not other.indicators]
        return alone[0] if len(alone) == 1 else None

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every change, growth and rate, with the amounts it is said of."""
        return tuple(claim for passage in self.passages for claim in claims(passage))

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The known amounts of text and tables."""
        return facts(self.document, self.passages, self.breakdowns, self.sheets)

    @cached_property
    def facts_by_name(self) -> dict[str, list[Fact]]:
        """The known amounts by which they are."""
        found: dict[str, list[Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.name, []).append(fact)
        return found

    @cached_property
    def year(self) -> int | None:
        """The year that the document is about."""
        return year_of(self.document)

    @cached_property
    def _wholes(self) -> dict[tuple[Place, int], Mention]:
        return {
            (found.passage.place, part.index): found.total
            for found in self.breakdowns
            for part in found.parts
            if found.total in found.passage.mentions
        }

    def whole_of(self, passage: Passage, part: Mention) -> Mention | None:
        """The total that an amount is listed under, in the same passage."""
        return self._wholes.get((passage.place, part.index))
