"""旧格式 Files of old Word and WPS, converted by LibreOffice where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from anzhi.auditor.readers.limits import FILE, SECONDS
from anzhi.values.refusal import Refused


def convert(data: bytes, name: str, source: str, target: str) -> bytes:
    """The same document in another format; ``source`` and ``target`` are extensions.

    LibreOffice works in a folder and with a profile of its own, which are gone afterwards.

    Raises:
        Refused: LibreOffice is not installed, takes too long, or cannot read the file.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Refused(
            "{name}是旧格式，本机没有 LibreOffice 可以转换，请另存为 .{target} 再审", name=name, target=target
        )
    with tempfile.TemporaryDirectory(prefix="anzhi-audit-") as folder:
        written = Path(folder, f"source.{source}")
        written.write_bytes(data)
        profile = Path(folder, "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", target]
        _run([*command, "--outdir", folder, str(written)], name)
        converted = written.with_suffix(f".{target}")
        if not converted.exists() or converted.stat().st_size > FILE:
            raise Refused("{name}无法由 LibreOffice 转换，请另存为 .{target} 再审", name=name, target=target)
        return converted.read_bytes()


def _run(command: list[str], name: str) -> None:
    """Run a program that starts others; when it takes too long, all of them end."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise Refused("{name}在 {seconds} 秒内没有转换完，请另存后再审", name=name, seconds=SECONDS) from None
