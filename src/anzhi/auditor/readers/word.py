"""Word 文档 Paragraphs and tables of a .docx file, read from its XML.

``walk`` yields each block with the element it was read from, so that whoever comes back to the file finds the place
again. Text that was deleted under tracked changes is not there; text that was inserted is. A text box and a table
inside a cell are blocks of their own, after the block they stand in.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from anzhi.auditor.document import Block, Builder, Cell, Document
from anzhi.auditor.readers import limits
from anzhi.values.refusal import Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {W + "del", W + "moveFrom", W + "pPr", W + "rPr", W + "instrText", W + "delText", _FALLBACK}
_BREAKS = {W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "noBreakHyphen": "-"}
_WIDEST = 200
_DEEPEST = 20
"""Tables in tables; a document that goes further is no report."""


@dataclass
class Piece:
    """A stretch of text and the run element it comes from."""

    text: str
    run: Any


def read(data: bytes, name: str) -> Document:
    """Read a .docx file.

    Raises:
        Refused: it is no Word document, or it is damaged.
    """
    builder = Builder(name)
    with open_archive(data, name) as archive:
        body = body_of(archive, name)
        levels = heading_levels(archive, name)
    for _ in walk(body, builder, levels):
        pass
    return Document(name, "docx", tuple(builder.blocks))


def open_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """The office file as an archive.

    Raises:
        Refused: it is no archive, or has more parts than an office file has.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception:  # BadZipFile, and what else damaged bytes provoke
        raise Refused("{name}已损坏或不完整，请重新导出", name=name) from None
    if len(archive.infolist()) > limits.PARTS:
        raise Refused("{name}不像一份报告：其中有 {count} 个文件", name=name, count=len(archive.infolist()))
    return archive


