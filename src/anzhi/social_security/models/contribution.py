"""社保资金 Social-security money collected from projects."""

from django.db import models
from django.db.models import Q

from anzhi.office.fields import MoneyField
from anzhi.registry.models import Project


class Contribution(models.Model):
    """社保资金 An amount collected for a project on a day."""

    project = models.ForeignKey(Project, models.PROTECT, verbose_name="项目", related_name="contributions")
    collected_on = models.DateField("收缴日期")
    voucher = models.CharField("凭证号", max_length=30, unique=True)
    amount = MoneyField("金额（分）")

    class Meta:
        verbose_name = "社保资金"
        constraints = [
            models.CheckConstraint(
                name="contribution_not_zero", violation_error_message="金额不能为 0", condition=~Q(amount=0)
            )
        ]

    def __str__(self) -> str:
        return self.voucher
