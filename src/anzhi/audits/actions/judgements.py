"""核实意见 Saying of a finding that it is right or that it is not, and taking that back."""

from anzhi.auditor import Relation
from anzhi.audits.audited import Audited
from anzhi.audits.models import Judgement
from anzhi.audits.models.judgement import LONGEST
from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.values.refusal import Refused

_SHORTEST = 4
"""Characters of a remark that says something."""
_NAME = 120


def judge(
    found: Audited, relation: Relation, decision: Judgement.Decision, *, remark: str = "", by: Officer
) -> Judgement:
    """注明意见. The judgement shows wherever the same file, or the same text, is audited again.

    Raises:
        Refused: a finding is called false without a reason, the remark is too long, or the finding was judged already.
    """
    remark = remark.strip()
    if decision == Judgement.Decision.FALSE and len(remark) < _SHORTEST:
        raise Refused("认为问题不成立必须说明理由（至少 {least} 个字）", least=_SHORTEST)
    if len(remark) > LONGEST:
        raise Refused("说明超过 {limit} 个字", limit=LONGEST)
    judgement = Judgement(
        file_name=found.name[-_NAME:],
        file_digest=found.digest,
        text_digest=found.report.document.digest,
        finding=relation.identity,
        kind=relation.kind,
        verdict=relation.verdict.value,
        said=relation.message[:LONGEST],
        decision=decision,
        remark=remark,
        recorded_by=by,
    )
    return events.add([judgement], verb="judgement.make", by=by)[0]


def withdraw(judgement: Judgement, *, by: Officer) -> Judgement:
    """撤回意见. It stays in the trail, with who gave it and who took it back.

    Raises:
        Refused: it is withdrawn already.
    """
    if judgement.is_withdrawn:
        raise Refused("这条核实意见已经撤回")
    return events.change({judgement: {"is_withdrawn": True}}, verb="judgement.withdraw", by=by)[0]
