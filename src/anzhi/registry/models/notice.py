"""公告 Notices of a project and their filing with the higher authority."""

from django.db import models

from anzhi.office.models import Organisation
from anzhi.registry.models.project import Project


class Notice(models.Model):
    """公告 A published notice. The date of the plan notice governs which policy a project falls under (FACTS 1.1)."""

    class Kind(models.TextChoices):
        """公告类别."""

        PRELIMINARY = "preliminary", "预征地公告"
        DECLARATION = "declaration", "征地公告（一公告）"
        CONSULTATION = "consultation", "方案征求意见公告"
        PLAN = "plan", "方案实施公告（二公告）"

    project = models.ForeignKey(Project, models.PROTECT, verbose_name="项目", related_name="notices")
    kind = models.CharField("公告类别", max_length=14, choices=Kind)
    document_number = models.CharField("文号", max_length=60, blank=True)
    published_on = models.DateField("发布日期")

    class Meta:
        verbose_name = "公告"
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind"],
                name="one_notice_a_project_and_kind",
                violation_error_message="该项目已有同类公告",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.get_kind_display()}"


class Filing(models.Model):
    """备案 A notice filed for the record with a higher authority."""

    notice = models.OneToOneField(Notice, models.PROTECT, verbose_name="公告", related_name="filing")
    filed_with = models.ForeignKey(Organisation, models.PROTECT, verbose_name="备案机关")
    filed_on = models.DateField("备案日期")

    class Meta:
        verbose_name = "备案"

    def __str__(self) -> str:
        return f"{self.notice} 备案"
