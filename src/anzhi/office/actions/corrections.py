"""更正 Correcting what was entered wrongly: the rules that hold for every kind of record."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from django.db import models

from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.values.refusal import Refused

Record = TypeVar("Record", bound=models.Model)


def apply(
    record: Record,
    values: Mapping[str, object],
    *,
    fields: Collection[str],
    steps: Collection[str] = (),
    kept: Collection[str] = (),
    verb: str,
    by: Officer,
) -> Record:
    """Write those of the values that differ; the event keeps old and new. Nothing differs: nothing is written.

    Args:
        record: what is corrected.
        values: new values by field.
        fields: what may be corrected.
        steps: dates that their own actions enter; a correction may move or empty them, not fill them in.
        kept: steps that may not be emptied either, since taking them back needs a reason.
        verb: what the event is called.
        by: who corrects.

    Raises:
        Refused: a field that may not be corrected, a step that has not come, or what ``events.change`` refuses.
    """
    changed = {name: value for name, value in values.items() if getattr(record, name) != value}
    for name, value in changed.items():
        words = {"record": record, "field": record._meta.get_field(name).verbose_name}
        if name not in {*fields, *steps, *kept}:
            raise Refused("“{record}”的{field}不能更正", **words).at(name)
        if name in {*steps, *kept} and getattr(record, name) is None:
            raise Refused("“{record}”还没有{field}，请先办理这一步，不能用更正补填", **words).at(name)
        if name in kept and value is None:
            raise Refused("“{record}”的{field}不能用更正清空，请撤销并说明原因", **words).at(name)
    if changed:
        events.change({record: changed}, verb=verb, by=by)
    return record
