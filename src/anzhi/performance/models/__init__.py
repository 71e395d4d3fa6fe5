"""绩效 Models of performance."""

from anzhi.performance.models.indicator import Evaluation, Indicator
from anzhi.performance.models.signature import Signature

__all__ = ["Evaluation", "Indicator", "Signature"]
