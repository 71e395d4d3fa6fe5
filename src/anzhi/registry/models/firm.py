"""单位（企业） Firms on a project's land."""

from django.db import models
from django.db.models import F, Q

from anzhi.registry.models.project import Project


class Firm(models.Model):
    """单位（企业） An enterprise or institution whose buildings stand on a project's land."""

    project = models.ForeignKey(Project, models.PROTECT, verbose_name="项目", related_name="firms")
    name = models.CharField("单位名称", max_length=80)
    credit_code = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    surveyed_on = models.DateField("调查日期")
    signed_on = models.DateField("签约日期", null=True, blank=True)
    demolished_on = models.DateField("拆除日期", null=True, blank=True)

    class Meta:
        verbose_name = "单位（企业）"
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"],
                name="one_firm_a_project_and_name",
                violation_error_message="该项目已有同名单位",
            ),
            models.CheckConstraint(
                name="firm_demolished_after_survey",
                violation_error_message="拆除日期早于调查日期",
                condition=Q(demolished_on__isnull=True) | Q(demolished_on__gte=F("surveyed_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
