"""工单 Models of grievances."""

from anzhi.grievances.models.ticket import Ticket

__all__ = ["Ticket"]
