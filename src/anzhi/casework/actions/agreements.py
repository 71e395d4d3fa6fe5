"""协议 Drawing up, signing, amending and voiding agreements."""

from datetime import date
from pathlib import Path

from django.db import transaction

from anzhi.casework import documents, standing
from anzhi.casework.models import Agreement, Determination
from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.registry.actions import households
from anzhi.registry.models import Household
from anzhi.values.digest import sm3
from anzhi.values.refusal import Refused


@transaction.atomic
def draw_up(
    determination: Determination, *, number: str, on: date, template: Path | None = None, by: Officer
) -> Agreement:
    """拟定 the first agreement of a household: it binds one approved determination whose publication is over.

    Args:
        determination: what is agreed on.
        number: the agreement's own.
        on: the day.
        template: a Word template of the office's own.
        by: who draws it up.

    Raises:
        Refused: see ``standing.demand_agreeable``; the household has an agreement, the number is taken, or the template
            cannot be filled.
    """
    return _draw(determination, number, on, template, None, by)


@transaction.atomic
def amend(
    agreement: Agreement,
    determination: Determination,
    *,
    number: str,
    on: date,
    template: Path | None = None,
    by: Officer,
) -> Agreement:
    """变更: an agreement of its own, which binds a newer determination and names what it amends. The old one stays.

    Raises:
        Refused: the agreement is not signed, void or amended already; or see ``draw_up``.
    """
    locked = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if locked.signed_on is None or locked.voided_on is not None:
        raise Refused("协议 {number} 尚未签订或已作废，不能变更", number=locked.number)
    if determination.household_id != locked.household_id:
        raise Refused("核定与协议 {number} 不是同一户", number=locked.number)
    if determination.pk == locked.determination_id:
        raise Refused("协议 {number} 约定的就是这次核定，请先重新核定", number=locked.number)
    return _draw(determination, number, on, template, locked, by)


@transaction.atomic
def sign(agreement: Agreement, *, on: date, by: Officer) -> Agreement:
    """签订. With the first agreement of a household the household has signed, in the same transaction.

    Raises:
        Refused: signed or void already, what it rests on has changed since it was drawn up, or the household's own
            signing is refused or is of another day.
    """
    locked = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if locked.signed_on is not None or locked.voided_on is not None:
        raise Refused("协议 {number} 已签订或已作废", number=locked.number)
    standing.demand_agreeable(locked.determination, on)
    if locked.amends is None:
        _sign_household(standing.fresh(locked.household_id), on, by)
    return events.change({locked: {"signed_on": on}}, verb="agreement.sign", by=by)[0]


@transaction.atomic
def void(agreement: Agreement, *, on: date, reason: str, by: Officer) -> Agreement:
    """作废, with the reason. If it was the household's first agreement and signed, the household is unsigned again.

    Raises:
        Refused: no reason is given, it is void already, or an amendment of it stands.
    """
    locked = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if locked.voided_on is not None:
        raise Refused("协议 {number} 已于 {day} 作废", number=locked.number, day=locked.voided_on)
    if not reason.strip():
        raise Refused("作废协议 {number} 必须说明原因", number=locked.number).at("reason")
    if locked.amendments.filter(voided_on__isnull=True).exists():
        raise Refused("协议 {number} 有变更协议，请先作废变更协议", number=locked.number)
    if locked.signed_on is not None and locked.amends is None:
        households.unsign(standing.fresh(locked.household_id), reason=reason.strip(), by=by)
    values = {"voided_on": on, "void_reason": reason.strip()}
    return events.change({locked: values}, verb="agreement.void", by=by)[0]


def _draw(
    determination: Determination, number: str, on: date, template: Path | None, amends: Agreement | None, by: Officer
) -> Agreement:
    Household.objects.select_for_update().get(pk=determination.household_id)
    standing.demand_agreeable(determination, on)
    agreement = Agreement(
        number=number.strip(),
        household=standing.fresh(determination.household_id),
        determination=determination,
        amends=amends,
        amount=standing.payable(determination),
        drawn_on=on,
        maker=by,
    )
    agreement.document = documents.written(agreement, template)
    agreement.document_digest = sm3(agreement.document)
    verb = "agreement.draw_up" if amends is None else "agreement.amend"
    return events.add([agreement], verb=verb, by=by)[0]


def _sign_household(household: Household, on: date, by: Officer) -> None:
    if household.signed_on is None:
        households.sign({household: on}, by=by)
    elif household.signed_on != on:
        raise Refused(
            "“{household}”登记的签约日期是 {day}，与协议签订日期不同", household=household, day=household.signed_on
        ).at("signed_on")
