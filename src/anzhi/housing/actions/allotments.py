"""分房 Allotting homes."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Sum

from anzhi.casework.models import Approval
from anzhi.housing.models import Allotment
from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.values.refusal import Refused
from anzhi.values.unit import PERSONS
from anzhi.values.wording import Amount


@transaction.atomic
def allot(allotments: Sequence[Allotment], *, by: Officer) -> list[Allotment]:
    """分房. The approvals are locked, the homes inserted, the sums compared; then it is done or undone as a whole.

    Raises:
        Refused: more persons than approved, a cash approval, an estate not delivered, or a home already given.
    """
    for allotment in allotments:
        _check_dates(allotment)
    keys = sorted({allotment.approval_id for allotment in allotments})
    locked = list(Approval.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    added = events.add(allotments, verb="allotment.allot", by=by)
    housed = dict(Allotment.objects.filter(approval__in=keys).values_list("approval").annotate(total=Sum("persons")))
    for approval in locked:
        if housed[approval.pk] > approval.persons:
            raise Refused(
                "“{approval}”审批 {approved}，累计分房 {housed}，超出审批人数",
                approval=approval,
                approved=Amount(approval.persons, PERSONS),
                housed=Amount(housed[approval.pk], PERSONS),
            )
    return added


def _check_dates(allotment: Allotment) -> None:
    approval, estate = allotment.approval, allotment.estate
    if approval.option != Approval.Option.HOUSING:
        raise Refused("“{approval}”不是保障住房安置，不能分房", approval=approval)
    if allotment.housed_on < approval.approved_on:
        raise Refused("“{approval}”的分房日期早于安置审批日期", approval=approval)
    if estate.delivered_on is None or allotment.housed_on < estate.delivered_on:
        raise Refused("安置小区“{estate}”在 {day} 尚未交付", estate=estate, day=allotment.housed_on)
