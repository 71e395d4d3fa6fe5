"""事件 The trail: one row for everything an officer did, and the seals that chain them."""

from django.db import models
from django.db.models.functions import Now

from anzhi.office.models.officer import Officer


class Event(models.Model):
    """事件 Who did what to which record, when, with old and new values. Insert-only; the database refuses the rest."""

    recorded_at = models.DateTimeField("时间", db_default=Now())
    recorded_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="操作人")
    verb = models.CharField("动作", max_length=40)
    noun = models.CharField("记录类别", max_length=40)
    key = models.BigIntegerField("记录编号")
    detail = models.JSONField("内容", default=dict)

    class Meta:
        verbose_name = "事件"
        indexes = [
            models.Index(fields=["noun", "key"]),
            # The trail is read newest first, narrowed to a verb or a kind of record.
            models.Index(fields=["verb", "id"]),
            models.Index(fields=["noun", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.key} {self.verb}"


class Seal(models.Model):
    """封存 A run of events, and the digest that binds them to the seal before."""

    first_event = models.BigIntegerField("首条事件")
    last_event = models.BigIntegerField("末条事件", unique=True)
    count = models.PositiveIntegerField("事件数")
    digest = models.CharField("摘要（SM3）", max_length=64, unique=True)
    recorded_at = models.DateTimeField("封存时间", db_default=Now())
    recorded_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="封存人")

    class Meta:
        verbose_name = "封存"
        constraints = [
            models.CheckConstraint(
                name="seal_runs_forward",
                violation_error_message="封存的首末事件颠倒",
                condition=models.Q(last_event__gte=models.F("first_event")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_event}–{self.last_event}"
