"""文件类型 The types of files that are kept as evidence, told by what is in a file and never by its name."""

import io
import zipfile
from enum import StrEnum
from pathlib import PurePath

from anzhi.values.refusal import Refused

_LARGEST_LISTING = 2**20
"""Bytes of the part of an office file that lists its parts; a real one has a few thousand."""


class MediaType(StrEnum):
    """A type of file, by its name on the internet."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    @property
    def label(self) -> str:
        """What people call it."""
        return _LABELS[self]

    def named(self, name: str) -> str:
        """A file name that ends as its type does, so that it opens with what can read it."""
        suffixes = _SUFFIXES[self]
        return name if PurePath(name.lower()).suffix in suffixes else name + suffixes[0]


_LABELS = {
    MediaType.PDF: "PDF", MediaType.JPEG: "JPEG", MediaType.PNG: "PNG", MediaType.DOCX: "Word", MediaType.XLSX: "Excel",
}  # fmt: skip
_SUFFIXES = {
    MediaType.PDF: (".pdf",), MediaType.JPEG: (".jpg", ".jpeg"), MediaType.PNG: (".png",), MediaType.DOCX: (".docx",),
    MediaType.XLSX: (".xlsx",),
}  # fmt: skip
SUFFIXES = tuple(suffix for suffixes in _SUFFIXES.values() for suffix in suffixes)
"""How the names of such files end."""
_BEGINNINGS = {MediaType.PDF: b"%PDF-", MediaType.JPEG: b"\xff\xd8\xff", MediaType.PNG: b"\x89PNG\r\n\x1a\n"}
_ENDINGS = {MediaType.PDF: b"%%EOF", MediaType.JPEG: b"\xff\xd9", MediaType.PNG: b"IEND\xaeB`\x82"}
"""What every whole file of a type has after its content; readers allow more behind it."""
_MAIN_PARTS = {
    MediaType.DOCX: b"wordprocessingml.document.main+xml",
    MediaType.XLSX: b"spreadsheetml.sheet.main+xml",
}
"""What the listing of an office file calls its main part; one with macros calls it otherwise."""


def sniff(content: bytes) -> MediaType:
    """The type of a file.

    Raises:
        Refused: it is none of these types, is cut off, or holds macros.
    """
    for media_type, beginning in _BEGINNINGS.items():
        if content.startswith(beginning):
            if _ENDINGS[media_type] not in content:
                raise Refused("文件不完整，后半部分丢失，请重新扫描或复制后再上传")
            return media_type
    if (found := _office(content)) is not None:
        return found
    raise Refused("文件内容不是 PDF、JPEG、PNG、Word（docx）或 Excel（xlsx），或含有宏；请另存为其中一种后再上传")


def _office(content: bytes) -> MediaType | None:
    """The type of an office file by its listing of parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            listing = package.getinfo("[Content_Types].xml")
            if listing.file_size > _LARGEST_LISTING or any("vbaproject" in n.lower() for n in package.namelist()):
                return None
            parts = package.read(listing)
    except Exception:  # what is no archive, or a broken one, may fail in any way
        return None
    return next((media_type for media_type, main in _MAIN_PARTS.items() if main in parts), None)
