"""本单位的报告 The auditor's second look at the table and the report that the office itself is about to hand in."""

from collections.abc import Mapping
from pathlib import Path

from anzhi.auditor.margin import page as margin_page
from anzhi.auditor.saying import chinese
from anzhi.audits.audited import Audited, audited
from anzhi.office import packing
from anzhi.reports.files import MAKERS
from anzhi.reports.imprints import REPORT, TABLE
from anzhi.reports.queries import ReportPage
from anzhi.values.refusal import Refused
from anzhi.values.wording import Translate

FILES = (TABLE, REPORT)
"""The files that are audited: the others say the same."""


def audit_page(page: ReportPage) -> tuple[Audited, ...]:
    """Audit the files that would be made of a year's report now."""
    return audit_files({name: MAKERS[name](page) for name in FILES})


def audit_files(contents: Mapping[str, bytes]) -> tuple[Audited, ...]:
    """Audit the files of a report that are there."""
    return tuple(audited(contents[name], name) for name in FILES if name in contents)


def write(found: Audited, folder: Path, translate: Translate = chinese) -> tuple[Path, bool]:
    """Write the audit of a file beside it, as a page with notes in the margin; its path, and whether it changed.

    Raises:
        Refused: the folder cannot be written.
    """
    path = folder / f"{Path(found.name).stem}-审核.html"
    try:
        return path, packing.write(path, margin_page(found.report, translate).encode())
    except OSError as error:
        raise Refused("无法写入 {folder}：{error}", folder=folder, error=error.strerror) from None
