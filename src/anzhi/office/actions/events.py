"""事件 The trail's only writer, and the two ways a record comes to be: added, or changed.

Every action of every room goes through ``add`` or ``change``, so a row and its event are written in one
transaction or not at all.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from anzhi.office.models import Event, Officer
from anzhi.values.refusal import Refused
from anzhi.values.wording import Listed

Record = TypeVar("Record", bound=models.Model)
_BATCH = 500
_UNTOLD = frozenset({"password", "identity_index", "account_index"})
"""Texts that stand for something secret: nobody may hold a guess against the trail."""
_EVENT = Event._meta


def add(records: Sequence[Record], *, verb: str, by: Officer) -> list[Record]:
    """Insert new records of one model and their events.

    Raises:
        Refused: a record breaks a constraint; nothing was written.
    """
    if not records:
        return []
    try:
        with transaction.atomic():
            if len(records) == 1 or type(records[0])._meta.parents:
                for record in records:
                    record.save(force_insert=True)
                added = list(records)
            else:
                added = type(records[0])._default_manager.bulk_create(records, batch_size=_BATCH)
            write(verb, [(record, facts(record)) for record in added], by)
    except IntegrityError as error:
        for record in records:
            record.pk = None
            record._state.adding = True
        raise _explained(records, error) from error
    return added


def change(changes: Mapping[Record, Mapping[str, object]], *, verb: str, by: Officer, reason: str = "") -> list[Record]:
    """Update fields of existing records of one model; the events keep old and new values.

    Raises:
        Refused: a record breaks a constraint, or somebody else changed it since it was read; nothing was written.
    """
    if not changes:
        return []
    records = list(changes)
    fields = sorted({name for values in changes.values() for name in values})
    before = {record: {name: getattr(record, name) for name in values} for record, values in changes.items()}
    try:
        with transaction.atomic():
            _hold(records)
            _set(changes)
            type(records[0])._default_manager.bulk_update(records, fields, batch_size=_BATCH)
            write(verb, [(record, _compared(record, old, reason)) for record, old in before.items()], by)
    except IntegrityError as error:
        explained = _explained(records, error)
        _set(before)
        raise explained from error
    return records


def facts(record: models.Model) -> dict[str, object]:
    """A record's filled fields as plain values. Sealed personal data and passwords stay out of the trail."""
    return {
        name: _plain(value)
        for name in _told(type(record))
        if (value := getattr(record, name)) is not None and value != ""
    }


def write(verb: str, details: Sequence[tuple[models.Model, dict[str, object]]], by: Officer) -> None:
    """Write one event a record, with what there is to say about it."""
    # Plain rows instead of objects: a bulk action writes an event a record, and the trail must not double its time.
    columns = ", ".join(_EVENT.get_field(name).column for name in ("recorded_by", "verb", "noun", "key", "detail"))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {_EVENT.db_table} ({columns}) VALUES (%s, %s, %s, %s, %s)",  # noqa: S608 - own names only
            [
                (by.pk, verb, record._meta.label_lower, record.pk, json.dumps(detail, ensure_ascii=False))
                for record, detail in details
            ],
        )


def _hold(records: Sequence[models.Model]) -> None:
    """Lock the rows in one order, and see that they are still what the caller decided on."""
    by_key = {record.pk: record for record in records}
    keys = sorted(by_key)
    for start in range(0, len(keys), _BATCH):
        rows = type(records[0])._default_manager.select_for_update().filter(pk__in=keys[start : start + _BATCH])
        for row in rows.order_by("pk"):
            record = by_key[row.pk]
            if facts(row) != facts(record):
                raise Refused("{noun}“{record}”已被他人改动，请重新读取后再改", noun=row._meta.verbose_name, record=row)


def _set(values: Mapping[Record, Mapping[str, object]]) -> None:
    for record, fields in values.items():
        for name, value in fields.items():
            setattr(record, name, value)


def _compared(record: models.Model, old: Mapping[str, object], reason: str) -> dict[str, object]:
    """What an event says of a change: of sealed personal data only that it changed."""
    said = [name for name in old if _may_be_told(record._meta.get_field(name))]
    detail: dict[str, object] = {
        "old": {name: _plain(old[name]) for name in said},
        "new": {name: _plain(getattr(record, name)) for name in said},
    }
    sealed = [name for name in old if isinstance(record._meta.get_field(name), models.BinaryField)]
    return detail | ({"sealed": sealed} if sealed else {}) | ({"reason": reason} if reason else {})


@cache
def _told(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of a model that the trail may tell."""
    return tuple(field.attname for field in model._meta.concrete_fields if _may_be_told(field))


def _may_be_told(field: models.Field) -> bool:
    return not isinstance(field, models.BinaryField) and field.name not in _UNTOLD


def _plain(value: object) -> object:
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, date | datetime) else value


def _explained(records: Sequence[models.Model], error: IntegrityError) -> Refused:
    """Find the record that the database refused, and say in words what is wrong with it."""
    for record in records:
        try:
            record.full_clean(exclude=[f.name for f in record._meta.fields if isinstance(f, models.BinaryField)])
        except ValidationError as invalid:
            return Refused(
                "{noun}“{record}”未保存：{problem}",
                noun=record._meta.verbose_name,
                record=record,
                problem=Listed(tuple(invalid.messages), "；"),
            )
    problem = str(error).splitlines()[0]  # what follows on PostgreSQL repeats the row, and with it personal data
    return Refused(
        "{noun}未保存：本次提交的记录之间有重复（{error}）", noun=records[0]._meta.verbose_name, error=problem
    )
