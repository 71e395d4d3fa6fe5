"""绩效 Models of performance."""

from anzhi.performance.models.indicator import Evaluation, Indicator

__all__ = ["Evaluation", "Indicator"]
