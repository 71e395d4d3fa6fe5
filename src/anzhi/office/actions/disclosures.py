"""查看原文 Showing in clear what is kept sealed. Who saw it, when and why stays in the trail."""

from django.db import models, transaction

from anzhi.office import personal_data
from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.values.refusal import Missing, Refused

_SHORTEST = 4
"""Characters of a reason that says something."""


def reveal(record: models.Model, what: str, *, reason: str, by: Officer) -> str:
    """A sealed number of a record in clear: ``reveal(household, "phone", …)`` opens its ``sealed_phone``.

    Raises:
        Refused: no reason is given, or the sealed bytes were altered.
        Missing: no such number is recorded.
    """
    field = record._meta.get_field(f"sealed_{what}")
    if len(reason.strip()) < _SHORTEST:
        raise Refused("查看{what}必须说明原因（至少 {least} 个字）", what=field.verbose_name, least=_SHORTEST)
    sealed = getattr(record, field.name)
    if sealed is None:
        raise Missing("“{record}”没有登记{what}", record=record, what=field.verbose_name)
    with transaction.atomic():
        events.write(f"{record._meta.model_name}.reveal_{what}", [(record, {"reason": reason.strip()})], by)
        return personal_data.unseal(sealed)
