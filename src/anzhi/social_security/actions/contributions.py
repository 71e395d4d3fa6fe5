"""社保资金 Collecting social-security money."""

from collections.abc import Sequence
from datetime import date

from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.social_security.models import Contribution
from anzhi.values.refusal import Refused


def collect(contributions: Sequence[Contribution], *, by: Officer) -> list[Contribution]:
    """收缴. A mistake is corrected by a negative row under its own voucher."""
    return events.add(contributions, verb="contribution.collect", by=by)


def reverse(contribution: Contribution, *, voucher: str, collected_on: date, by: Officer) -> Contribution:
    """红字冲销: take back a posted amount by its negative under a voucher of its own, once.

    Raises:
        Refused: it is a reversal itself, it was reversed already, or the voucher is used.
    """
    if contribution.reverses_id is not None:
        raise Refused("凭证 {voucher} 本身是冲销，不能再冲销", voucher=contribution.voucher)
    taken_back = Contribution(
        project_id=contribution.project_id,
        collected_on=collected_on,
        voucher=voucher,
        amount=-contribution.amount,
        reverses=contribution,
    )
    return events.add([taken_back], verb="contribution.reverse", by=by)[0]
