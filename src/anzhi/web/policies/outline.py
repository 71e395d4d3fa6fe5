"""提纲 A rule as an outline: its cases one below the other, and by a number those that stand inside a sentence."""

from dataclasses import dataclass

from anzhi.rules.engine import expression as e
from anzhi.rules.engine.formula import Formula
from anzhi.values.wording import say
from anzhi.web.language import translated

NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True)
class Branch:
    """A case: its condition, empty for every other case, and what it gives."""

    condition: str
    value: "Text"


@dataclass(frozen=True)
class Text:
    """A part of a rule: words, or cases of which the first that applies counts.

    Attributes:
        words: as a reader of the law would write it; empty when there are cases.
        branches: the cases in their order.
        is_open: no rule applies when none of the cases does.
    """

    words: str = ""
    branches: tuple[Branch, ...] = ()
    is_open: bool = False


@dataclass(frozen=True)
class Outline:
    """A rule's text, and the cases inside its sentences under the numbers that stand there."""

    text: Text
    parts: tuple[tuple[str, Text], ...]


def outline(expression: e.Expression) -> Outline:
    """An expression as an outline, in the reader's language."""
    writer = _Writer()
    text = writer.text(expression)
    return Outline(text, tuple(zip(NUMBERS, writer.parts, strict=False)))


class _Writer(Formula):
    def __init__(self) -> None:
        self.parts: list[Text] = []

    def text(self, node: e.Expression) -> Text:
        """A node on lines of its own."""
        while isinstance(node, e.Scaled):
            node = node.inner
        if not isinstance(node, e.Cases):
            return Text(self.said(node))
        branches = [Branch(self.said(condition), self.text(value)) for condition, value in node.branches]
        if node.otherwise is not None:
            branches.append(Branch("", self.text(node.otherwise)))
        return Text(branches=tuple(branches), is_open=node.otherwise is None)

    def said(self, node: e.Expression) -> str:
        """A node in words."""
        return say(self.words(node), translated)

    def _cases(self, node: e.Cases, within: str) -> object:
        text = self.text(node)
        if text not in self.parts:
            self.parts.append(text)
        return NUMBERS[self.parts.index(text)]
