"""读取 Any file into one block model: recognised by what it holds, not by its name."""

import io
import zipfile
from pathlib import Path

from anzhi.auditor.document import Document
from anzhi.auditor.readers import limits, office, pdf, text, web, word, workbook
from anzhi.values.refusal import Refused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_BOOK_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(source: str | Path | bytes, name: str = "") -> Document:
    """Read a file, or the bytes of one.

    Raises:
        Refused: it is too large, damaged, encrypted, or of a kind that is not read.
    """
    if isinstance(source, bytes):
        limits.check_size(len(source), name or "文件")
        data = source
    else:
        data = limits.load(Path(source))
        name = name or Path(source).name
    try:
        return _read(data, name or "文件")
    except (RecursionError, MemoryError):
        raise Refused("{name}的结构过于复杂，不像一份报告，没有读取", name=name) from None


def _read(data: bytes, name: str) -> Document:
    start = data[:1024].lstrip()
    if data.startswith(b"PK"):
        return _package(data, name)
    if data.startswith(_OLE):
        return _compound(data, name)
    if b"%PDF-" in start:
        return pdf.read(data, name)
    if start.startswith(b"{\\rtf"):
        return word.read(office.convert(data, name, "rtf", "docx"), name)
    if start[:200].lower().startswith((b"<!doctype", b"<html", b"<?xml")) or b"<html" in data[:4096].lower():
        return web.read(data, name)
    extension = Path(name).suffix.lower().lstrip(".")
    if extension in ("htm", "html"):
        return web.read(data, name)
    return text.read(data, name, "md" if extension in ("md", "markdown") else "txt")


def _package(data: bytes, name: str) -> Document:
    with word.open_archive(data, name) as archive:
        entries = {entry.filename for entry in archive.infolist()}
        if any(entry.flag_bits & 1 for entry in archive.infolist()):
            raise Refused("{name}加了密码，请另存为不加密码的文件", name=name)
        kind = _mimetype(archive, name) if "mimetype" in entries else b""
    if "word/document.xml" in entries:
        return word.read(data, name)
    if "xl/workbook.xml" in entries:
        return workbook.read(data, name)
    if b"opendocument.text" in kind:
        return word.read(office.convert(data, name, "odt", "docx"), name)
    if b"opendocument.spreadsheet" in kind:
        return workbook.read(office.convert(data, name, "ods", "xlsx"), name)
    raise Refused("{name}不是能审核的文件，请用 Word、Excel、PDF、网页或文本文件", name=name)


def _mimetype(archive: zipfile.ZipFile, name: str) -> bytes:
    return (limits.part(archive, "mimetype", name) or b"")[:200]


def _compound(data: bytes, name: str) -> Document:
    """An old binary file of Word, WPS or Excel, or a new one that is encrypted."""
    if _ENCRYPTED in data:
        raise Refused("{name}加了密码，请另存为不加密码的文件", name=name)
    if _WORD_STREAM in data:
        return word.read(office.convert(data, name, "doc", "docx"), name)
    if any(stream in data for stream in _BOOK_STREAMS):
        return workbook.read_old(data, name)
    raise Refused("{name}不是能审核的文件，请用 Word、Excel、PDF、网页或文本文件", name=name)


def is_word(data: bytes) -> bool:
    """Is it a .docx file, to which comments can be added?"""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False
