"""A check constraint lets a row pass when its condition is NULL. None may be passed that way."""

from collections.abc import Iterator
from itertools import product

import pytest
from django.apps import apps
from django.db.models import CheckConstraint, Expression, F, Q

CHECKED = [
    (model, checks)
    for model in apps.get_models()
    if (checks := [c.condition for c in model._meta.constraints if isinstance(c, CheckConstraint)])
]


def leaves(condition: Q | tuple) -> Iterator[tuple]:
    """Every comparison in a condition."""
    if isinstance(condition, tuple):
        yield condition
    else:
        for child in condition.children:
            yield from leaves(child)


def fields(leaf: tuple) -> set[str]:
    lookup, value = leaf
    parts = value.flatten() if isinstance(value, Expression) else [value]
    return {lookup.split("__")[0]} | {part.name for part in parts if isinstance(part, F)}


def outcome(condition: Q | tuple, nulls: set[str], answers: dict[str, bool]) -> bool | None:
    """What SQL makes of a condition: None is NULL. A comparison of values that are there may be answered either way."""
    if isinstance(condition, tuple):
        if condition[0].endswith("__isnull"):
            return (condition[0].split("__")[0] in nulls) == condition[1]
        return None if fields(condition) & nulls else answers[str(condition)]
    parts = [outcome(child, nulls, answers) for child in condition.children]
    decisive = condition.connector == Q.OR
    result = decisive if decisive in parts else None if None in parts else not decisive
    return not result if condition.negated and result is not None else result


def rows(model, checks) -> Iterator[tuple[set[str], dict[str, bool]]]:
    """Every way in which the fields of a model can be empty and its comparisons turn out."""
    found = [leaf for check in checks for leaf in leaves(check)]
    optional = sorted(f for f in set().union(*map(fields, found)) if model._meta.get_field(f).null)
    open_questions = sorted({str(leaf) for leaf in found if not leaf[0].endswith("__isnull")})
    for empty in product((True, False), repeat=len(optional)):
        nulls = {name for name, is_empty in zip(optional, empty, strict=True) if is_empty}
        for answer in product((True, False), repeat=len(open_questions)):
            yield nulls, dict(zip(open_questions, answer, strict=True))


@pytest.mark.parametrize(("model", "checks"), CHECKED, ids=[model.__name__ for model, _ in CHECKED])
def test_no_row_is_accepted_because_a_check_could_not_be_decided(model, checks):
    undecided = []
    for nulls, answers in rows(model, checks):
        outcomes = [outcome(check, nulls, answers) for check in checks]
        if False not in outcomes and None in outcomes:
            undecided.append(nulls)
    assert undecided == []
