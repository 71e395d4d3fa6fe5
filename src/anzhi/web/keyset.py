"""翻页 Pages of a sorted list without counting rows: a page begins behind the last row of the one before."""

import base64
import binascii
import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Field, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP

_LIMIT = 2**63
"""Whole numbers of the database are smaller."""


def ordered(records: QuerySet[Any], sort: str, after: str) -> QuerySet[Any]:
    """Sorted by a column, empty cells last, records with the same value by key; from behind the cursor on.

    Written so that an index on a column without empty cells gives both the order and the place.
    """
    path, falls = sort.removeprefix("-"), sort.startswith("-")
    may_be_empty = _may_be_empty(records, path)
    last = {"nulls_last": True} if may_be_empty else {}
    if (place := _place(after)) is not None:
        with suppress(ValueError, ValidationError):
            records = records.filter(_behind(path, falls, may_be_empty, *place))
    return records.order_by(F(path).desc(**last) if falls else F(path).asc(**last), "pk")


def cursor(values: Sequence[Any]) -> str:
    """The place of a row, which begins with the value it is sorted by and its key."""
    value = values[0].isoformat() if hasattr(values[0], "isoformat") else values[0]
    return base64.urlsafe_b64encode(json.dumps([value, values[1]]).encode()).decode().rstrip("=")


def field(records: QuerySet[Any], path: str) -> Field | None:
    """The field that a path ends in; None where it is no column."""
    annotation = records.query.annotations.get(path)
    if annotation is not None:
        return annotation.output_field
    try:
        return _fields(records, path)[-1]
    except FieldDoesNotExist:
        return None


def _behind(path: str, falls: bool, may_be_empty: bool, value: Any, key: int) -> Q:
    empty = Q(**{f"{path}__isnull": True})
    if value is None:
        return empty & Q(pk__gt=key)
    beyond = "lt" if falls else "gt"
    reached = Q(**{f"{path}__{beyond}e": value}) & (Q(**{f"{path}__{beyond}": value}) | Q(pk__gt=key))
    return reached | empty if may_be_empty else reached


def _fields(records: QuerySet[Any], path: str) -> list[Field]:
    """The fields along a path."""
    model, found = records.model, []
    for name in path.split(LOOKUP_SEP):
        found.append(model._meta.pk if name == "pk" else model._meta.get_field(name))
        model = found[-1].related_model
    return found


def _may_be_empty(records: QuerySet[Any], path: str) -> bool:
    """May a cell of this column be empty? A column says so, and so does every step of the way to it."""
    return path in records.query.annotations or any(step.null for step in _fields(records, path))


def _place(after: str) -> tuple[Any, int] | None:
    try:
        value, key = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    except (ValueError, TypeError, binascii.Error):
        return None
    fits = isinstance(key, int) and (value is None or isinstance(value, str | int))
    fits = fits and all(abs(part) < _LIMIT for part in (value, key) if isinstance(part, int))
    return (value, key) if fits else None
