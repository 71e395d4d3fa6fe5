"""走访与救助 Visits to families in need, and money given to relocated households."""

from django.db import models
from django.db.models import Q

from anzhi.office.fields import MoneyField
from anzhi.office.models import Street
from anzhi.registry.models import Household


class HomeVisit(models.Model):
    """走访慰问 A family in need on the office's neighbourhood grid, visited. These are not relocated households."""

    street = models.ForeignKey(Street, models.PROTECT, verbose_name="街道")
    family = models.CharField("家庭", max_length=40)
    visited_on = models.DateField("走访日期")

    class Meta:
        verbose_name = "走访慰问"
        constraints = [
            models.UniqueConstraint(
                fields=["family", "visited_on"],
                name="one_visit_a_family_and_day",
                violation_error_message="当天已走访过该家庭",
            )
        ]

    def __str__(self) -> str:
        return self.family


class Assistance(models.Model):
    """救助 Hardship or illness money, paid straight to a relocated household."""

    class Kind(models.TextChoices):
        """救助类别."""

        ILLNESS = "illness", "大病补助"
        HARDSHIP = "hardship", "困难救助"

    household = models.ForeignKey(Household, models.PROTECT, verbose_name="户", related_name="assistances")
    kind = models.CharField("救助类别", max_length=10, choices=Kind)
    paid_on = models.DateField("拨付日期")
    amount = MoneyField("金额（分）")

    class Meta:
        verbose_name = "救助"
        constraints = [
            models.UniqueConstraint(
                fields=["household", "kind", "paid_on"],
                name="one_assistance_a_day",
                violation_error_message="该户当天已有同类救助",
            ),
            models.CheckConstraint(
                name="assistance_positive", violation_error_message="金额应大于 0", condition=Q(amount__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household} {self.get_kind_display()}"
