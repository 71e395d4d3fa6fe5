"""分房 Allotting homes."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Sum

from anzhi.casework.models import Approval
from anzhi.housing.models import Allotment, Estate
from anzhi.office.actions import corrections, events
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
    _lock(allotments)
    for allotment in allotments:
        _check_dates(allotment)
    added = events.add(allotments, verb="allotment.allot", by=by)
    _check_persons({allotment.approval for allotment in allotments})
    return added


@transaction.atomic
def correct(allotment: Allotment, values: Mapping[str, object], *, by: Officer) -> Allotment:
    """更正. The same holds as when it was allotted.

    Raises:
        Refused: more persons than approved, before the approval or the delivery, or a home already given.
    """
    if "estate" in values:
        values = {**values, "estate": Estate.objects.select_for_update().get(pk=values["estate"].pk)}
    _lock([allotment])
    fields = ("estate", "unit", "housed_on", "persons")
    corrections.apply(allotment, values, fields=fields, verb="allotment.correct", by=by)
    _check_dates(allotment)
    _check_persons({allotment.approval})
    return allotment


def _lock(allotments: Sequence[Allotment]) -> None:
    """Hold the approvals and the estates, and look at them as they are now."""
    approvals, estates = ({getattr(a, f"{name}_id") for a in allotments} for name in ("approval", "estate"))
    held = {a.pk: a for a in Approval.objects.select_for_update().filter(pk__in=approvals).order_by("pk")}
    built = {e.pk: e for e in Estate.objects.select_for_update().filter(pk__in=estates).order_by("pk")}
    for allotment in allotments:
        allotment.approval, allotment.estate = held[allotment.approval_id], built[allotment.estate_id]


def _check_persons(approvals: Iterable[Approval]) -> None:
    """Nobody is housed beyond an approval."""
    by_key = {approval.pk: approval for approval in approvals}
    housed = Allotment.objects.filter(approval__in=by_key).values_list("approval").annotate(total=Sum("persons"))
    for key, total in housed:
        if total > by_key[key].persons:
            raise Refused(
                "“{approval}”审批 {approved}，累计分房 {housed}，超出审批人数",
                approval=by_key[key],
                approved=Amount(by_key[key].persons, PERSONS),
                housed=Amount(total, PERSONS),
            ).at("persons")


def _check_dates(allotment: Allotment) -> None:
    approval, estate = allotment.approval, allotment.estate
    if approval.option != Approval.Option.HOUSING:
        raise Refused("“{approval}”不是保障住房安置，不能分房", approval=approval)
    if allotment.housed_on < approval.approved_on:
        raise Refused("“{approval}”的分房日期早于安置审批日期", approval=approval).at("housed_on")
    if estate.delivered_on is None or allotment.housed_on < estate.delivered_on:
        raise Refused("安置小区“{estate}”在 {day} 尚未交付", estate=estate, day=allotment.housed_on).at("housed_on")
