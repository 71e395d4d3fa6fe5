"""约束 What the database would refuse, said before it is asked.

A model's check constraints are compiled to Python once and tried on every row of a workbook; asking the database row
by row would take longer than writing the rows. SQL's third truth value is None here.
"""

import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.constants import LOOKUP_SEP
from django.db.models.expressions import CombinedExpression

from anzhi.values.wording import phrase

Values = Mapping[str, Any]
Condition = Callable[[Values], bool | None]

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda left, right: left in right,
    "startswith": lambda left, right: str(left).startswith(str(right)),
}
_COMBINE: dict[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub}


@lru_cache
def checks(model: type[models.Model]) -> tuple[tuple[Condition, str], ...]:
    """Every check constraint of a model: its condition, and what to say when it is broken."""
    return tuple(
        (condition(constraint.condition), str(constraint.violation_error_message))
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    )


@lru_cache
def uniques(model: type[models.Model]) -> tuple[tuple[tuple[str, ...], Q | None, object], ...]:
    """Every set of fields that no two rows may share: the fields, for which rows, and what to say."""
    single = [
        ((field.name,), None, phrase("{field}已有登记", field=str(field.verbose_name)))
        for field in model._meta.local_concrete_fields
        if field.unique and not field.primary_key
    ]
    several = [
        (tuple(constraint.fields), constraint.condition, str(constraint.violation_error_message))
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    ]
    return (*single, *several)


def broken(model: type[models.Model], values: Values) -> list[str]:
    """What is wrong with a row, given its values by field name; empty when the database would take it."""
    return [message for holds, message in checks(model) if holds(values) is False]


def condition(wanted: Q) -> Condition:
    """A condition as a function of a row's values by field name."""
    parts = [condition(child) if isinstance(child, Q) else _lookup(*child) for child in wanted.children]
    joined = _all(parts) if wanted.connector == Q.AND else _any(parts)
    if not wanted.negated:
        return joined
    # Django's NOT of an unknown is true: it adds "and is not null" to what it negates.
    return lambda values: joined(values) is not True


def _all(parts: list[Condition]) -> Condition:
    def holds(values: Values) -> bool | None:
        result: bool | None = True
        for part in parts:
            answer = part(values)
            if answer is False:
                return False
            result = None if answer is None else result
        return result

    return holds


def _any(parts: list[Condition]) -> Condition:
    def holds(values: Values) -> bool | None:
        result: bool | None = False
        for part in parts:
            answer = part(values)
            if answer:
                return True
            result = None if answer is None else result
        return result

    return holds


def _lookup(path: str, right: Any) -> Condition:
    name, _, lookup = path.partition(LOOKUP_SEP)
    lookup = lookup or "exact"
    if lookup == "isnull":
        return lambda values: (values.get(name) is None) is right
    compare, other = _COMPARE[lookup], _value(right)

    def holds(values: Values) -> bool | None:
        left, value = values.get(name), other(values)
        return None if left is None or value is None else compare(left, value)

    return holds


def _value(right: Any) -> Callable[[Values], Any]:
    """What a field is compared with: another field, a sum or difference of fields, or a constant."""
    if isinstance(right, F):
        return lambda values: values.get(right.name)
    if not isinstance(right, CombinedExpression):
        return lambda values: right
    first, second, combine = _value(right.lhs), _value(right.rhs), _COMBINE[right.connector]

    def result(values: Values) -> Any:
        left, other = first(values), second(values)
        return None if left is None or other is None else combine(left, other)

    return result
