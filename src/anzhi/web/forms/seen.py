"""他人改动 What happened to a record since a form on it was opened. Nobody overwrites what he has not seen."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Model, Q
from django.http import QueryDict

from anzhi.office.models import Event


def newest(records: Sequence[Model]) -> int:
    """The newest event of these records; a form carries it, and it tells what its reader had before him."""
    return Event.objects.filter(_of(records)).order_by("-pk").values_list("pk", flat=True).first() or 0


def since(records: Sequence[Model], seen: str) -> list[Event]:
    """What happened to these records after the event that a form carries; everything if it carries none."""
    last = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else 0
    return list(Event.objects.filter(_of(records), pk__gt=last).select_related("recorded_by").order_by("pk"))


def renewed(form: Any, current: Any, data: QueryDict, events: Sequence[Event]) -> QueryDict:
    """What was typed, with the fields that the reader left alone brought up to what others made of them.

    Args:
        form: the form as it was sent, with clean values.
        current: a fresh form on the record as it is now.
        data: what was sent.
        events: what others did, oldest first.
    """
    before: dict[str, Any] = {}
    for event in events:
        for name, value in event.detail.get("old", {}).items():
            before.setdefault(name, value)
    data = data.copy()
    for name in before.keys() & form.cleaned_data.keys() & current.fields.keys():
        if _plain(form.cleaned_data[name]) == before[name]:
            value = current[name].value()
            if value in (None, "", False):
                data.pop(current.add_prefix(name), None)
            else:
                data[current.add_prefix(name)] = "on" if value is True else str(value)
    return data


def _of(records: Sequence[Model]) -> Q:
    wanted = Q(pk__in=[])
    for record in records:
        wanted |= Q(noun=record._meta.label_lower, key=record.pk)
    return wanted


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value
