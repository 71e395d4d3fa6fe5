"""报送审核 What the auditor said of a report when it was handed in. Never changed."""

from django.db import models

from anzhi.reports.models import Submission
from anzhi.values.digest import LENGTH


class SubmittedAudit(models.Model):
    """报送审核 The audit of a file of a submission, written in the same transaction.

    The findings are JSON as ``anzhi audit --json`` prints them, each with the judgement that stood then; bytes with a
    digest, so that the trail names them without repeating them.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, verbose_name="报送", related_name="audits")
    file_name = models.CharField("文件名", max_length=60)
    file_digest = models.CharField("文件摘要（SM3）", max_length=LENGTH)
    checked = models.PositiveIntegerField("核对关系数")
    errors = models.PositiveIntegerField("差错")
    persons = models.PositiveIntegerField("待核实")
    roundings = models.PositiveIntegerField("尾差")
    findings = models.BinaryField("审核结果")
    findings_digest = models.CharField("审核结果摘要（SM3）", max_length=LENGTH)

    class Meta:
        verbose_name = "报送审核"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "file_name"],
                name="one_audit_a_submitted_file",
                violation_error_message="这份文件的审核结果已留存",
            )
        ]

    def __str__(self) -> str:
        return self.file_name
