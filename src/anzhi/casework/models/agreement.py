"""协议 Agreements with households: each binds one determination."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from anzhi.casework.models.determination import Determination
from anzhi.office.fields import MoneyField
from anzhi.office.models import Officer
from anzhi.registry.models import Household
from anzhi.values.digest import LENGTH


class Agreement(models.Model):
    """补偿安置协议 What a household and the office agree on: exactly one approved, published determination.

    It is drawn up, then signed, or voided with a reason. One that was signed is never changed: an amendment is an
    agreement of its own that names what it ``amends`` and binds a newer determination.
    """

    number = models.CharField("协议编号", max_length=40, unique=True)
    household = models.ForeignKey(Household, models.PROTECT, verbose_name="户", related_name="agreements")
    determination = models.ForeignKey(Determination, models.PROTECT, verbose_name="核定", related_name="agreements")
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="变更的协议", related_name="amendments"
    )
    amount = MoneyField("协议金额（分）")
    drawn_on = models.DateField("拟定日期")
    maker = models.ForeignKey(Officer, models.PROTECT, verbose_name="拟定人", related_name="agreements")
    document = models.BinaryField("协议文本")
    document_digest = models.CharField("协议文本摘要（SM3）", max_length=LENGTH)
    signed_on = models.DateField("签订日期", null=True, blank=True)
    voided_on = models.DateField("作废日期", null=True, blank=True)
    void_reason = models.CharField("作废原因", max_length=200, blank=True)
    recorded_at = models.DateTimeField("记录时间", db_default=Now())

    class Meta:
        verbose_name = "补偿安置协议"
        constraints = [
            models.UniqueConstraint(
                fields=["determination"],
                condition=Q(voided_on__isnull=True),
                name="one_agreement_a_determination",
                violation_error_message="该核定已有协议",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(voided_on__isnull=True, amends__isnull=True),
                name="one_first_agreement_a_household",
                violation_error_message="该户已有协议，更改请签订变更协议",
            ),
            models.UniqueConstraint(
                fields=["amends"],
                condition=Q(voided_on__isnull=True),
                name="one_amendment_an_agreement",
                violation_error_message="该协议已有变更协议",
            ),
            models.CheckConstraint(
                name="agreement_amount_not_negative",
                violation_error_message="协议金额不能为负",
                condition=Q(amount__gte=0),
            ),
            models.CheckConstraint(
                name="agreement_signed_after_drawn",
                violation_error_message="签订日期早于拟定日期",
                condition=Q(signed_on__isnull=True) | Q(signed_on__gte=F("drawn_on")),
            ),
            models.CheckConstraint(
                name="void_agreement_says_why",
                violation_error_message="作废须写明日期和原因",
                condition=Q(voided_on__isnull=True, void_reason="")
                | (Q(voided_on__isnull=False, voided_on__gte=F("drawn_on")) & ~Q(void_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.number
