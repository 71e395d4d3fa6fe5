"""安置审批 Models of casework."""

from anzhi.casework.models.approval import Approval, Entitlement

__all__ = ["Approval", "Entitlement"]
