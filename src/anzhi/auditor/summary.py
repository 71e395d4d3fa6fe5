"""汇总 One page on a folder of audited files: how many relations, errors by kind, worst files first."""

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Pt

from anzhi.auditor.report import Relation, Report, Verdict
from anzhi.auditor.saying import KINDS, VERDICTS, chinese, sentence
from anzhi.values.refusal import Refused
from anzhi.values.wording import Translate, phrase, say

_WORST, _REFUSED = 15, 8
"""So many files stand on the page."""
_FONT = "FangSong"
_SHOWN = (Verdict.ERROR, Verdict.PERSON, Verdict.ROUNDING)


@dataclass(frozen=True)
class Outcome:
    """What became of one file.

    Attributes:
        name: as it was given.
        checked: how many relations were checked.
        findings: those that do not simply hold, worst first.
        refusal: why it could not be read; None when it was.
    """

    name: str
    checked: int = 0
    findings: tuple[Relation, ...] = ()
    refusal: Refused | None = None

    @classmethod
    def of(cls, name: str, report: Report) -> "Outcome":
        """The outcome of an audit."""
        return cls(name, len(report.relations), report.findings)

    def count(self, verdict: Verdict) -> int:
        """How many findings have a verdict."""
        return sum(relation.verdict is verdict for relation in self.findings)


def worst_first(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Files with the most errors first, then those with the most to look at, then by name."""
    return sorted(outcomes, key=lambda o: (*(-o.count(verdict) for verdict in _SHOWN), o.name))


def write(outcomes: Sequence[Outcome], translate: Translate = chinese) -> bytes:
    """The page as a Word file."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    read = [outcome for outcome in outcomes if outcome.refusal is None]
    document.add_heading(say(phrase("勾稽审核汇总"), translate), 1)
    document.add_paragraph(say(_headline(read, len(outcomes) - len(read)), translate))
    _kinds(document, read, translate)
    _files(document, worst_first(read), translate)
    _refused(document, [outcome for outcome in outcomes if outcome.refusal is not None], translate)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _headline(read: Sequence[Outcome], refused: int) -> object:
    return phrase(
        "审核 {files} 个文件，核对 {relations} 条勾稽关系：差错 {errors} 处，待核实 {persons} 处，尾差 {roundings} 处；"
        "{refused} 个文件无法读取。",
        files=len(read),
        relations=sum(outcome.checked for outcome in read),
        errors=sum(outcome.count(Verdict.ERROR) for outcome in read),
        persons=sum(outcome.count(Verdict.PERSON) for outcome in read),
        roundings=sum(outcome.count(Verdict.ROUNDING) for outcome in read),
        refused=refused,
    )


def _kinds(document: Any, read: Sequence[Outcome], translate: Translate) -> None:
    counts = Counter((r.kind, r.verdict) for outcome in read for r in outcome.findings)
    kinds = sorted({kind for kind, _ in counts}, key=lambda kind: [-counts[kind, verdict] for verdict in _SHOWN])
    headings = [phrase("检查"), *(VERDICTS[verdict] for verdict in _SHOWN)]
    rows = [[say(KINDS[kind], translate), *(str(counts[kind, verdict]) for verdict in _SHOWN)] for kind in kinds]
    _table(document, [say(heading, translate) for heading in headings], rows)


def _files(document: Any, outcomes: Sequence[Outcome], translate: Translate) -> None:
    found = [outcome for outcome in outcomes if outcome.findings][:_WORST]
    headings = [phrase("文件"), *(VERDICTS[verdict] for verdict in _SHOWN), phrase("最要紧的一处")]
    rows = [
        [o.name, *(str(o.count(verdict)) for verdict in _SHOWN), sentence(o.findings[0], translate)[:80]] for o in found
    ]
    _table(document, [say(heading, translate) for heading in headings], rows)


def _refused(document: Any, outcomes: Sequence[Outcome], translate: Translate) -> None:
    for outcome in outcomes[:_REFUSED]:
        document.add_paragraph(say(outcome.refusal, translate))


def _table(document: Any, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        return
    table = document.add_table(0, len(headings), style="Table Grid")
    for words in (headings, *rows):
        for cell, text in zip(table.add_row().cells, words, strict=True):
            cell.text = "".join(character for character in text if character >= " " or character in "\t\n")
    document.add_paragraph()
