"""出处 Where a rule or a standard is written down."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Citation:
    """A place in a document.

    Attributes:
        document: number or title of the instrument.
        clause: article, annex or row; empty when the whole instrument is meant.
        checked: False when the text was recalled or inferred and not yet compared with the original.
    """

    document: str
    clause: str = ""
    checked: bool = False

    def __str__(self) -> str:
        return f"{self.document}{self.clause}" + ("" if self.checked else "（待核原文）")
