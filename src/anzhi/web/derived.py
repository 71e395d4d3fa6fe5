"""派生列 Columns that are not stored: states from dates as of a day, counts and sums over what hangs on a record."""

from datetime import date
from typing import Any

from django.db.models import Aggregate, BigIntegerField, Case, CharField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

YES_NO = {"true": "是", "false": "否"}
"""Choices of a filter over a yes or no."""


def reached(*steps: tuple[str, str], day: date, otherwise: str) -> Case:
    """The last step that was reached by a day: (key, date field) pairs, furthest first."""
    met = [When(**{f"{path}__lte": day}, then=Value(key)) for key, path in steps]
    return Case(*met, default=Value(otherwise), output_field=CharField())


def over(children: QuerySet[Any], owner: str, value: Aggregate, key: str = "pk") -> Combinable:
    """A count or sum over the children of each record, 0 without any; ``key`` is the path to the key they name.

    A subquery for each record that is shown, where a join would first group all children of all records.
    """
    grouped = children.filter(**{owner: OuterRef(key)}).order_by().values(owner).annotate(value=value)
    return Coalesce(Subquery(grouped.values("value"), output_field=BigIntegerField()), 0)
