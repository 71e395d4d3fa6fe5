import re

from django.apps import apps
from django.db import models

MODELS = [model for model in apps.get_models() if model.__module__.startswith("anzhi.")]
FIELDS = [field for model in MODELS for field in model._meta.local_fields if not field.auto_created]
CONSTRAINTS = [constraint for model in MODELS for constraint in model._meta.constraints]


def is_chinese(text: object) -> bool:
    return re.search(r"[\u4e00-\u9fff]", str(text)) is not None


def test_every_model_is_named_in_chinese():
    assert [model._meta.label for model in MODELS if not is_chinese(model._meta.verbose_name)] == []


def test_no_two_models_share_a_name():
    assert len({model._meta.verbose_name for model in MODELS}) == len(MODELS) > 40


def test_every_field_is_named_in_chinese():
    assert [str(field) for field in FIELDS if not field.primary_key and not is_chinese(field.verbose_name)] == []


def test_every_constraint_says_in_chinese_what_is_wrong():
    silent = [c.name for c in CONSTRAINTS if c.violation_error_message == c.default_violation_error_message]
    assert silent + [c.name for c in CONSTRAINTS if not is_chinese(c.violation_error_message)] == []


def test_no_column_holds_an_inexact_number():
    assert [str(field) for field in FIELDS if isinstance(field, models.FloatField | models.DecimalField)] == []


def test_no_record_disappears_with_another():
    related = [field for field in FIELDS if field.is_relation]
    assert [str(field) for field in related if field.remote_field.on_delete is not models.PROTECT] == []
