"""打包 Office files that are the same bytes when their content is the same, written so that no half file is left."""

import io
import os
import zipfile
from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)


def repack(package: bytes) -> bytes:
    """Rewrite an office package with a fixed time on every part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            part = zipfile.ZipInfo(entry.filename, _EPOCH)
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, entry.external_attr
            target.writestr(part, source.read(entry.filename))
    return buffer.getvalue()


def write(path: Path, content: bytes) -> bool:
    """Put a file in place in one step; False when it already had this content."""
    if path.is_file() and path.read_bytes() == content:
        return False
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return True
