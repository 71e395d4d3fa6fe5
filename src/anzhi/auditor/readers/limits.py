"""限度 What may be read at all: sizes before and after unpacking, so that no file can exhaust the machine."""

import zipfile
from pathlib import Path

from anzhi.values.refusal import Refused

MIB = 1 << 20
FILE = 64 * MIB
"""Largest file."""
PART = 32 * MIB
"""Largest unpacked part of an office file that is read."""
PARTS = 20_000
"""Most entries in an office file."""
TEXT = 16 * MIB
"""Largest plain text."""
SECONDS = 60
"""How long another program may take to convert a file."""


def load(source: Path) -> bytes:
    """The bytes of a file that is small enough to be a report.

    Raises:
        Refused: there is no such file, it is too large, or it cannot be read.
    """
    try:
        size = source.stat().st_size
        if source.is_dir():
            raise Refused("{name}是文件夹，请指明其中的文件", name=source.name)
        check_size(size, source.name)
        return source.read_bytes()
    except FileNotFoundError:
        raise Refused("没有文件{name}，请核对路径", name=source.name) from None
    except OSError as error:
        raise Refused("无法读取{name}：{error}", name=source.name, error=error.strerror or "") from None


def check_size(size: int, name: str) -> None:
    """Is the file small enough?

    Raises:
        Refused: it is not, or it is empty.
    """
    if size > FILE:
        raise Refused(
            "{name}有 {size} MB，超过 {limit} MB，请拆分后再审", name=name, size=size // MIB, limit=FILE // MIB
        )
    if size == 0:
        raise Refused("{name}是空文件", name=name)


def part(archive: zipfile.ZipFile, entry: str, name: str) -> bytes | None:
    """One part of an office file, unpacked no further than its limit; None when there is none.

    Raises:
        Refused: it is too large once unpacked, encrypted, or damaged.
    """
    try:
        with archive.open(entry) as stream:
            data = stream.read(PART + 1)
    except KeyError:
        return None
    except Exception:  # whatever zlib, lzma, bz2 and zipfile make of damaged bytes
        raise Refused("{name}已损坏或不完整，请重新导出", name=name) from None
    if len(data) > PART:
        raise Refused("{name}解压后超过 {limit} MB，不像一份报告，没有读取", name=name, limit=PART // MIB)
    return data
