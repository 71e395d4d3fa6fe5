"""印本 What a file prints, stretch by stretch, with the figure that printed each: what a copy is held to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text.

    Attributes:
        text: what is printed.
        figure: name of the figure that printed it; empty for words.
        label: what the figure is called.
    """

    text: str
    figure: str = ""
    label: str = ""


Line = tuple[Stretch, ...]
"""A paragraph, or a line of a cell."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """A file as it was printed.

    Attributes:
        name: the file.
        lines: its paragraphs and the lines of its cells, in reading order.
    """

    name: str
    lines: tuple[Line, ...]
