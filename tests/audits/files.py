"""Word files as people bring them: with errors in them, and edited by hand."""

import io

from docx import Document
from docx.oxml.ns import qn

SENTENCES = (
    "2023年支出合计1,280.50万元，其中：基本支出680.20万元，项目支出610.30万元。",
    "全年预算1,400.00万元，执行数1,280.50万元，预算执行率94.16%。",
    "“三公”经费支出12.30万元，其中：公务接待费4.10万元，公务用车运行维护费8.21万元。",
)
"""Two errors and a rounding."""


def word(*sentences: str) -> bytes:
    """A file with a paragraph a sentence."""
    document, stream = Document(), io.BytesIO()
    for sentence in sentences:
        document.add_paragraph(sentence)
    document.save(stream)
    return stream.getvalue()


def edited(content: bytes, line: str, occurrence: int, new: str) -> bytes:
    """The file with another text in one of its paragraphs, in a table or outside."""
    document, stream = Document(io.BytesIO(content)), io.BytesIO()
    found = [p for p in document.element.body.iter(qn("w:p")) if _text(p) == line][occurrence]
    first, *rest = found.iter(qn("w:t"))
    first.text = new
    for piece in rest:
        piece.text = ""
    document.save(stream)
    return stream.getvalue()


def _text(paragraph) -> str:
    return "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))
