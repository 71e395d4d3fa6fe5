"""网页 Paragraphs and tables of an HTML page."""

import re
from typing import Any

from lxml import etree, html

from anzhi.auditor.document import Builder, Cell, Document
from anzhi.auditor.readers.encodings import decode
from anzhi.auditor.readers.limits import TEXT
from anzhi.values.refusal import Refused

_SKIPPED = {"script", "style", "head", "noscript", "template", "svg", "object", "iframe", "select"}
_INLINE = {
    "a", "abbr", "b", "bdi", "big", "cite", "code", "del", "em", "font", "i", "ins", "label", "mark", "o:p", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u", "var",
}  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_WIDEST = 200
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*(gb\w+|big5)", re.IGNORECASE)


def read(data: bytes, name: str) -> Document:
    """Read an HTML page.

    Raises:
        Refused: it is too long, or nothing in it can be read.
    """
    if len(data) > TEXT:
        raise Refused("{name}超过 {limit} MB，不像一份报告", name=name, limit=TEXT >> 20)
    text = data.decode("gb18030", "replace") if _DECLARED.search(data[:2048]) else decode(data, name)
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Refused("{name}里没有可以读取的内容", name=name) from None
    page = _Page(Builder(name))
    page.blocks(root)
    page.flush()
    return Document(name, "html", tuple(page.builder.blocks))


class _Page:
    """Text gathered until the next block begins."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.gathered: list[str] = []

    def flush(self, level: int = 0) -> None:
        text = "\n".join(_BLANKS.sub(" ", line).strip() for line in "".join(self.gathered).split("\0"))
        self.gathered.clear()
        self.builder.paragraph(text.strip(), level)

    def blocks(self, element: Any) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            return
        if tag == "table":
            self.flush()
            self.table(element)
            return
        if tag == "br":
            self.gathered.append("\0")
            return
        if tag not in _INLINE:
            self.flush()
        self.gathered.append(element.text or "")
        for child in element:
            self.blocks(child)
            self.gathered.append(child.tail or "")
        if tag not in _INLINE:
            self.flush(int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0)

    def table(self, element: Any) -> None:
        taken: set[tuple[int, int]] = set()
        cells, nested = [], []
        lines = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
        for row, line in enumerate(lines):
            column = 0
            for cell in line:
                if cell.tag not in ("td", "th"):
                    continue
                while (row, column) in taken:
                    column += 1
                rows, columns = _span(cell, "rowspan", len(lines) - row), _span(cell, "colspan", _WIDEST)
                taken |= {(row + r, column + c) for r in range(rows) for c in range(columns)}
                cells.append(Cell(_cell_text(cell), row, column, rows, columns))
                nested += [inner for inner in cell.iter("table") if next(inner.iterancestors("table")) is element]
                column += columns
        self.builder.table(cells)
        for inner in nested:
            self.table(inner)


def _span(cell: Any, name: str, most: int) -> int:
    value = (cell.get(name) or "1").strip()
    return max(1, min(int(value) if value.isdecimal() and len(value) < 6 else 1, most))


def _cell_text(cell: Any) -> str:
    """Text of a cell without that of tables inside it; blocks in it stand on lines of their own."""
    parts: list[str] = []

    def gather(element: Any) -> None:
        if not isinstance(element.tag, str) or element.tag in _SKIPPED or element.tag == "table":
            return
        if element.tag not in _INLINE and element is not cell:
            parts.append("\0")
        parts.append(element.text or "")
        for child in element:
            gather(child)
            parts.append(child.tail or "")

    gather(cell)
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(parts).split("\0"))
    return "\n".join(line for line in lines if line)
