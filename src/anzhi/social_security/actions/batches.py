"""社保批次 Approving rosters, holding them under a later policy, enrolling them."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from anzhi.office.actions import corrections, events
from anzhi.office.models import Officer
from anzhi.registry.models import Person
from anzhi.social_security.models import Batch, Enrolment, PolicyHold
from anzhi.values.refusal import Refused

Roster = tuple[Batch, Sequence[tuple[Person, Enrolment.AgeBand]]]


@transaction.atomic
def approve(rosters: Sequence[Roster], *, by: Officer) -> list[Batch]:
    """审批: the district government approved these rosters.

    Raises:
        Refused: a roster is empty, or a person stands on another roster.
    """
    for batch, people in rosters:
        if not people:
            raise Refused("社保批次 {batch} 没有人员", batch=batch)
    batches = events.add([batch for batch, _ in rosters], verb="batch.approve", by=by)
    events.add(
        [
            Enrolment(batch=batch, person=person, age_band=band)
            for batch, (_, people) in zip(batches, rosters, strict=True)
            for person, band in people
        ],
        verb="batch.list_person",
        by=by,
    )
    return batches


def list_persons(batch: Batch, people: Sequence[tuple[Person, Enrolment.AgeBand]], *, by: Officer) -> list[Enrolment]:
    """列入名册: more persons on an approved roster.

    Raises:
        Refused: the batch is enrolled already, or a person stands on another roster.
    """
    if batch.enrolled_on is not None:
        raise Refused("社保批次 {batch} 已纳入，不能再列入人员", batch=batch)
    listed = [Enrolment(batch=batch, person=person, age_band=band) for person, band in people]
    return events.add(listed, verb="batch.list_person", by=by)


def correct(batch: Batch, values: Mapping[str, object], *, by: Officer) -> Batch:
    """更正.

    Raises:
        Refused: a number is taken, or dates are out of order.
    """
    return corrections.apply(
        batch,
        values,
        fields=("number", "project", "approved_on", "hold"),
        steps=("enrolled_on", "held_on", "released_on"),
        verb="batch.correct",
        by=by,
    )


def correct_enrolment(enrolment: Enrolment, values: Mapping[str, object], *, by: Officer) -> Enrolment:
    """更正 the age band that the roster states."""
    return corrections.apply(enrolment, values, fields=("age_band",), verb="batch.correct_person", by=by)


def correct_hold(hold: PolicyHold, values: Mapping[str, object], *, by: Officer) -> PolicyHold:
    """更正政策暂停."""
    fields = ("issuer", "title", "document_number", "cites", "issued_on")
    return corrections.apply(hold, values, fields=fields, verb="policy_hold.correct", by=by)


def announce_hold(hold: PolicyHold, *, by: Officer) -> PolicyHold:
    """Record a policy that stops enrolment."""
    return events.add([hold], verb="policy_hold.announce", by=by)[0]


def hold(batches: Sequence[Batch], policy: PolicyHold, held_on: date, *, by: Officer) -> list[Batch]:
    """暂停: these batches wait for a new policy.

    Raises:
        Refused: a batch is already enrolled.
    """
    for batch in batches:
        if batch.enrolled_on is not None:
            raise Refused("社保批次 {batch} 已纳入，不能暂停", batch=batch)
    return events.change({batch: {"hold": policy, "held_on": held_on} for batch in batches}, verb="batch.hold", by=by)


def release(batches: Sequence[Batch], released_on: date, *, by: Officer) -> list[Batch]:
    """恢复: the policy that held these batches no longer stands in the way."""
    return events.change({batch: {"released_on": released_on} for batch in batches}, verb="batch.release", by=by)


def enrol(batches: Sequence[Batch], enrolled_on: date, *, by: Officer) -> list[Batch]:
    """纳入: the persons of these batches are insured.

    Raises:
        Refused: a batch is on hold.
    """
    for batch in batches:
        if batch.held_on is not None and batch.released_on is None:
            raise Refused("社保批次 {batch} 因《{policy}》暂停，恢复后才能纳入", batch=batch, policy=batch.hold)
    return events.change({batch: {"enrolled_on": enrolled_on} for batch in batches}, verb="batch.enrol", by=by)
