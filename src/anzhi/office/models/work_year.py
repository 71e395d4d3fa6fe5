"""业务年度 The years the office keeps records for."""

from django.db import models


class WorkYear(models.Model):
    """业务年度 A year whose records are complete enough to count. Figures of any other year are refused, not zero."""

    number = models.PositiveSmallIntegerField("年度", unique=True)

    class Meta:
        verbose_name = "业务年度"

    def __str__(self) -> str:
        return f"{self.number}年度"
