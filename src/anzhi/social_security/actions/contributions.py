"""社保资金 Collecting social-security money."""

from collections.abc import Sequence

from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.social_security.models import Contribution


def collect(contributions: Sequence[Contribution], *, by: Officer) -> list[Contribution]:
    """收缴. A mistake is corrected by a negative row under its own voucher."""
    return events.add(contributions, verb="contribution.collect", by=by)
