"""签署 Signing a year's self-evaluation, step by step."""

from django.db import transaction

from anzhi.office.actions import events
from anzhi.office.models import Account, Officer
from anzhi.performance.models import Evaluation, Signature
from anzhi.values.refusal import Missing, Refused

STEPS = tuple(Signature.Step)


@transaction.atomic
def sign(year: int, digest: str, step: Signature.Step, *, by: Officer) -> Signature:
    """Put an officer's name under a step of a content.

    Two officers who sign at once do so one after the other, and the database keeps what the checks here promise.

    Args:
        year: the year of the self-evaluation.
        digest: SM3 of what is signed.
        step: prepared, reviewed or approved.
        by: who signs.

    Raises:
        Missing: the year has no self-evaluation.
        Refused: the role does not sign this step, the step before is not signed, somebody signed this step already,
            or the officer signed another one.
    """
    if Evaluation.objects.select_for_update().filter(year=year).first() is None:
        raise Missing("{year} 年还没有绩效指标", year=year)
    account = Account.objects.filter(officer=by, is_active=True).first()
    if account is None or step not in account.powers.signs:
        raise Refused("{officer}的角色不能签署“{step}”", officer=by.name, step=step.label)
    signed = set(Signature.objects.filter(year=year, digest=digest).values_list("step", flat=True))
    for before in STEPS[: STEPS.index(step)]:
        if before not in signed:
            raise Refused("“{before}”签署之后才能签署“{step}”", before=before.label, step=step.label)
    return events.add([Signature(year=year, digest=digest, step=step, officer=by)], verb="evaluation.sign", by=by)[0]
