"""会议 Meetings that decide collectively: who attended, and the minutes."""

from django.db import models
from django.db.models import Q

from anzhi.office.models import Officer


class Meeting(models.Model):
    """审核会议 A meeting that was held. What it decided are the decisions that name it."""

    title = models.CharField("会议名称", max_length=80)
    held_on = models.DateField("会议日期")
    minutes = models.TextField("会议纪要")

    class Meta:
        verbose_name = "审核会议"
        constraints = [
            models.CheckConstraint(
                name="meeting_has_minutes", violation_error_message="会议须有纪要", condition=~Q(minutes="")
            ),
            models.UniqueConstraint(
                fields=["held_on", "title"],
                name="one_meeting_a_day_and_title",
                violation_error_message="当天已有同名会议",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.title}"


class Attendance(models.Model):
    """参会人员 An officer who attended a meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, verbose_name="会议", related_name="attendances")
    officer = models.ForeignKey(Officer, models.PROTECT, verbose_name="人员", related_name="attendances")

    class Meta:
        verbose_name = "参会人员"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "officer"],
                name="one_attendance_a_meeting_and_officer",
                violation_error_message="此人已列为参会人员",
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting} {self.officer}"
