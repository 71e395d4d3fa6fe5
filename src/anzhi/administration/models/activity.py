"""活动 What was held, when and where, and the programmes it belongs to."""

from django.db import models
from django.db.models import Q


class Programme(models.Model):
    """专项活动 A named programme of a year, made of one or more occasions: 日行万步, 唱红歌, 古塘湾党支部参观."""

    class Kind(models.TextChoices):
        """专项类别."""

        CULTURE = "culture", "机关文化建设"
        CONTEST = "contest", "红色竞赛"
        OUTING = "outing", "参观"

    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("专项类别", max_length=10, choices=Kind)
    name = models.CharField("名称", max_length=60)

    class Meta:
        verbose_name = "专项活动"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "name"],
                name="one_programme_a_year_and_name",
                violation_error_message="该年度已有同名专项活动",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Activity(models.Model):
    """活动 One occasion."""

    class Kind(models.TextChoices):
        """活动类别."""

        STUDY = "study", "专题学习研讨"
        VISIT = "visit", "红色教育基地参观"
        LECTURE = "lecture", "主题宣讲"
        CONTEST = "contest", "竞赛"
        WALK = "walk", "健走"
        CAMPAIGN = "campaign", "宣传与创建"
        IDEOLOGY = "ideology", "意识形态会议"
        TRAINING = "training", "业务培训"
        EXAM = "exam", "季度考试"

    kind = models.CharField("活动类别", max_length=10, choices=Kind)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, verbose_name="专项活动", related_name="activities"
    )
    held_on = models.DateField("日期")
    title = models.CharField("主题", max_length=80)
    place = models.CharField("地点", max_length=60, blank=True)
    attendance = models.PositiveSmallIntegerField("参加人数")

    class Meta:
        verbose_name = "活动"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "held_on", "title"],
                name="one_activity_a_day_and_title",
                violation_error_message="当天已有同类同名活动",
            ),
            models.CheckConstraint(
                name="activity_attended", violation_error_message="参加人数应大于 0", condition=Q(attendance__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.title
