"""安置审批与补偿核定 Models of casework."""

from anzhi.casework.models.agreement import Agreement
from anzhi.casework.models.approval import Approval, Entitlement
from anzhi.casework.models.determination import Adjustment, Determination, Snapshot
from anzhi.casework.models.meeting import Attendance, Meeting
from anzhi.casework.models.publication import Objection, Publication, PublicationEntry
from anzhi.casework.models.review import Decision, Review

__all__ = [
    "Adjustment",
    "Agreement",
    "Approval",
    "Attendance",
    "Decision",
    "Determination",
    "Entitlement",
    "Meeting",
    "Objection",
    "Publication",
    "PublicationEntry",
    "Review",
    "Snapshot",
]
