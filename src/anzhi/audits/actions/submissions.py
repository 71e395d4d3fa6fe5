"""报送 Handing a report in, with its audit: an error that nobody has looked at holds it back."""

import json
from collections.abc import Mapping
from functools import partial

from anzhi.auditor import Verdict
from anzhi.auditor.transcript import relation_record
from anzhi.audits.audited import Audited, Judged
from anzhi.audits.models import SubmittedAudit
from anzhi.audits.own import audit_files
from anzhi.audits.queries import judgements
from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.reports.actions import submissions
from anzhi.reports.models import Submission
from anzhi.values.digest import sm3
from anzhi.values.period import Year
from anzhi.values.refusal import Refused


def submit(year: Year, *, seen: str, by: Officer) -> Submission:
    """报送并留存审核结果. What is audited are the very files that are frozen; both are written, or neither.

    Raises:
        Missing: the report cannot be made yet.
        Refused: an error that the auditor found is neither mended nor judged; or see ``reports.submissions.submit``.
    """
    return submissions.submit(year, seen=seen, by=by, beside=partial(_keep, by=by))


def _keep(submission: Submission, files: Mapping[str, bytes], *, by: Officer) -> None:
    found = [(audited, judgements(audited)) for audited in audit_files(files)]
    open_errors = [(audited.name, error) for audited, judged in found for error in audited.open_errors(judged)]
    if open_errors:
        name, first = open_errors[0]
        raise Refused(
            "审核发现 {count} 处差错还没有处理（{name}：{first}），请改正记录，或在审核页逐处注明意见后再报送",
            count=len(open_errors),
            name=name,
            first=first.said,
        )
    events.add([_kept(submission, *one) for one in found], verb="submitted_audit.keep", by=by)


def _kept(submission: Submission, audited: Audited, judged: Judged) -> SubmittedAudit:
    report = audited.report
    findings = [relation_record(relation) | _judgement(judged, relation.identity) for relation in report.findings]
    content = json.dumps(findings, ensure_ascii=False, separators=(",", ":")).encode()
    return SubmittedAudit(
        submission=submission,
        file_name=audited.name,
        file_digest=audited.digest,
        checked=len(report.relations),
        errors=report.count(Verdict.ERROR),
        persons=report.count(Verdict.PERSON),
        roundings=report.count(Verdict.ROUNDING),
        findings=content,
        findings_digest=sm3(content),
    )


def _judgement(judged: Judged, identity: str) -> dict[str, object]:
    judgement = judged.get(identity)
    if judgement is None:
        return {}
    said = {"decision": judgement.decision, "remark": judgement.remark, "by": judgement.recorded_by.name}
    return {"judgement": said}
