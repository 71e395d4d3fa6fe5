"""安置房 Models of housing."""

from anzhi.housing.models.allotment import Allotment
from anzhi.housing.models.estate import Estate

__all__ = ["Allotment", "Estate"]
