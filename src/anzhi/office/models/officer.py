"""人员 Authorised posts and the officers of every organisation."""

from django.db import models
from django.db.models import F, Q

from anzhi.office.models.organisation import Organisation


class Post(models.Model):
    """编制 One authorised post of the centre. The size of the establishment is the count of these."""

    title = models.CharField("岗位", max_length=40)
    number = models.PositiveSmallIntegerField("序号", unique=True)
    authorised_on = models.DateField("核定日期")
    abolished_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = "编制"

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Officer(models.Model):
    """人员 A person who works, or worked, for an organisation; the ``by`` of every event."""

    class Employment(models.TextChoices):
        """用工类别."""

        ESTABLISHED = "established", "在编"
        TEMPORARY = "temporary", "临聘"
        EXTERNAL = "external", "外单位"

    staff_number = models.CharField("工号", max_length=20, unique=True)
    name = models.CharField("姓名", max_length=40)
    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name="所在机构", related_name="officers")
    title = models.CharField("职务", max_length=40)
    employment = models.CharField("用工类别", max_length=12, choices=Employment)
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, verbose_name="编制")
    employed_on = models.DateField("到岗日期")
    retired_on = models.DateField("离退休日期", null=True, blank=True)
    left_on = models.DateField("离岗日期", null=True, blank=True)

    class Meta:
        verbose_name = "人员"
        constraints = [
            models.CheckConstraint(
                name="only_established_officers_hold_a_post",
                condition=Q(employment="established", post__isnull=False) | Q(post__isnull=True),
                violation_error_message="只有在编人员占用编制",
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(retired_on__isnull=True, left_on__isnull=True),
                name="one_officer_a_post",
                violation_error_message="该编制已有人员",
            ),
            models.CheckConstraint(
                name="officer_dates_in_order",
                violation_error_message="离退休或离岗日期早于到岗日期",
                condition=(Q(retired_on__isnull=True) | Q(retired_on__gte=F("employed_on")))
                & (Q(left_on__isnull=True) | Q(left_on__gte=F("employed_on"))),
            ),
        ]

    def __str__(self) -> str:
        return self.name
