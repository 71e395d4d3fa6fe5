"""记号 Text in which every figure can be found again after it was set. Pure.

A figure is printed as one private-use character, its mark. Marked text goes through the same steps as the printed
one (paragraphs, numbering, the cells of the table), and is taken apart at its marks in the end.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import nodes

from anzhi.metrics.definitions import METRICS
from anzhi.metrics.prose import check, environment, figure_names
from anzhi.values.refusal import Refused

_FIRST = 0xF0000
_RESERVED = re.compile("[\U000f0000-\U000ffffd]")


@dataclass(frozen=True)
class Piece:
    """A stretch of text.

    Attributes:
        text: what it prints; the label of a figure that is missing.
        figure: name of the figure that printed it; empty for words.
        is_missing: True when the figure cannot be computed.
    """

    text: str
    figure: str = ""
    is_missing: bool = False


class Marks:
    """Prints text with marks, and takes it apart again."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []

    def render(self, text: str, context: Mapping[str, object]) -> str:
        """The text with a mark for every figure; a known figure that the context lacks is marked as missing.

        Raises:
            Refused: the text is not well formed, names something unknown, or a figure cannot be printed as asked.
        """
        check(_placeholders(text), METRICS)
        parts = []
        for output in environment().parse(text).find_all(nodes.Output):
            parts += [self._print(node, context) for node in output.nodes]
        return "".join(parts)

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """Marked text, taken apart."""
        found, words = [], ""
        for character in text:
            index = ord(character) - _FIRST
            if 0 <= index < len(self._pieces):
                found += [Piece(words)] if words else []
                found.append(self._pieces[index])
                words = ""
            else:
                words += character
        return (*found, Piece(words)) if words else tuple(found)

    def plain(self, text: str) -> str:
        """Marked text as it prints."""
        return "".join(piece.text for piece in self.pieces(text))

    def mark(self, piece: Piece) -> str:
        """The mark of a piece."""
        if piece not in self._pieces:
            self._pieces.append(piece)
        return chr(_FIRST + self._pieces.index(piece))

    def _print(self, node: nodes.Expr, context: Mapping[str, object]) -> str:
        match node:
            case nodes.TemplateData(data=data):
                return _RESERVED.sub("", data)
            case nodes.Name(name=name):
                return self._figure(name, [name], None, context)
            case nodes.Filter(node=nodes.Name(name=name), name=form, args=args):
                return self._figure(name, [name, *(a.name for a in args if isinstance(a, nodes.Name))], form, context)
        raise Refused("正文第 {line} 行的占位符不完整：{error}", line=node.lineno, error=type(node).__name__)

    def _figure(self, name: str, names: list[str], form: str | None, context: Mapping[str, object]) -> str:
        for needed in names:
            if needed not in context:
                if needed not in METRICS:
                    raise Refused("正文引用了不存在的数字 {name}", name=needed)
                return self.mark(Piece(METRICS[needed].label, needed, is_missing=True))
        values = [context[needed] for needed in names]
        text = str(values[0]) if form is None else str(environment().filters[form](*values))
        return self.mark(Piece(text, name)) if name in METRICS else text


def _placeholders(text: str) -> str:
    """A text without its words, line by line: what is left is held to the rules of narrative, typed numbers are not."""
    figure_names(text)
    tokens = environment().lex(text)
    return "".join("\n" * value.count("\n") if kind == "data" else value for _line, kind, value in tokens)
