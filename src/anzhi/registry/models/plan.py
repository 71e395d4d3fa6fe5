"""年度计划 What the office set out to do in a year."""

from django.db import models
from django.db.models import Q

from anzhi.office.fields import MuField
from anzhi.registry.models.project import Project


class AnnualPlan(models.Model):
    """年度计划 The acquisition plan of a year, as adopted."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    adopted_on = models.DateField("下达日期")

    class Meta:
        verbose_name = "年度计划"

    def __str__(self) -> str:
        return f"{self.year}年度计划"


class PlanItem(models.Model):
    """计划任务 One planned project with its task; ``project`` is set once the project is registered."""

    class Kind(models.TextChoices):
        """任务类别."""

        TAIL = "tail", "扫尾"
        NEW = "new", "新拆"

    plan = models.ForeignKey(AnnualPlan, models.PROTECT, verbose_name="计划", related_name="items")
    kind = models.CharField("任务类别", max_length=8, choices=Kind)
    name = models.CharField("项目名称", max_length=80)
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, verbose_name="项目")
    area = MuField("计划面积（亩）")
    households_to_sign = models.PositiveIntegerField("应签约户数")
    households_to_demolish = models.PositiveIntegerField("应拆除户数")
    firms_to_demolish = models.PositiveIntegerField("应拆除单位数")

    class Meta:
        verbose_name = "计划任务"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "name"], name="one_plan_item_a_name", violation_error_message="计划中已有同名项目"
            ),
            models.UniqueConstraint(
                fields=["plan", "project"],
                condition=Q(project__isnull=False),
                name="one_plan_item_a_project",
                violation_error_message="计划中已有该项目",
            ),
        ]

    def __str__(self) -> str:
        return self.name
