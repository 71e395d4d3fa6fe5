"""生成 Documents of the corpus as the files an office would hand in.

PDF and the old Word format come from LibreOffice, from one start each; without it these documents are not built.
"""

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.auditor.corpus.document import Document
from tests.auditor.corpus.plain_text import markdown, page, text
from tests.auditor.corpus.sheets import workbook
from tests.auditor.corpus.word import word

SECONDS = 180
"""How long LibreOffice may take for all documents of a format."""
PRINTED_FONT = "Noto Sans CJK SC"
"""A font with every letter, on systems without those of official layout: letters of one line stay in order."""
WRITERS = {
    "docx": word,
    "xlsx": workbook,
    "html": lambda document: page(document).encode("utf-8"),
    "md": lambda document: markdown(document).encode("utf-8"),
    "txt": lambda document: text(document).encode("utf-8"),
    "txt-gb18030": lambda document: text(document).encode("gb18030"),
}
"""What writes a format by itself."""


@dataclass(frozen=True)
class Built:
    """Files by the name of their document, and why the others were not built."""

    files: dict[str, Path] = field(default_factory=dict)
    not_run: dict[str, str] = field(default_factory=dict)


def build(documents: list[Document], folder: Path) -> Built:
    """Write every document into a folder."""
    built = Built()
    for document in documents:
        if document.format in WRITERS:
            path = folder / document.filename
            path.write_bytes(WRITERS[document.format](document))
            built.files[document.name] = path
    for target in ("pdf", "doc"):
        _convert([document for document in documents if document.format == target], target, folder, built)
    return built


def _convert(documents: list[Document], target: str, folder: Path, built: Built) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not documents:
        return
    if program is None:
        built.not_run.update((document.name, "LibreOffice is not installed") for document in documents)
        return
    drafts = folder / f"drafts-{target}"
    drafts.mkdir()
    sources = [drafts / f"{document.name}.docx" for document in documents]
    for document, source in zip(documents, sources, strict=True):
        source.write_bytes(word(document, PRINTED_FONT))
    profile = f"-env:UserInstallation={(drafts / 'profile').absolute().as_uri()}"
    command = [program, profile, "--headless", "--norestore", "--convert-to", target, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=SECONDS, cwd=drafts)
    for document in documents:
        path = folder / document.filename
        if not path.is_file():
            raise RuntimeError(f"LibreOffice made no {target} of {document.name}")
        built.files[document.name] = path
    shutil.rmtree(drafts)
