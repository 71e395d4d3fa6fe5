"""What comes back from an audit: the same file with comments, a page with notes, a record, a summary."""

import io
import json
import re
from fractions import Fraction

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from anzhi.auditor import audit, read, summary
from anzhi.auditor.annotate import annotate
from anzhi.auditor.summary import Outcome
from anzhi.auditor.transcript import exact, record
from anzhi.values.refusal import Refused

WRONG = "2021年支出合计100万元，其中：基本支出60万元，项目支出45万元。"
SAYS = st.text("支出合计其中：，。、（）0123456789万元比上年增加<&\t ", min_size=1, max_size=40)


def word(*paragraphs: list[str]) -> bytes:
    """A file whose paragraphs are made of runs."""
    document, stream = Document(), io.BytesIO()
    for runs in paragraphs:
        paragraph = document.add_paragraph()
        for text in runs:
            paragraph.add_run(text).bold = True
    table = document.add_table(3, 2, style="Table Grid")
    for row, line in enumerate([("合计", "100"), ("甲", "60"), ("乙", "45")]):
        for column, text in enumerate(line):
            table.cell(row, column).text = text
    document.save(stream)
    return stream.getvalue()


def texts(data: bytes) -> list[object]:
    return [getattr(block, "cells", None) or block.text for block in read(data, name="x.docx").blocks]


def test_a_comment_stands_at_the_number_and_says_why():
    data = word([WRONG[:9], WRONG[9:]])
    report = audit(data, name="x.docx")
    annotated, extension = annotate(data, report)
    document = Document(io.BytesIO(annotated))
    commented = [
        re.sub("<[^>]+>", "", found)
        for found in re.findall(r"<w:commentRangeStart[^>]*/>(.*?)<w:commentRangeEnd", document.element.xml, re.DOTALL)
    ]

    assert extension == "docx"
    assert len(list(document.comments)) == len(report.findings) == 2
    assert [" ".join(text.split()) for text in commented] == ["100万元", "100"]
    assert "60万元 + 45万元 = 105万元 ≠ 100万元" in "".join(comment.text for comment in document.comments)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(SAYS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_no_character_of_the_text_changes(paragraphs: list[list[str]]):
    data = word([WRONG], *paragraphs)
    annotated, _ = annotate(data, audit(data, name="x.docx"))

    assert texts(annotated) == texts(data)
    assert audit(annotated, name="x.docx").relations == audit(data, name="x.docx").relations


def test_auditing_twice_gives_the_same_bytes():
    data = word([WRONG])
    parts = [annotate(data, audit(data, name="x.docx"))[0] for _ in range(2)]
    assert read(parts[0], name="x").blocks == read(parts[1], name="x").blocks
    assert b"w:date=" not in Document(io.BytesIO(parts[0])).part._comments_part.blob


def test_any_other_file_comes_back_as_a_page_with_notes():
    page, extension = annotate(b"", audit(f"<b>{WRONG}<script>".encode(), name="a<b>.txt"))
    html = page.decode()

    assert extension == "html"
    assert "<script" not in html and "&lt;script&gt;" in html and "a&lt;b&gt;.txt" in html
    assert '<mark class="error">100万元</mark>' in html


def test_a_record_is_exact_and_plain():
    kept = json.loads(json.dumps(record(audit(WRONG.encode(), name="x.txt"))))
    [relation] = kept["relations"]

    assert (relation["stated"]["value"], relation["expected"]["value"]) == ("1000000", "1050000")
    assert kept["counts"] == {"ok": 0, "rounding": 0, "error": 1, "person": 0}
    assert relation["stated"]["place"]["label"] == "第1段"


@given(st.fractions())
def test_a_number_as_text_loses_nothing(value: Fraction):
    assert Fraction(exact(value)) == value


def test_a_summary_names_the_worst_file_first_and_what_could_not_be_read():
    worse = audit(f"{WRONG}\n{WRONG.replace('100', '90')}".encode(), name="worse.txt")
    outcomes = [
        Outcome.of("mild.txt", audit(WRONG.encode(), name="mild.txt")),
        Outcome.of("worse.txt", worse),
        Outcome("bad.docx", refusal=Refused("{name}是空文件", name="bad.docx")),
    ]
    document = Document(io.BytesIO(summary.write(outcomes)))

    files = [row.cells[0].text for row in document.tables[-1].rows]
    assert files == ["文件", "worse.txt", "mild.txt"]
    assert "bad.docx是空文件" in [paragraph.text for paragraph in document.paragraphs]
    assert "差错 3 处" in document.paragraphs[1].text


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"", b"plain"], ids=["broken", "empty", "text"])
def test_what_is_no_word_file_gets_no_comments(data: bytes):
    assert annotate(data, audit(WRONG.encode(), name="x.txt"))[1] == "html"
