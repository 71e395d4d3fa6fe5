"""安置小区 Resettlement estates and how far they have come."""

from django.db import models
from django.db.models import F, Q

from anzhi.office.fields import MuField, SquareMetreField
from anzhi.office.models import Street


class Estate(models.Model):
    """安置小区 An estate, or the land reserved for one.

    The stage is derived from the dates as of a day: 选址 (no date) → 待建 (``approved_on``) → 在建 (``started_on``)
    → 交付 (``delivered_on``). ``expected_on`` is the forecast of acceptance; ``delay_reason`` says why it slipped.
    """

    name = models.CharField("名称", max_length=60, unique=True)
    street = models.ForeignKey(Street, models.PROTECT, verbose_name="街道", related_name="estates")
    site_area = MuField("用地面积（亩）", null=True, blank=True)
    planned_area = SquareMetreField("规划安置房面积（平方米）", null=True, blank=True)
    approved_on = models.DateField("立项批准日期", null=True, blank=True)
    started_on = models.DateField("开工日期", null=True, blank=True)
    expected_on = models.DateField("预计验收日期", null=True, blank=True)
    delivered_on = models.DateField("交付日期", null=True, blank=True)
    delay_reason = models.CharField("延误原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "安置小区"
        constraints = [
            models.CheckConstraint(
                name="estate_starts_after_approval",
                violation_error_message="开工日期早于立项批准日期，或尚未立项批准",
                condition=Q(started_on__isnull=True) | Q(approved_on__isnull=False, started_on__gte=F("approved_on")),
            ),
            models.CheckConstraint(
                name="estate_delivered_after_start",
                violation_error_message="交付日期早于开工日期，或尚未开工",
                condition=Q(delivered_on__isnull=True) | Q(started_on__isnull=False, delivered_on__gte=F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
