"""报告 Models of reports."""

from anzhi.reports.models.narrative import Narrative

__all__ = ["Narrative"]
