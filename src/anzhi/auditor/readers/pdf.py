"""PDF 文件 Paragraphs and tables of a PDF's text layer.

A PDF knows lines, not paragraphs: lines that run to the right margin go on in the next one. A page without text is a
picture of one, and is named, not guessed at.
"""

import json
import re
import subprocess
import sys
from dataclasses import replace
from statistics import median
from typing import Any

from anzhi.auditor.document import Builder, Cell, Document
from anzhi.auditor.readers.text import level
from anzhi.values.refusal import Refused
from anzhi.values.wording import Phrase, phrase

SECONDS = 60
"""How long reading may take, of the processor."""
_OPENS = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d)|[①-⑳]|附件|附表|表\s?\d)"
)
_PAGE_NUMBER = re.compile(r"^[\s\-—–－·第页共/\d]{1,12}$")
_ENDS = "。；！？：;:"
_SPACED = re.compile(r"(?<=[\u3400-\u9fff（）“”、，。；：]) (?=\S)|(?<=\S) (?=[\u3400-\u9fff（）“”、，。；：])")
"""Blanks that typesetting leaves between Chinese and figures."""
_NEARLY_FULL = 0.85
"""A line ends this far across the page where the next figure did not fit on it."""
_OTHER_SIZE = 1.5
"""Points of type by which a heading differs from what follows it."""


def read(data: bytes, name: str) -> Document:
    """Read a PDF.

    Raises:
        Refused: it is encrypted or damaged, has no text at all, or takes too long.
    """
    pages = _pages(data, name)
    scanned = tuple(place for place, page in enumerate(pages, start=1) if not page["items"])
    if len(scanned) == len(pages):
        raise Refused("{name}没有文字，像是扫描件，请用文字版或先做文字识别", name=name)
    builder = Builder(name)
    flow = _Flow(builder)
    for page in pages:
        right = max((item[3] for item in page["items"] if item[0] == "line"), default=0)
        for item in page["items"]:
            flow.table(item[1]) if item[0] == "table" else flow.line(item, right)
    flow.flush()
    return Document(name, "pdf", tuple(builder.blocks), tuple(_unread(scanned, pages)))


def _unread(scanned: tuple[int, ...], pages: list[dict[str, Any]]) -> list[Phrase]:
    return [phrase("第 {page} 页没有文字，像是扫描件，没有审核", page=p) for p in scanned if pages[p - 1]["images"]]


def _pages(data: bytes, name: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "anzhi.auditor.readers.pdf_pages", str(SECONDS)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * SECONDS, check=False)  # noqa: S603
        said: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):  # ended by its limits, or cut short
        raise Refused("{name}太大或太复杂，没有读完，请拆分后再审", name=name) from None
    if said.get("error") == "password":
        raise Refused("{name}加了密码，请另存为不加密码的文件", name=name)
    pages: list[dict[str, Any]] = said.get("pages", [])
    if not pages:
        raise Refused("{name}已损坏或不完整，请重新导出", name=name)
    return pages


class _Flow:
    """Lines on their way to becoming paragraphs, and tables that may go on on the next page."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.text = ""
        self.full = False
        self.sizes: list[float] = []
        self.cells: list[Cell] = []

    def line(self, item: list[Any], right: float) -> None:
        _, text, _, end, _, size = item
        if _PAGE_NUMBER.match(text):
            return
        self._end_table()
        text = _SPACED.sub("", text)
        if self.text and (not self.full or _OPENS.match(text) or abs(size - median(self.sizes)) > _OTHER_SIZE):
            self.flush()
        self.text += text
        self.sizes.append(size)
        margin = 2.2 * size if text[-1] not in _ENDS else 1.2 * size
        self.full = end > right - margin or (text[-1] not in _ENDS and end > right * _NEARLY_FULL)

    def table(self, cells: list[list[Any]]) -> None:
        self._end_line()
        found = [Cell(_SPACED.sub("", text.replace("\n", "")).strip(), *place) for text, *place in cells]
        if self.cells and _width(found) == _width(self.cells):
            self._go_on(found)
        else:
            self._end_table()
            self.cells = found

    def _go_on(self, cells: list[Cell]) -> None:
        """Add the rows of a table that goes on on a new page; a row that was cut in two is made whole."""
        last = max(cell.row + cell.rows for cell in self.cells) - 1
        first = {cell.column: cell.text for cell in cells if cell.row == 0 and cell.text}
        before = {cell.column: place for place, cell in enumerate(self.cells) if cell.row == last and cell.text}
        cut = bool(first) and first.keys() <= before.keys() and len(first) < len(before)
        if cut:
            for column, text in first.items():
                cell = self.cells[before[column]]
                self.cells[before[column]] = replace(cell, text=cell.text + text)
        shift = last + (0 if cut else 1)
        self.cells += [replace(cell, row=cell.row + shift) for cell in cells if not cut or cell.row]

    def flush(self) -> None:
        self._end_line()
        self._end_table()

    def _end_line(self) -> None:
        if self.text:
            self.builder.paragraph(self.text, level(self.text))
        self.text, self.sizes = "", []

    def _end_table(self) -> None:
        self.builder.table(self.cells)
        self.cells = []


def _width(cells: list[Cell]) -> int:
    return max(cell.column + cell.columns for cell in cells)
