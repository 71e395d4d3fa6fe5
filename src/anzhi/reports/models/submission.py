"""报送 Reports as they left the office: their figures, the records behind them, and their files. Never changed."""

from django.db import models
from django.db.models.functions import Now

from anzhi.office.models import Officer


class Submission(models.Model):
    """报送 A year's report that was signed by all three and handed in. The same content is handed in once."""

    year = models.PositiveSmallIntegerField("年度")
    as_of = models.DateField("截至日期")
    digest = models.CharField("内容摘要（SM3）", max_length=64)
    total = models.PositiveIntegerField("总分（百分之一分）")
    grade = models.CharField("等级", max_length=10)
    officer = models.ForeignKey(Officer, models.PROTECT, verbose_name="报送人", related_name="submissions")
    recorded_at = models.DateTimeField("报送时间", db_default=Now())

    class Meta:
        verbose_name = "报送"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "digest"],
                name="one_submission_a_content",
                violation_error_message="这份内容已经报送",
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}年度自评报告"


class SubmittedFigure(models.Model):
    """报送数字 A figure as it was printed, and for a counted one the records it counted.

    The value is exact, in the smallest unit, as a fraction (``36/7``). The evidence is JSON: identifier, label and
    amount of every record; it is bytes with a digest, so that the trail names it without repeating it.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, verbose_name="报送", related_name="figures")
    name = models.CharField("名称", max_length=60)
    label = models.CharField("数字", max_length=80)
    value = models.CharField("值", max_length=120)
    unit = models.CharField("单位", max_length=10, blank=True)
    printed = models.CharField("印出形式", max_length=60)
    records = models.PositiveIntegerField("记录数")
    parts = models.JSONField("构成", default=list)
    evidence = models.BinaryField("记录")
    evidence_digest = models.CharField("记录摘要（SM3）", max_length=64)

    class Meta:
        verbose_name = "报送数字"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "name"],
                name="one_submitted_figure_a_name",
                violation_error_message="该数字已报送",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.printed}"


class SubmittedFile(models.Model):
    """报送文件 A file as it was handed in, byte for byte."""

    submission = models.ForeignKey(Submission, models.PROTECT, verbose_name="报送", related_name="files")
    name = models.CharField("文件名", max_length=60)
    content = models.BinaryField("内容")
    digest = models.CharField("文件摘要（SM3）", max_length=64)

    class Meta:
        verbose_name = "报送文件"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "name"],
                name="one_submitted_file_a_name",
                violation_error_message="该文件已报送",
            )
        ]

    def __str__(self) -> str:
        return self.name
