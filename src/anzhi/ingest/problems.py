"""问题 What is wrong with the rows of a workbook."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext, pgettext

from anzhi.values import wording
from anzhi.values.refusal import Refused

Progress = Callable[[str, int, int], None]
"""Called with the phase, how much of it is done, and how much there is."""


def silent(phase: str, done: int, total: int) -> None:
    """No progress wanted."""


@dataclass
class Problems:
    """Refusals by line of the spreadsheet, each with the index of the column it is about, or None for the row."""

    lines: dict[int, list[tuple[int | None, Refused]]] = field(default_factory=dict)

    def add(self, line: int, refusal: Refused, column: int | None = None) -> None:
        """Note what is wrong with a line."""
        self.lines.setdefault(line, []).append((column, refusal))

    def places(self, line: int) -> set[int]:
        """The columns of a line that something is wrong with."""
        return {index for index, _ in self.lines.get(line, ()) if index is not None}

    def __contains__(self, line: object) -> bool:
        return line in self.lines

    def __len__(self) -> int:
        return len(self.lines)


def words(refusal: Refused) -> str:
    """A refusal in the reader's language."""
    return wording.say(refusal, lambda text, context: pgettext(context, text) if context else gettext(text))
