"""纯文本 Paragraphs and tables of plain text and Markdown.

Four forms of table are recognised: cells of a row on one line between tabs; Markdown's bars; columns set with spaces
(see ``spaced``); and the form that is left when a table is copied out of Word as text, one cell on a line of its own
that begins with a tab (see ``flattened``).
"""

import re

from anzhi.auditor.document import Builder, Document
from anzhi.auditor.readers import flattened, spaced
from anzhi.auditor.readers.encodings import decode
from anzhi.auditor.readers.limits import TEXT
from anzhi.values.refusal import Refused

_BAR = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^\s*\|?[\s:|-]*-{2,}[\s:|-]*\|?\s*$")
_HEADING = re.compile(r"^(#{1,6})\s+(.*)$")
_CHINESE_HEADING = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])")
_LONGEST_HEADING = 40


def read(data: bytes, name: str, form: str) -> Document:
    """Read plain text or Markdown.

    Raises:
        Refused: it is too long, or no text at all.
    """
    if len(data) > TEXT:
        raise Refused("{name}超过 {limit} MB，不像一份报告", name=name, limit=TEXT >> 20)
    builder, lines = Builder(name), decode(data, name).split("\n")
    at = 0
    while at < len(lines):
        at = _block(lines, at, builder, markdown=form == "md")
    return Document(name, form, tuple(builder.blocks))


def _block(lines: list[str], at: int, builder: Builder, *, markdown: bool) -> int:
    """Add the block that begins at a line; where the next one begins."""
    line = lines[at]
    if _BAR.match(line) and at + 1 < len(lines) and _RULE.match(lines[at + 1]):
        return _bars(lines, at, builder)
    if flattened.begins(line):
        return flattened.read(lines, at, builder)
    if "\t" in line.strip():
        return _tabbed(lines, at, builder)
    if spaced.begins(lines, at):
        return spaced.read(lines, at, builder)
    if markdown and (heading := _HEADING.match(line)):
        builder.paragraph(heading[2], len(heading[1]))
    else:
        builder.paragraph(line, level(line))
    return at + 1


def level(line: str) -> int:
    """The level of a heading that is only told by its number: 一、 is 1, （一） is 2."""
    if (
        len(line.strip()) > _LONGEST_HEADING
        or not (found := _CHINESE_HEADING.match(line))
        or line.rstrip()[-1] in "。；;"
    ):
        return 0
    return 1 if found[0].endswith("、") else 2


def _bars(lines: list[str], at: int, builder: Builder) -> int:
    rows = []
    while at < len(lines) and _BAR.match(lines[at]):
        if not _RULE.match(lines[at]):
            rows.append([re.sub(r"<br\s*/?>", "\n", cell).strip() for cell in lines[at].strip().strip("|").split("|")])
        at += 1
    builder.rows(rows)
    return at


def _tabbed(lines: list[str], at: int, builder: Builder) -> int:
    rows = []
    while at < len(lines) and "\t" in lines[at].strip():
        rows.append([cell.strip() for cell in lines[at].rstrip("\n").split("\t")])
        at += 1
    if len(rows) == 1:
        builder.paragraph(lines[at - 1])
    else:
        builder.rows(rows)
    return at
