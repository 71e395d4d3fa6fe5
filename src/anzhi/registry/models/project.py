"""项目 Acquisition projects and the land that was cleared in them."""

from django.db import models
from django.db.models import F, Q

from anzhi.office.fields import MuField
from anzhi.office.models import Organisation, Street
from anzhi.rules.facts import LAND_CLASSES, LAND_GRADES, LAND_USES, ZONES

PROJECT_FACTS = ("zone", "farmland_per_head", "is_redevelopment_site")
"""What the law asks about a project beside its dates; empty until it is known."""


class Project(models.Model):
    """项目 One acquisition project with its dates.

    扫尾, 新拆 and 预备 are not stored: a year's kind follows from the dates (anzhi.metrics.relations.project_kind).
    ``prepared_on`` 预备 is the day preparation began, ``launched_on`` 启动 the day work began on site,
    ``signing_started_on`` 启动签约, ``clear_by`` 腾地期限 the day by which the land was to be cleared, and
    ``cleared_on`` 清零 the day the last household and firm was gone.
    """

    code = models.CharField("项目编号", max_length=20, unique=True)
    name = models.CharField("项目名称", max_length=80, unique=True)
    street = models.ForeignKey(Street, models.PROTECT, verbose_name="所在街道", related_name="projects")
    command_office = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name="指挥部", related_name="commanded_projects"
    )
    area = MuField("征地面积（亩）")
    is_key = models.BooleanField("省市重点", default=False)
    prepared_on = models.DateField("预备日期")
    launched_on = models.DateField("启动日期", null=True, blank=True)
    signing_started_on = models.DateField("启动签约日期", null=True, blank=True)
    clear_by = models.DateField("腾地期限", null=True, blank=True)
    cleared_on = models.DateField("清零日期", null=True, blank=True)
    tail_reason = models.CharField("扫尾原因", max_length=200, blank=True)
    zone = models.CharField("区片", max_length=1, choices=ZONES, null=True, blank=True)
    farmland_per_head = MuField("征地前人均耕地（亩）", null=True, blank=True)
    is_redevelopment_site = models.BooleanField("可利用原地恢复", null=True, blank=True)

    class Meta:
        verbose_name = "项目"
        constraints = [
            models.CheckConstraint(
                name="project_area_positive", violation_error_message="征地面积应大于 0", condition=Q(area__gt=0)
            ),
            models.CheckConstraint(
                name="project_launched_after_prepared",
                violation_error_message="启动日期早于预备日期",
                condition=Q(launched_on__isnull=True) | Q(launched_on__gte=F("prepared_on")),
            ),
            models.CheckConstraint(
                name="launched_project_has_a_clearing_date",
                violation_error_message="启动的项目应有不早于启动日期的腾地期限",
                condition=Q(launched_on__isnull=True, clear_by__isnull=True)
                | Q(launched_on__isnull=False, clear_by__isnull=False, clear_by__gte=F("launched_on")),
            ),
            models.CheckConstraint(
                name="project_signs_after_launch",
                violation_error_message="启动签约日期早于启动日期",
                condition=Q(signing_started_on__isnull=True)
                | Q(launched_on__isnull=False, signing_started_on__gte=F("launched_on")),
            ),
            models.CheckConstraint(
                name="project_cleared_after_launch",
                violation_error_message="清零日期早于启动日期",
                condition=Q(cleared_on__isnull=True) | Q(launched_on__isnull=False, cleared_on__gte=F("launched_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LandClearing(models.Model):
    """腾地 An area of a project handed over cleared on a day."""

    project = models.ForeignKey(Project, models.PROTECT, verbose_name="项目", related_name="clearings")
    cleared_on = models.DateField("腾地日期")
    area = MuField("腾地面积（亩）")

    class Meta:
        verbose_name = "腾地记录"
        constraints = [
            models.CheckConstraint(
                name="clearing_area_positive", violation_error_message="腾地面积应大于 0", condition=Q(area__gt=0)
            ),
            models.UniqueConstraint(
                fields=["project", "cleared_on"],
                name="one_clearing_a_project_and_day",
                violation_error_message="该项目当天已有腾地记录",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.cleared_on}"


class LandArea(models.Model):
    """地类面积 How much land of a class, a use and a grade a project takes: what its land compensation goes by."""

    project = models.ForeignKey(Project, models.PROTECT, verbose_name="项目", related_name="land_areas")
    land_class = models.CharField("地类", max_length=20, choices=LAND_CLASSES)
    use = models.CharField("土地用途", max_length=14, choices=LAND_USES, blank=True)
    grade = models.CharField("土地等级", max_length=1, choices=LAND_GRADES, blank=True)
    area = MuField("面积（亩）")

    class Meta:
        verbose_name = "地类面积"
        constraints = [
            models.CheckConstraint(
                name="land_area_positive", violation_error_message="地类面积应大于 0", condition=Q(area__gt=0)
            ),
            models.UniqueConstraint(
                fields=["project", "land_class", "use", "grade"],
                name="one_land_area_a_class_use_and_grade",
                violation_error_message="该项目已有同一地类、用途和等级的面积",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.get_land_class_display()}"
