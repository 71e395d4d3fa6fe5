"""字段 Field types that carry their unit. All are integers in the database; see anzhi.values.exact for the scales."""

from django.db import models


class MoneyField(models.BigIntegerField):
    """分 An amount of money in fen; negative for a reversal."""


class MuField(models.PositiveBigIntegerField):
    """亩 A land area in 0.0001 mu."""


class SquareMetreField(models.PositiveBigIntegerField):
    """平方米 A floor area in 0.0001 m²."""


class PersonsField(models.PositiveBigIntegerField):
    """人 Persons or quota in tenths of a person."""
