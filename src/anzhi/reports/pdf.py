"""PDF A Word file as PDF, made by LibreOffice where it is installed."""

import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

from anzhi.values.refusal import Missing, Refused

SECONDS = 90
"""How long a conversion may take; the first start of LibreOffice is slow."""
_AT_ONCE = threading.BoundedSemaphore(2)
"""LibreOffice takes 200 MB a run."""


def converter() -> str | None:
    """Path of LibreOffice; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def pdf(document: bytes) -> bytes:
    """Convert a .docx. Every conversion has a profile of its own, so that several can run at once.

    Raises:
        Missing: LibreOffice is not installed.
        Refused: it failed, took too long, or is busy.
    """
    program = converter()
    if program is None:
        raise Missing("这台服务器没有安装 LibreOffice，不能生成 PDF；请下载 Word 文件后另存为 PDF")
    if not _AT_ONCE.acquire(timeout=SECONDS):
        raise Refused("正在生成其他 PDF，请稍后重试")
    try:
        with tempfile.TemporaryDirectory(prefix="anzhi-pdf-") as folder:
            return _convert(program, document, Path(folder))
    finally:
        _AT_ONCE.release()


def _convert(program: str, document: bytes, folder: Path) -> bytes:
    source = folder / "report.docx"
    source.write_bytes(document)
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--convert-to", "pdf", "--outdir", str(folder), str(source),
    ]  # fmt: skip
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, cwd=folder)  # noqa: S603
        return source.with_suffix(".pdf").read_bytes()
    except subprocess.TimeoutExpired:
        raise Refused("生成 PDF 超过 {seconds} 秒，请稍后重试或下载 Word 文件", seconds=SECONDS) from None
    except (subprocess.CalledProcessError, OSError) as error:
        name = type(error).__name__
        raise Refused("LibreOffice 未能生成 PDF（{error}），请下载 Word 文件", error=name) from error
