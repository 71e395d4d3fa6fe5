"""核定 What the law gives a household: frozen facts, a policy pack, and the result. None of it ever changes."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anzhi.office.fields import MoneyField
from anzhi.office.models import Officer
from anzhi.registry.models import Household
from anzhi.values.digest import LENGTH


class Snapshot(models.Model):
    """快照 The facts of a household's case, frozen as canonical bytes (casework.snapshots). Insert-only."""

    household = models.ForeignKey(Household, models.PROTECT, verbose_name="户", related_name="snapshots")
    digest = models.CharField("快照摘要（SM3）", max_length=LENGTH, unique=True)
    content = models.BinaryField("快照内容")

    class Meta:
        verbose_name = "快照"

    def __str__(self) -> str:
        return f"{self.household} {self.digest[:12]}"


class Determination(models.Model):
    """核定 A snapshot computed under a policy pack: the sum, and the trace of every line. Insert-only.

    ``pack_hash`` names the pack's text to the letter. ``trace`` is the stored trace of the lines
    (casework.results); computed again from the snapshot with that pack it is the same bytes.
    """

    household = models.ForeignKey(Household, models.PROTECT, verbose_name="户", related_name="determinations")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, verbose_name="快照", related_name="determinations")
    computed_on = models.DateField("计算日期")
    pack = models.CharField("政策包", max_length=40)
    pack_hash = models.CharField("政策包摘要", max_length=64)
    total = MoneyField("核定金额（分）")
    trace = models.BinaryField("计算过程")
    trace_digest = models.CharField("计算过程摘要（SM3）", max_length=LENGTH)
    maker = models.ForeignKey(Officer, models.PROTECT, verbose_name="核定人", related_name="determinations")
    recorded_at = models.DateTimeField("记录时间", db_default=Now())

    class Meta:
        verbose_name = "核定"

    def __str__(self) -> str:
        return f"{self.household} {self.computed_on} 核定"


class Adjustment(models.Model):
    """调整 An amount on top of a determination, or off it, with its reason. Insert-only; it counts once approved."""

    determination = models.ForeignKey(Determination, models.PROTECT, verbose_name="核定", related_name="adjustments")
    amount = MoneyField("调整金额（分）")
    reason = models.CharField("调整原因", max_length=200)
    evidence = models.CharField("依据材料", max_length=120)
    maker = models.ForeignKey(Officer, models.PROTECT, verbose_name="提出人", related_name="adjustments")
    recorded_at = models.DateTimeField("记录时间", db_default=Now())

    class Meta:
        verbose_name = "调整"
        constraints = [
            models.CheckConstraint(
                name="adjustment_changes_something", violation_error_message="调整金额不能为 0", condition=~Q(amount=0)
            ),
            models.CheckConstraint(
                name="adjustment_says_why",
                violation_error_message="调整须写明原因和依据材料",
                condition=~Q(reason="") & ~Q(evidence=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.determination} 调整"
