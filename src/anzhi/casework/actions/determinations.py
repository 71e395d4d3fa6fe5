"""核定 Computing what the law gives a household, and sending it into review."""

from datetime import date

from django.db import transaction

from anzhi.casework import results, snapshots, standing
from anzhi.casework.actions import reviews
from anzhi.casework.models import Determination, Review, Snapshot
from anzhi.casework.results import Result
from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.registry.models import Household
from anzhi.rules import packs
from anzhi.rules.engine.problems import Stopped
from anzhi.values.digest import sm3
from anzhi.values.refusal import Refused

PACK = "changsha"
"""The policy pack of the office."""


@transaction.atomic
def compute(household: Household, *, on: date, pack: str = PACK, by: Officer) -> Determination:
    """核定: freeze the facts, compute them, store the result, begin its review.

    A determination that is still under review gives way when the facts or the policy have changed since.

    Args:
        household: whose case.
        on: the day of computing.
        pack: name of the policy pack.
        by: who computes; he or she decides nothing in the review.

    Raises:
        Refused: something is missing (all of it is listed); the household has a determination under review whose facts
            have not changed; or nothing would be different from the one that was approved.
    """
    Household.objects.select_for_update().get(pk=household.pk)  # one at a time
    current = standing.fresh(household.pk)
    law = packs.load(pack)
    content = snapshots.freeze(current, on)
    result = results.compute(law, snapshots.thaw(content))
    if result.lacks:
        raise Stopped(tuple(dict.fromkeys(lack.problem for lack in result.lacks)))
    _check_earlier(current, result, law.hash)
    reviews.supersede(current, by=by)
    determination = Determination(
        household=current,
        snapshot=_snapshot(current, content, by),
        computed_on=on,
        pack=law.name,
        pack_hash=law.hash,
        total=result.total,
        trace=result.trace,
        trace_digest=sm3(result.trace),
        maker=by,
    )
    events.add([determination], verb="determination.compute", by=by)
    reviews.begin(determination, authors=standing.authors(current), by=by)
    return determination


def _snapshot(household: Household, content: bytes, by: Officer) -> Snapshot:
    """The snapshot of these facts, once."""
    digest = sm3(content)
    known = Snapshot.objects.filter(digest=digest).first()
    if known is not None:
        return known
    return events.add([Snapshot(household=household, digest=digest, content=content)], verb="snapshot.freeze", by=by)[0]


def _check_earlier(household: Household, result: Result, pack_hash: str) -> None:
    """Is there anything that a new determination would be for? What was agreed on can always be computed again."""
    earlier = standing.current(household)
    if earlier is None or earlier.pack_hash != pack_hash or standing.changes(earlier.review):
        return
    day = earlier.computed_on
    if earlier.review.outcome == Review.Outcome.OPEN:
        raise Refused("“{household}”已于 {day} 核定，正在审核，事实没有变化", household=household, day=day)
    is_agreed = earlier.agreements.filter(signed_on__isnull=False, voided_on__isnull=True).exists()
    if earlier.trace_digest == sm3(result.trace) and not is_agreed:
        raise Refused("“{household}”的事实、政策和结果与 {day} 的核定相同", household=household, day=day)
