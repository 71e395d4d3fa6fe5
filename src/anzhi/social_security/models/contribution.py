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
    reverses = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="冲销的凭证", related_name="reversals"
    )

    class Meta:
        verbose_name = "社保资金"
        constraints = [
            models.CheckConstraint(
                name="contribution_not_zero", violation_error_message="金额不能为 0", condition=~Q(amount=0)
            ),
            models.UniqueConstraint(
                fields=["reverses"],
                condition=Q(reverses__isnull=False),
                name="one_reversal_a_contribution",
                violation_error_message="该凭证已冲销",
            ),
        ]

    def __str__(self) -> str:
        return self.voucher
