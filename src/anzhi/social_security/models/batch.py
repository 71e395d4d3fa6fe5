"""社保批次 Rosters of land-losing farmers approved for social security, batch by batch."""

from django.db import models
from django.db.models import F, Q

from anzhi.registry.models import Person, Project


class PolicyHold(models.Model):
    """政策暂停 A later policy that stops approved batches from being enrolled.

    ``document_number`` stays empty where it is not known; ``cites`` is the instrument the policy itself rests on.
    """

    issuer = models.CharField("发文机关", max_length=60)
    title = models.CharField("文件名称", max_length=120)
    document_number = models.CharField("文号", max_length=60, null=True, blank=True)
    cites = models.CharField("依据文号", max_length=60, blank=True)
    issued_on = models.DateField("下发日期")

    class Meta:
        verbose_name = "政策暂停"
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "title", "issued_on"],
                name="one_hold_a_policy",
                violation_error_message="该政策已登记",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Batch(models.Model):
    """社保批次 One roster of a project, approved by the district government.

    State as of a day: 已审批, then 已纳入 (``enrolled_on``), or 政策暂停 from ``held_on`` until ``released_on``.
    """

    number = models.CharField("批次号", max_length=20, unique=True)
    project = models.ForeignKey(Project, models.PROTECT, verbose_name="项目", related_name="batches")
    approved_on = models.DateField("审批日期")
    enrolled_on = models.DateField("纳入日期", null=True, blank=True)
    hold = models.ForeignKey(PolicyHold, models.PROTECT, null=True, blank=True, verbose_name="政策暂停")
    held_on = models.DateField("暂停日期", null=True, blank=True)
    released_on = models.DateField("恢复日期", null=True, blank=True)

    class Meta:
        verbose_name = "社保批次"
        constraints = [
            models.CheckConstraint(
                name="held_batch_names_the_policy",
                violation_error_message="暂停的批次应有暂停日期和所依据的政策",
                condition=Q(hold__isnull=True, held_on__isnull=True, released_on__isnull=True)
                | Q(hold__isnull=False, held_on__isnull=False),
            ),
            models.CheckConstraint(
                name="batch_enrolled_after_approval",
                violation_error_message="纳入日期早于审批日期",
                condition=Q(enrolled_on__isnull=True) | Q(enrolled_on__gte=F("approved_on")),
            ),
            models.CheckConstraint(
                name="batch_released_after_hold",
                violation_error_message="恢复日期早于暂停日期",
                condition=Q(released_on__isnull=True) | Q(released_on__gte=F("held_on")),
            ),
            models.CheckConstraint(
                name="held_batch_is_not_enrolled",
                violation_error_message="暂停中的批次不能纳入",
                condition=Q(held_on__isnull=True) | Q(enrolled_on__isnull=True) | Q(released_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Enrolment(models.Model):
    """参保人员 A person on a roster, with the age band the roster states. One enrolment a person, ever."""

    class AgeBand(models.IntegerChoices):
        """年龄段. Where the third begins is not documented (FACTS 2.2), so the roster's word is kept."""

        FIRST = 1, "第一年龄段"
        SECOND = 2, "第二年龄段"
        THIRD = 3, "第三年龄段"
        FOURTH = 4, "第四年龄段"

    batch = models.ForeignKey(Batch, models.PROTECT, verbose_name="社保批次", related_name="enrolments")
    person = models.OneToOneField(Person, models.PROTECT, verbose_name="人", related_name="enrolment")
    age_band = models.PositiveSmallIntegerField("年龄段", choices=AgeBand)

    class Meta:
        verbose_name = "参保人员"
        constraints = [
            models.CheckConstraint(
                name="age_band_known",
                violation_error_message="年龄段应为第一至第四",
                condition=Q(age_band__in=(1, 2, 3, 4)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.person}"
