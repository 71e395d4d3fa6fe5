"""调整 Amounts on top of a determination or off it: lines of their own, reviewed on their own, never an overwrite."""

from django.db import transaction

from anzhi.casework import standing
from anzhi.casework.actions import reviews
from anzhi.casework.models import Adjustment, Determination, Review
from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.values.refusal import Refused


@transaction.atomic
def propose(determination: Determination, *, amount: int, reason: str, evidence: str, by: Officer) -> Adjustment:
    """Propose an adjustment; it counts once its own review has approved it.

    Args:
        determination: what is adjusted.
        amount: fen, negative for a deduction.
        reason: why.
        evidence: what proves it: the number or title of a document.
        by: who proposes; he or she decides nothing in the review.

    Raises:
        Refused: the amount is nothing, reason or evidence is not given, the determination is not the one that counts,
            its facts have changed, or an agreement binds it: then it is computed again first.
    """
    for field, text in (("reason", reason), ("evidence", evidence)):
        if not text.strip():
            raise Refused("调整须写明原因和依据材料").at(field)
    review = Review.objects.select_for_update(of=("self",)).get(determination=determination)
    if standing.current(determination.household) != determination:
        raise Refused("“{household}”的这次核定已不再有效", household=determination.household)
    if standing.changes(review):
        raise Refused("事实已有改动，请重新核定，不用调整")
    bound = determination.agreements.filter(voided_on__isnull=True).first()
    if bound is not None:
        raise Refused("核定已写入协议 {number}，请重新核定后再调整", number=bound.number)
    made = Adjustment(
        determination=determination, amount=amount, reason=reason.strip(), evidence=evidence.strip(), maker=by
    )
    events.add([made], verb="adjustment.propose", by=by)
    reviews.begin(made, by=by)
    return made
