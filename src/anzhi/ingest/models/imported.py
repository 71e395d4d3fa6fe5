"""导入记录 What came in from which workbook."""

from django.db import models
from django.db.models.functions import Now

from anzhi.office.models import Officer


class Import(models.Model):
    """导入记录 A workbook whose rows were entered: written in the same transaction as the records themselves.

    A workbook that brought nothing new leaves none.
    """

    noun = models.CharField("记录种类", max_length=20)
    file_name = models.CharField("文件名", max_length=120)
    digest = models.CharField("文件摘要（SM3）", max_length=64)
    added = models.PositiveIntegerField("新增")
    present = models.PositiveIntegerField("已在系统中")
    recorded_at = models.DateTimeField("时间", db_default=Now())
    recorded_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="操作人")

    class Meta:
        verbose_name = "导入记录"
        constraints = [
            models.CheckConstraint(
                name="import_brought_something",
                violation_error_message="没有新增记录的导入不必登记",
                condition=models.Q(added__gt=0),
            )
        ]

    def __str__(self) -> str:
        return self.file_name
