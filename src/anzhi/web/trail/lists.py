"""列表 The event trail: who did what to which record, when, and what changed."""

import json
from collections.abc import Mapping, Sequence

from django.apps import apps
from django.conf import settings
from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat

from anzhi.office.models import Account, Event, Officer
from anzhi.values.period import Year
from anzhi.web import verbs
from anzhi.web.listing import Column, Filter, Listing, is_key, options
from anzhi.web.records import addresses
from anzhi.web.scope import scope

_BETWEEN = "\n"


def nouns(account: Account) -> dict[str, str]:
    """Every kind of record with its name."""
    rooms = {room.removeprefix("anzhi.") for room in settings.RECORD_ROOMS}
    models = [model for model in apps.get_models() if model._meta.app_label in rooms]
    return {model._meta.label_lower: str(model._meta.verbose_name) for model in models}


def event_columns(year: Year) -> Mapping[str, Combinable]:
    """Kind of record and detail in one text, from which the change is told."""
    return {"change": Concat("noun", Value(_BETWEEN), Cast("detail", TextField()), output_field=TextField())}


def told(change: str) -> str:
    """What an event changed, in words."""
    noun, _, detail = change.partition(_BETWEEN)
    return verbs.change(Event(noun=noun, detail=json.loads(detail)))


def find_events(events: QuerySet[Event], words: str) -> QuerySet[Event]:
    """By the number of the record, or by the name or staff number of who did it."""
    officers = Officer.objects.filter(Q(name__icontains=words) | Q(staff_number__iexact=words)).values_list(
        "pk", flat=True
    )
    meant = Q(recorded_by__in=list(officers))
    return events.filter(meant | Q(key=int(words)) if is_key(words) else meant)


def pages_of(keys: Sequence[int], account: Account) -> dict[int, str]:
    """The page of the record that each event is about, where there is one that the account may open."""
    about: dict[str, dict[int, list[int]]] = {}
    for key, noun, record in scope(Event.objects.filter(pk__in=keys), account).values_list("pk", "noun", "key"):
        about.setdefault(noun, {}).setdefault(record, []).append(key)
    found: dict[int, str] = {}
    for noun, events in about.items():
        for record, address in addresses(apps.get_model(noun), list(events), account).items():
            found |= dict.fromkeys(events[record], address)
    return found


EVENTS = Listing(
    page="trail",
    title="事件",
    area="trail",
    model=Event,
    columns=(
        Column("时间", "recorded_at"),
        Column("操作人", "recorded_by__name"),
        Column("所在机构", "recorded_by__organisation__name"),
        Column("动作", "verb", choices=verbs.VERBS),
        Column("记录类别", "noun", choices=nouns(None)),
        Column("记录编号", "key", is_number=True),
        Column("变动", "change", reads=told),
    ),
    find=find_events,
    filters=(
        Filter("操作人", "officer", "recorded_by", choices=options("pk", Officer, "name")),
        Filter("动作", "verb", "verb", choices=verbs.VERBS),
        Filter("记录类别", "noun", "noun", choices=nouns),
        Filter("日期", "recorded", "recorded_at", dates=True),
    ),
    sort="-pk",
    annotate=event_columns,
    locate=pages_of,
    linked="key",
)
