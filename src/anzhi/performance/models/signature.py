"""签署 Who answers for a year's self-evaluation: prepared, reviewed, approved, by three different people."""

from django.db import models
from django.db.models.functions import Now

from anzhi.office.models import Officer


class Signature(models.Model):
    """签署 One officer's name under one step of one content.

    It is bound to the digest of what was signed: after a change of table, report or figures it no longer counts, and
    it is never changed or deleted.
    """

    class Step(models.TextChoices):
        """环节, in their order."""

        PREPARED = "prepared", "经办"
        REVIEWED = "reviewed", "部门审核"
        APPROVED = "approved", "主任审定"

    year = models.PositiveSmallIntegerField("年度")
    digest = models.CharField("内容摘要（SM3）", max_length=64)
    step = models.CharField("环节", max_length=8, choices=Step)
    officer = models.ForeignKey(Officer, models.PROTECT, verbose_name="签署人", related_name="signatures")
    recorded_at = models.DateTimeField("签署时间", db_default=Now())

    class Meta:
        verbose_name = "签署"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "digest", "step"],
                name="one_signature_a_step",
                violation_error_message="这一环节已经签署",
            ),
            models.UniqueConstraint(
                fields=["year", "digest", "officer"],
                name="one_signature_an_officer",
                violation_error_message="经办、审核、审定须为三个不同的人，您已签署过这份内容",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_step_display()}"
