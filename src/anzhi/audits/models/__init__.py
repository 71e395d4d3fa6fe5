"""审核 Models of audits."""

from anzhi.audits.models.judgement import Judgement
from anzhi.audits.models.submitted_audit import SubmittedAudit

__all__ = ["Judgement", "SubmittedAudit"]
