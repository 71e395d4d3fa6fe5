"""Any bytes: a report or one clear refusal, within the limits of time and memory."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anzhi.auditor import Report, audit
from anzhi.auditor.readers import limits
from anzhi.values.refusal import Refused

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMES = ("x.docx", "x.pdf", "x.xlsx", "x.html", "x.txt", "x.md", "x")
STARTS_A_PROCESS = (b"%PDF-", b"{\\rtf", "WordDocument".encode("utf-16-le"))
BYTES = st.binary(max_size=3000).filter(lambda data: not any(start in data for start in STARTS_A_PROCESS))
TEXTS = st.text("0123456789.,%，。；：、（）其中含合计万元亩人增长减少比占的=+- \t\n|一二三第年月等个", max_size=200)


def word(xml: str | bytes, **parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def answer(data: bytes, name: str) -> Report | Refused:
    try:
        return audit(data, name=name)
    except Refused as refusal:
        return refusal


@settings(max_examples=60, deadline=None)
@given(BYTES, st.sampled_from(NAMES))
def test_any_bytes_give_a_report_or_a_refusal(data: bytes, name: str):
    assert isinstance(answer(data, name), Report | Refused)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>", b"\xff\xfe"]), BYTES)
def test_bytes_that_begin_like_a_file_give_a_report_or_a_refusal(start: bytes, rest: bytes):
    assert isinstance(answer(start + rest, "x"), Report | Refused)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_sentence_gives_a_report_whose_places_can_be_found_again(text: str):
    report = answer(text.encode(), "x.txt")

    for relation in report.relations if isinstance(report, Report) else ():
        for place, quoted in relation.quotes:
            assert quoted in report.document.text_at(place)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@settings(max_examples=60, deadline=None)
@given(share=st.floats(0, 1), garbage=BYTES)
def test_a_damaged_office_file_is_refused_or_read(kind: str, share: float, garbage: bytes):
    data = SAMPLES[kind]
    cut = int(len(data) * share)
    assert isinstance(answer(data[:cut] + garbage + data[cut + len(garbage) :], f"x.{kind}"), Report | Refused)


def test_what_unpacks_to_far_more_is_refused():
    bomb = word(b"<w:document " + WORD.encode() + b">" + b" " * (limits.PART + 1) + b"</w:document>")
    assert len(bomb) < 2**20
    with pytest.raises(Refused, match="解压后超过"):
        audit(bomb, name="x.docx")


def test_entities_are_not_expanded():
    entity = '<!DOCTYPE d [<!ENTITY a "1万元">]>'
    xml = f"{entity}<w:document {WORD}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    with pytest.raises(Refused, match="外来定义"):
        audit(word(xml), name="x.docx")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path):
    path = tmp_path / "big.docx"
    with path.open("wb") as file:
        file.truncate(500 * 2**20)
    with pytest.raises(Refused, match="超过 64 MB"):
        audit(path)


def test_what_is_encrypted_is_refused_by_that_name(tmp_path: Path):
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Refused, match="加了密码"):
        audit(encrypted, name="x.docx")


def test_an_encrypted_pdf_is_refused_by_that_name():
    from pypdf import PdfWriter

    writer, stream = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret")
    writer.write(stream)
    with pytest.raises(Refused, match="加了密码"):
        audit(stream.getvalue(), name="x.pdf")


@pytest.mark.parametrize("keep", [20, 200])
def test_a_truncated_pdf_is_refused(keep: int):
    with pytest.raises(Refused, match="损坏"):
        audit((b"%PDF-1.7\n" + b"1 0 obj <</Type /Catalog>> endobj\n" * 20)[:keep], name="x.pdf")


def test_nothing_there_is_refused(tmp_path: Path):
    for path, said in ((tmp_path / "none.docx", "没有文件"), (tmp_path, "文件夹")):
        with pytest.raises(Refused, match=said):
            audit(path)
    with pytest.raises(Refused, match="空文件"):
        audit(b"", name="x.txt")


def test_auditing_needs_neither_django_nor_a_database():
    program = (
        "import sys; from anzhi.auditor import audit\n"
        "audit('支出5万元'.encode(), name='x.txt'); print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def _samples() -> dict[str, bytes]:
    import xlsxwriter
    from docx import Document

    document, stream = Document(), io.BytesIO()
    document.add_paragraph("支出100万元，其中：基本支出60万元，项目支出40万元。")
    document.save(stream)
    book, other = io.BytesIO(), None
    other = xlsxwriter.Workbook(book, {"in_memory": True})
    other.add_worksheet().write_row(0, 0, ["合计", 100])
    other.close()
    return {"docx": stream.getvalue(), "xlsx": book.getvalue()}


SAMPLES = _samples()
