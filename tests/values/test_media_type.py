"""What a file is told by its content; its name says nothing, and what is not whole is not taken."""

import contextlib
import io
import struct
import zipfile
import zlib

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from anzhi.values.media_type import MediaType, sniff
from anzhi.values.refusal import Refused


def pdf() -> bytes:
    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(72, 72)
    writer.write(buffer)
    return buffer.getvalue()


def png() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def office(book) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def changed(package: bytes, part: str, old: bytes = b"", new: bytes = b"") -> bytes:
    """An office file with one part rewritten, or added where it is not there."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old, new) if name == part else source.read(name))
        if part not in source.namelist():
            target.writestr(part, new)
    return buffer.getvalue()


JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + b"\xff\xd9"
WORD, EXCEL = office(docx.Document()), office(openpyxl.Workbook())
WHOLE = {
    MediaType.PDF: pdf(), MediaType.JPEG: JPEG, MediaType.PNG: png(), MediaType.DOCX: WORD, MediaType.XLSX: EXCEL,
}  # fmt: skip
LISTING = "[Content_Types].xml"


@pytest.mark.parametrize("media_type", MediaType)
def test_a_file_is_known_by_its_content(media_type: MediaType):
    assert sniff(WHOLE[media_type]) is media_type


@given(st.sampled_from(list(MediaType)), st.data())
def test_a_file_that_was_cut_off_is_refused(media_type: MediaType, data: st.DataObject):
    whole = WHOLE[media_type].rstrip(b"\r\n")
    with pytest.raises(Refused):
        sniff(whole[: data.draw(st.integers(0, len(whole) - 1))])


@given(st.binary() | st.binary().map(lambda tail: b"PK\3\4" + tail) | st.text().map(str.encode))
def test_anything_else_is_refused_and_nothing_worse_happens(content: bytes):
    with pytest.raises(Refused, match="文件内容不是"):
        sniff(content)


@given(st.sampled_from([WORD, EXCEL]), st.data())
def test_a_damaged_office_file_is_what_it_was_or_refused(whole: bytes, data: st.DataObject):
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 20))):
        damaged[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Refused):
        assert sniff(bytes(damaged)) in (MediaType.DOCX, MediaType.XLSX)


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='x' onload='alert(1)'/>",
        b"MZ\x90\0" + b"\0" * 64,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512,
        b"GIF89a" + b"\0" * 16,
        changed(WORD, LISTING, b"wordprocessingml.document.main+xml", b"x"),
        changed(WORD, LISTING, b"openxmlformats-officedocument.wordprocessingml.document.main", b"macroEnabled.main"),
        changed(EXCEL, "xl/vbaProject.bin", new=b"macro"),
        changed(EXCEL, LISTING, b"</Types>", b" " * 2**21 + b"</Types>"),
    ],
    ids=["html", "svg", "exe", "old office", "gif", "another package", "docm", "macros", "a swollen listing"],
)
def test_a_file_of_another_type_is_refused_whatever_it_is_called(content: bytes):
    with pytest.raises(Refused, match="PDF、JPEG、PNG"):
        sniff(content)


@given(st.sampled_from(list(MediaType)), st.text(min_size=1, max_size=30))
def test_a_name_ends_as_the_type_of_the_file_does(media_type: MediaType, name: str):
    named = media_type.named(name)

    assert named.startswith(name)
    assert named.lower().endswith({"jpeg": (".jpg", ".jpeg")}.get(media_type.label.lower(), media_type.named("x")[1:]))
    assert media_type.named(named) == named
