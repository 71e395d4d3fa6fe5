"""预决算 Models of the office's own money."""

from anzhi.budget.models.account import Appropriation, CarryOver, Earmark, Expenditure, Nature, Revenue
from anzhi.budget.models.classification import EconomicItem

__all__ = ["Appropriation", "CarryOver", "Earmark", "EconomicItem", "Expenditure", "Nature", "Revenue"]
