"""段落 Paragraphs of the report. Pure.

A line of narrative may begin with ``##`` or ``###`` (a heading) or ``-`` (a numbered item); ``**…**`` is bold.
Numbers are given in the whole report, not typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cn2an

_MARKS = (("### ", "h3"), ("## ", "h2"), ("- ", "item"))
_LEVELS = ("h1", "h2", "h3", "item")


@dataclass(frozen=True)
class Block:
    """A paragraph of the report.

    Attributes:
        kind: h1, h2, h3, plain (an unnumbered heading), item or text.
        runs: its text in pieces, each with whether it is bold.
    """

    kind: str
    runs: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """The paragraph without its bold."""
        return "".join(text for text, _ in self.runs)


def heading(level: int, text: str) -> Block:
    """A heading of the outline; level 0 stands without a number."""
    return Block(f"h{level}" if level else "plain", ((text, False),))


def blocks(text: str) -> list[Block]:
    """Split rendered text into paragraphs; headings and items are numbered later, in the whole report."""
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        mark, kind = next(((mark, kind) for mark, kind in _MARKS if line.startswith(mark)), ("", "text"))
        pieces = line.removeprefix(mark).split("**")
        if runs := tuple((piece, bool(i % 2)) for i, piece in enumerate(pieces) if piece):
            found.append(Block(kind, runs))
    return found


def number(paragraphs: Sequence[Block]) -> list[Block]:
    """Give headings and items their numbers: 一、 （一） 1． （1）. Each level starts anew under the one above."""
    counters = dict.fromkeys(_LEVELS, 0)
    numbered = []
    for block in paragraphs:
        if block.kind in counters:
            counters[block.kind] += 1
            for deeper in _LEVELS[_LEVELS.index(block.kind) + 1 :]:
                counters[deeper] = 0
            prefix = _prefix(block.kind, counters[block.kind])
            block = Block(block.kind, ((prefix, block.runs[0][1]), *block.runs))
        numbered.append(block)
    return numbered


def _prefix(kind: str, count: int) -> str:
    chinese = cn2an.an2cn(count, "low")
    return {"h1": f"{chinese}、", "h2": f"（{chinese}）", "h3": f"{count}．", "item": f"（{count}）"}[kind]
