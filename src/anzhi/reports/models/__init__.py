"""报告 Models of reports."""

from anzhi.reports.models.narrative import Narrative
from anzhi.reports.models.submission import Submission, SubmittedFigure, SubmittedFile

__all__ = ["Narrative", "Submission", "SubmittedFigure", "SubmittedFile"]
