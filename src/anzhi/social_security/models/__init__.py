"""社保 Models of social security."""

from anzhi.social_security.models.batch import Batch, Enrolment, PolicyHold
from anzhi.social_security.models.contribution import Contribution

__all__ = ["Batch", "Contribution", "Enrolment", "PolicyHold"]