def parse(xml: bytes, name: str) -> Any:
    """An XML part, with entities left alone.

    Raises:
        Refused: it is not well formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        raise Refused("{name}已损坏或不完整，请重新导出", name=name) from None
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise Refused("{name}的内容带有外来定义，为安全起见没有读取", name=name)
    return root


def body_of(archive: zipfile.ZipFile, name: str) -> Any:
    """The body element of the main part.

    Raises:
        Refused: there is none.
    """
    xml = limits.part(archive, "word/document.xml", name)
    if xml is None:
        raise Refused("{name}不是 Word 文档，请另存为 .docx", name=name)
    body = parse(xml.replace(_STRICT[1:-1].encode(), W[1:-1].encode()), name).find(W + "body")
    if body is None:
        raise Refused("{name}不是 Word 文档，请另存为 .docx", name=name)
    return body


def heading_levels(archive: zipfile.ZipFile, name: str) -> dict[str, int]:
    """Paragraph styles that are headings, with their level."""
    xml = limits.part(archive, "word/styles.xml", name)
    return {} if xml is None else _levels(xml)


@lru_cache(maxsize=64)
def _levels(xml: bytes) -> dict[str, int]:
    """The styles of a part; files that were made from one template share it."""
    levels = {}
    for style in parse(xml, "styles.xml").iter(W + "style"):
        level = style.find(f"{W}pPr/{W}outlineLvl")
        if level is not None and (level.get(W + "val") or "").isdigit() and int(level.get(W + "val")) < 9:
            levels[style.get(W + "styleId") or ""] = int(level.get(W + "val")) + 1
    return levels


def walk(parent: Any, builder: Builder, levels: dict[str, int], depth: int = 0) -> Iterator[tuple[Block, Any]]:
    """Every block below an element with the element it was read from, in the order of the text."""
    for element in parent:
        if element.tag == W + "p":
            yield from _paragraph(element, builder, levels, depth)
        elif element.tag == W + "tbl":
            yield from _table(element, builder, levels, depth)
        elif isinstance(element.tag, str) and element.tag not in _SKIPPED:
            yield from walk(element, builder, levels, depth)


def _paragraph(element: Any, builder: Builder, levels: dict[str, int], depth: int) -> Iterator[tuple[Block, Any]]:
    added = builder.paragraph("".join(piece.text for piece in pieces(element)), _level(element, levels))
    if added:
        yield added, element
    yield from _boxes(element, builder, levels, depth)


def _boxes(element: Any, builder: Builder, levels: dict[str, int], depth: int) -> Iterator[tuple[Block, Any]]:
    """Text boxes anchored in an element, outermost ones only."""
    if depth < _DEEPEST:
        for box in element.iter(W + "txbxContent"):
            above = {ancestor.tag for ancestor in box.iterancestors() if ancestor is not element}
            inside = next((a for a in box.iterancestors() if a is element or a.tag == W + "txbxContent"), None)
            if inside is element and _FALLBACK not in above:
                yield from walk(box, builder, levels, depth + 1)


def _level(paragraph: Any, levels: dict[str, int]) -> int:
    properties = paragraph.find(W + "pPr")
    if properties is None:
        return 0
    own = properties.find(W + "outlineLvl")
    if own is not None and (own.get(W + "val") or "").isdigit():
        return (int(own.get(W + "val")) + 1) % 10
    style = properties.find(W + "pStyle")
    return levels.get(style.get(W + "val") or "", 0) if style is not None else 0


def pieces(element: Any, run: Any = None) -> Iterator[Piece]:
    """The text of a paragraph piece by piece; what is in text boxes is left to ``walk``."""
    for child in element:
        tag = child.tag
        if tag == W + "t":
            yield Piece(child.text or "", run)
        elif tag in _BREAKS:
            yield Piece(_BREAKS[tag], run)
        elif isinstance(tag, str) and tag not in _SKIPPED and tag != W + "txbxContent":
            yield from pieces(child, child if tag == W + "r" else run)


def cell_paragraphs(cell: Any) -> Iterator[Any]:
    """Paragraphs of a cell, those of tables inside it left out."""
    for child in cell:
        if child.tag == W + "p":
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag != W + "tbl":
            yield from cell_paragraphs(child)


def _table(element: Any, builder: Builder, levels: dict[str, int], depth: int) -> Iterator[tuple[Block, Any]]:
    cells, elements = grid(element)
    added = builder.table(cells)
    if added:
        yield added, element
    if depth < _DEEPEST:
        for cell in elements:
            for nested in _nested(cell):
                yield from _table(nested, builder, levels, depth + 1)
            for paragraph in cell_paragraphs(cell):
                yield from _boxes(paragraph, builder, levels, depth)


def _nested(cell: Any) -> Iterator[Any]:
    for child in cell:
        if child.tag == W + "tbl":
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag != W + "p":
            yield from _nested(child)


def grid(table: Any) -> tuple[list[Cell], list[Any]]:
    """The cells of a table on one logical grid, and the element of each."""
    cells: list[Cell] = []
    elements: list[Any] = []
    above: dict[int, int] = {}
    """The cell that a column continues when it is merged downwards, as an index."""
    for row, line in enumerate(_rows(table)):
        properties = line.find(W + "trPr")
        column = _number(properties.find(W + "gridBefore"), 0) if properties is not None else 0
        for element in _cells(line):
            width, merge = _spans(element)
            origin = above.get(column) if merge is not None and merge.get(W + "val") != "restart" else None
            if origin is None:
                above[column] = len(cells)
                cells.append(Cell(cell_text(element), row, column, 1, width))
                elements.append(element)
            else:
                upper = cells[origin]
                cells[origin] = Cell(upper.text, upper.row, upper.column, row - upper.row + 1, upper.columns)
            column += width
    return cells, elements


def _spans(cell: Any) -> tuple[int, Any]:
    """How many columns a cell covers, and its mark when it is merged downwards."""
    properties = cell.find(W + "tcPr")
    if properties is None:
        return 1, None
    return max(1, min(_number(properties.find(W + "gridSpan"), 1), _WIDEST)), properties.find(W + "vMerge")


def cell_text(element: Any) -> str:
    """Text of a cell, its paragraphs joined by newlines."""
    return "\n".join("".join(piece.text for piece in pieces(p)) for p in cell_paragraphs(element))


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == W + "tr":
            properties = child.find(W + "trPr")
            if properties is None or properties.find(W + "del") is None:
                yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from _cells(child)


def _number(element: Any, default: int) -> int:
    value = element.get(W + "val") if element is not None else ""
    return int(value) if value and value.isdigit() else default
