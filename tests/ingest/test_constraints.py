"""What Python says of a row is what the database would say."""

from datetime import date

import pytest
from django.apps import apps
from django.db import models
from django.db.models import CheckConstraint, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anzhi.ingest.constraints import condition
from tests.architecture.test_constraints import fields as compared
from tests.architecture.test_constraints import leaves

CONSTRAINTS = [
    pytest.param(model, constraint, id=constraint.name)
    for model in apps.get_models()
    if model.__module__.startswith("anzhi.")
    for constraint in model._meta.constraints
    if isinstance(constraint, CheckConstraint)
]


def fields(wanted: Q) -> set[str]:
    return set().union(*map(compared, leaves(wanted)))


def values(field: models.Field, wanted: Q) -> st.SearchStrategy:
    if isinstance(field, models.DateField):
        found = st.dates(date(2021, 1, 1), date(2021, 1, 3))
    elif isinstance(field, models.BooleanField):
        found = st.booleans()
    elif isinstance(field, models.CharField):
        named = [v for path, v in leaves(wanted) if path.split("__")[0] == field.name and isinstance(v, str)]
        found = st.sampled_from([*named, "301", "30101", "x"])
    else:
        found = st.sampled_from([-10, 0, 1, 4, 5, 7, 10, 20])
    return st.none() | found if field.null else found


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_python_judges_a_row_as_the_database_does(model, constraint, data):
    wanted = constraint.condition
    row = {name: data.draw(values(model._meta.get_field(name), wanted), name) for name in sorted(fields(wanted))}
    typed = {name: models.Value(value, model._meta.get_field(name)) for name, value in row.items()}

    assert (condition(wanted)(row) is not False) is wanted.check(typed)
