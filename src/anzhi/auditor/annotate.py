"""批注 The same Word file back, with a comment at every place where something does not simply hold.

No character of the text changes: a run of text is cut in two where a comment begins or ends, nothing more.
"""

import io
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import docx
from docx.text.run import Run
from lxml import etree

from anzhi.auditor.document import Builder, Place, Table
from anzhi.auditor.margin import page
from anzhi.auditor.readers import is_word
from anzhi.auditor.readers.word import W, cell_paragraphs, grid, pieces, walk
from anzhi.auditor.report import Relation, Report
from anzhi.auditor.saying import chinese, note
from anzhi.values.wording import Phrase, Translate, phrase, say

AUTHOR: Phrase = phrase("勾稽审核")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DATE = W + "date"


def annotate(data: bytes, report: Report, translate: Translate = chinese) -> tuple[bytes, str]:
    """The audited file with its findings, and the extension of what it has become.

    A .docx comes back as .docx with comments, everything else as an HTML page with notes in the margin.
    """
    if is_word(data):
        try:
            return _word(data, report, translate), "docx"
        except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError):  # a Word file that only the auditor reads
            pass
    return page(report, translate).encode(), "html"


def _word(data: bytes, report: Report, translate: Translate) -> bytes:
    document = docx.Document(io.BytesIO(data))
    elements = {block.index: (block, element) for block, element in walk(document.element.body, Builder(""), {})}
    author = say(AUTHOR, translate)
    for relation in report.findings:
        place = relation.place
        if place is not None and place.block in elements:
            runs = list(_runs(*elements[place.block], place))
            _comment(document, runs, relation, author, translate)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _comment(document: Any, runs: list[Any], relation: Relation, author: str, translate: Translate) -> None:
    if runs:
        anchored = [Run(run, document) for run in (runs[0], runs[-1])]
        lines = "\n".join(note(relation, translate))
        comment = document.add_comment(anchored, lines, author=author, initials=author[:1])
        comment._comment_elm.attrib.pop(_DATE, None)  # when it was audited says nothing of the document


def _runs(block: object, element: Any, place: Place) -> Iterator[Any]:
    """The runs that hold a stretch of text, cut out of their neighbours."""
    if not isinstance(block, Table):
        yield from _cut(element, place.start, place.end)
        return
    cells, found = grid(element)
    at = next((n for n, c in enumerate(cells) if (c.row, c.column) == (place.row, place.column)), None)
    if at is None:
        return
    start = 0
    for paragraph in cell_paragraphs(found[at]):
        length = sum(len(piece.text) for piece in pieces(paragraph))
        if start <= place.end and place.start <= start + length:
            yield from _cut(paragraph, max(place.start - start, 0), min(place.end - start, length))
        start += length + 1


def _cut(paragraph: Any, start: int, end: int) -> Iterator[Any]:
    """The runs of a paragraph from one position to another; an empty run where the paragraph has none."""
    if not any(piece.run is not None for piece in pieces(paragraph)):
        paragraph.append(etree.SubElement(paragraph, W + "r"))
        yield paragraph[-1]
        return
    for position in (start, end):
        _split_at(paragraph, position)
    at = 0
    last = None
    for run, length in _lengths(paragraph):
        if start <= at and at + length <= end and length:
            yield run
            last = run
        elif last is None and at + length > start and start == end:
            yield run
            return
        at += length


def _lengths(paragraph: Any) -> list[tuple[Any, int]]:
    """Runs of a paragraph and how much text each holds."""
    found: list[tuple[Any, int]] = []
    for piece in pieces(paragraph):
        if piece.run is None:
            continue
        if found and found[-1][0] is piece.run:
            found[-1] = (piece.run, found[-1][1] + len(piece.text))
        else:
            found.append((piece.run, len(piece.text)))
    return found


def _split_at(paragraph: Any, position: int) -> None:
    """Cut the run that a position lies within in two."""
    at = 0
    for run, length in _lengths(paragraph):
        if at < position < at + length:
            _split(run, position - at)
            return
        at += length


def _split(run: Any, position: int) -> None:
    """Keep the first so many characters of a run, and move the rest into a copy behind it."""
    rest = deepcopy(run)
    run.addnext(rest)
    at = 0
    for first, second in zip(list(run), list(rest), strict=True):
        length = sum(len(piece.text) for piece in pieces(_wrapped(first)))
        if first.tag == W + "rPr":
            continue
        if first.tag == W + "t" and at < position < at + length:
            first.text, second.text = first.text[: position - at], second.text[position - at :]
            first.set(_SPACE, "preserve")
            second.set(_SPACE, "preserve")
        elif at + length <= position and (length or at < position):
            rest.remove(second)
        else:
            run.remove(first)
        at += length


def _wrapped(element: Any) -> Any:
    """An element as the only child of a paragraph, so that its text can be asked for."""
    paragraph = etree.Element(W + "p")
    paragraph.append(deepcopy(element))
    return paragraph
