"""审核 Who looked at a determination or an adjustment, stage by stage, and what each of them decided."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from anzhi.casework.models.determination import Adjustment, Determination
from anzhi.casework.models.meeting import Meeting
from anzhi.office.models import Officer
from anzhi.registry.models import Household
from anzhi.values.digest import LENGTH


class Review(models.Model):
    """审核 The way of one determination, or of one adjustment, through its stages.

    ``digest`` is that of the snapshot: once the records say something else, the approvals are void and the review
    stands still. ``flow`` are the stages as they were when it began (casework.stages), ``stage`` the place of the one
    that it is in.
    """

    class Outcome(models.TextChoices):
        """审核结果."""

        OPEN = "open", "审核中"
        APPROVED = "approved", "通过"
        RETURNED = "returned", "退回重新核定"
        REJECTED = "rejected", "不予通过"
        SUPERSEDED = "superseded", "被新的核定取代"

    household = models.ForeignKey(Household, models.PROTECT, verbose_name="户", related_name="reviews")
    determination = models.OneToOneField(
        Determination, models.PROTECT, null=True, blank=True, verbose_name="核定", related_name="review"
    )
    adjustment = models.OneToOneField(
        Adjustment, models.PROTECT, null=True, blank=True, verbose_name="调整", related_name="review"
    )
    digest = models.CharField("快照摘要（SM3）", max_length=LENGTH)
    maker = models.ForeignKey(Officer, models.PROTECT, verbose_name="经办人", related_name="reviews_begun")
    flow = models.JSONField("审核环节")
    stage = models.PositiveSmallIntegerField("所在环节", default=0)
    outcome = models.CharField("审核结果", max_length=12, choices=Outcome, default=Outcome.OPEN)

    class Meta:
        verbose_name = "审核"
        constraints = [
            models.CheckConstraint(
                name="review_has_one_subject",
                violation_error_message="审核的对象应是一次核定或一笔调整",
                condition=Q(determination__isnull=False, adjustment__isnull=True)
                | Q(determination__isnull=True, adjustment__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(outcome="open", determination__isnull=False),
                name="one_open_determination_a_household",
                violation_error_message="该户已有核定在审核中",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adjustment or self.determination} {self.get_outcome_display()}"


class Decision(models.Model):
    """审核意见 One officer's part in a review: entered the facts, computed, or decided at a stage. Insert-only.

    Whoever entered or computed stands in the chain from its beginning, and nobody stands in it twice: the database
    itself keeps makers from deciding, and deciders from deciding again.
    """

    class Verdict(models.TextChoices):
        """意见."""

        ENTERED = "entered", "录入"
        MADE = "made", "经办"
        APPROVED = "approved", "同意"
        RETURNED = "returned", "退回"
        REJECTED = "rejected", "不同意"

    review = models.ForeignKey(Review, models.PROTECT, verbose_name="审核", related_name="decisions")
    stage = models.CharField("审核环节", max_length=20, blank=True)
    verdict = models.CharField("意见", max_length=8, choices=Verdict)
    reason = models.CharField("说明", max_length=400, blank=True)
    digest = models.CharField("快照摘要（SM3）", max_length=LENGTH)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, verbose_name="会议", related_name="decisions"
    )
    officer = models.ForeignKey(Officer, models.PROTECT, verbose_name="审核人", related_name="decisions")
    maker = models.ForeignKey(Officer, models.PROTECT, verbose_name="经办人", related_name="decisions_on_own")
    recorded_at = models.DateTimeField("审核时间", db_default=Now())

    class Meta:
        verbose_name = "审核意见"
        constraints = [
            models.UniqueConstraint(
                fields=["review", "officer"],
                name="one_part_an_officer_in_a_review",
                violation_error_message="录入、经办和各级审核须为不同的人，您已参与过这次审核",
            ),
            models.CheckConstraint(
                name="nobody_decides_on_what_he_made",
                violation_error_message="经办人不能审核自己经办的事项",
                condition=Q(verdict__in=("entered", "made")) | ~Q(officer=F("maker")),
            ),
            models.CheckConstraint(
                name="return_and_rejection_say_why",
                violation_error_message="退回或不同意须说明原因",
                condition=~Q(verdict__in=("returned", "rejected")) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="decision_names_its_stage",
                violation_error_message="审核意见应写明所在环节",
                condition=(Q(verdict__in=("entered", "made")) & Q(stage=""))
                | (Q(verdict__in=("approved", "returned", "rejected")) & ~Q(stage="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review} {self.officer} {self.get_verdict_display()}"
