"""核实意见 What somebody says of a finding: that it is right, or that it is not and why."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anzhi.office.models import Officer
from anzhi.values.digest import LENGTH

LONGEST = 300
"""Characters of a remark, and of the sentence that is quoted."""


class Judgement(models.Model):
    """核实意见 A finding in a file, judged. The file itself is not kept: its digests tell it when it comes again.

    The digest of the bytes knows the very file; that of its text knows it too when it was only saved again, or came
    back with comments. One that was withdrawn stays, and another may take its place.
    """

    class Decision(models.TextChoices):
        """意见 Is the finding right?"""

        ACCEPTED = "accepted", "属实"
        FALSE = "false", "不成立"

    file_name = models.CharField("文件名", max_length=120)
    file_digest = models.CharField("文件摘要（SM3）", max_length=LENGTH, db_index=True)
    text_digest = models.CharField("正文摘要（SM3）", max_length=LENGTH)
    finding = models.CharField("问题标识", max_length=32)
    kind = models.CharField("检查", max_length=40)
    verdict = models.CharField("结论", max_length=10)
    said = models.CharField("问题", max_length=LONGEST)
    decision = models.CharField("意见", max_length=10, choices=Decision)
    remark = models.CharField("说明", max_length=LONGEST, blank=True)
    is_withdrawn = models.BooleanField("已撤回", default=False)
    recorded_at = models.DateTimeField("时间", db_default=Now())
    recorded_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="审核人", related_name="judgements")

    class Meta:
        verbose_name = "核实意见"
        constraints = [
            models.UniqueConstraint(
                fields=["text_digest", "finding"],
                condition=Q(is_withdrawn=False),
                name="one_judgement_a_finding",
                violation_error_message="这处问题已有核实意见，请先撤回",
            ),
            models.CheckConstraint(
                name="false_finding_has_remark",
                violation_error_message="认为不成立必须说明理由",
                condition=Q(decision="accepted") | ~Q(remark=""),
            ),
        ]

    @property
    def is_false(self) -> bool:
        """Is the finding none?"""
        return self.decision == Judgement.Decision.FALSE

    def __str__(self) -> str:
        return f"{self.file_name} {self.get_decision_display()}"
