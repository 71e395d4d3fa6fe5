"""审核过的文件 A file with what the auditor found in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from anzhi.auditor import Relation, Report, Verdict, audit
from anzhi.values.digest import sm3

if TYPE_CHECKING:
    from anzhi.audits.models import Judgement  # a process that only audits starts without the models

Judged = Mapping[str, "Judgement"]
"""Judgements by the finding."""


@dataclass(frozen=True)
class Audited:
    """A file with what was found.

    Attributes:
        name: the file's name.
        digest: SM3 of its bytes.
        report: what the auditor found.
    """

    name: str
    digest: str
    report: Report

    def find(self, identity: str) -> Relation | None:
        """A finding by its identity."""
        return next((relation for relation in self.report.findings if relation.identity == identity), None)

    def standing(self, judged: Judged) -> Report:
        """The report without the findings that somebody found false."""
        false = {key for key, judgement in judged.items() if judgement.is_false}
        kept = tuple(r for r in self.report.relations if r.verdict is Verdict.OK or r.identity not in false)
        return Report(self.report.document, kept)

    def open_errors(self, judged: Judged) -> tuple[Relation, ...]:
        """Errors that nobody has judged."""
        return tuple(r for r in self.report.findings if r.verdict is Verdict.ERROR and r.identity not in judged)


@lru_cache(maxsize=16)
def audited(content: bytes, name: str) -> Audited:
    """Audit the bytes of a file; those of the last few are remembered.

    Raises:
        Refused: it cannot be read.
    """
    return Audited(name, sm3(content), audit(content, name))
