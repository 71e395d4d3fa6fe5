"""公示 Lists of approved determinations made public, and the objections to them."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anzhi.casework.models.determination import Determination
from anzhi.office.fields import MoneyField, SquareMetreField
from anzhi.office.models import Officer
from anzhi.registry.models import Project


class Publication(models.Model):
    """公示 A list of a project's determinations, public from a day for a number of days. Insert-only."""

    project = models.ForeignKey(Project, models.PROTECT, verbose_name="项目", related_name="publications")
    published_on = models.DateField("公示日期")
    days = models.PositiveSmallIntegerField("公示天数")
    place = models.CharField("公示地点", max_length=80, blank=True)
    maker = models.ForeignKey(Officer, models.PROTECT, verbose_name="公示人", related_name="publications")
    recorded_at = models.DateTimeField("记录时间", db_default=Now())

    class Meta:
        verbose_name = "公示"
        constraints = [
            models.CheckConstraint(
                name="publication_lasts_a_day", violation_error_message="公示天数至少为 1", condition=Q(days__gte=1)
            )
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.published_on} 公示"

    @property
    def last_day(self) -> date:
        """The last day of the period. The day of publication itself does not count (民法典 第二百零一条)."""
        return self.published_on + timedelta(days=self.days)


class PublicationEntry(models.Model):
    """公示条目 One household of a list, as it was made public: masked, without numbers of any document. Insert-only."""

    publication = models.ForeignKey(Publication, models.PROTECT, verbose_name="公示", related_name="entries")
    determination = models.ForeignKey(Determination, models.PROTECT, verbose_name="核定", related_name="entries")
    masked_name = models.CharField("公示姓名", max_length=40)
    address = models.CharField("组别地址", max_length=80, blank=True)
    members = models.PositiveSmallIntegerField("家庭人数")
    floor_area = SquareMetreField("建筑面积（平方米）")
    amount = MoneyField("公示金额（分）")

    class Meta:
        verbose_name = "公示条目"
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "determination"],
                name="one_entry_a_determination",
                violation_error_message="该核定已在这次公示中",
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication} {self.masked_name}"


class Objection(models.Model):
    """异议 What somebody says against an entry, and the answer. Unanswered, it holds up the agreement."""

    entry = models.ForeignKey(PublicationEntry, models.PROTECT, verbose_name="公示条目", related_name="objections")
    received_on = models.DateField("收到日期")
    objector = models.CharField("异议人", max_length=40)
    text = models.TextField("异议内容")
    answer = models.TextField("答复", blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)

    class Meta:
        verbose_name = "异议"
        constraints = [
            models.CheckConstraint(
                name="objection_says_something", violation_error_message="异议内容不能为空", condition=~Q(text="")
            ),
            models.CheckConstraint(
                name="answer_has_its_day",
                violation_error_message="答复与答复日期须同时填写，且不早于收到日期",
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False, answered_on__gte=models.F("received_on"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} 异议"
