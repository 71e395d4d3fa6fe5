"""下载 The files of a year's report: which there are, who may have them, and why one cannot be made."""

from collections.abc import Callable
from dataclasses import dataclass

from anzhi.office.models import Account
from anzhi.office.roles import RECORDS
from anzhi.reports import pdf, word, workbook
from anzhi.reports.queries import ReportPage
from anzhi.web.export import MIME as XLSX

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
EVIDENCE = "数字出处.xlsx"
"""The file that lists the records behind every figure: only for those who see every kind of record."""


@dataclass(frozen=True)
class File:
    """A file that can be downloaded: its key in the address, its name, its type, and what makes it."""

    key: str
    name: str
    mime: str
    make: Callable[[ReportPage], bytes]


FILES = {
    file.key: file
    for file in (
        File("report-docx", "自评报告.docx", DOCX, word.report_document),
        File("table-docx", "自评表.docx", DOCX, word.table_document),
        File("table-xlsx", "自评表.xlsx", XLSX, workbook.table_workbook),
        File("sources-xlsx", EVIDENCE, XLSX, workbook.source_workbook),
        File("report-pdf", "自评报告.pdf", PDF, lambda page: pdf.pdf(word.report_document(page))),
        File("table-pdf", "自评表.pdf", PDF, lambda page: pdf.pdf(word.table_document(page))),
    )
}
"""Files by key."""
MIMES = {".docx": DOCX, ".xlsx": XLSX, ".json": "application/json"}


def may_have(name: str, account: Account) -> bool:
    """May an account have the file of a name?"""
    return name != EVIDENCE or account.powers.sees >= RECORDS


def offered(account: Account) -> list[tuple[File, bool]]:
    """The files that an account may have, and whether each can be made on this machine."""
    has_converter = pdf.converter() is not None
    return [(file, file.mime != PDF or has_converter) for file in FILES.values() if may_have(file.name, account)]
