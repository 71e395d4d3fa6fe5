"""工单 Tickets of the 12345 hotline."""

from django.db import models
from django.db.models import F, Q

from anzhi.office.models import Street


class Ticket(models.Model):
    """工单 One ticket: received, due, closed, and whether the caller was satisfied (empty: not asked or no answer).

    ``due_on`` is the day the hotline centre set; its rule is not documented (FACTS 5).
    """

    number = models.CharField("工单号", max_length=30, unique=True)
    street = models.ForeignKey(Street, models.PROTECT, null=True, blank=True, verbose_name="街道")
    subject = models.CharField("诉求", max_length=200)
    received_on = models.DateField("受理日期")
    due_on = models.DateField("办结期限")
    closed_on = models.DateField("办结日期", null=True, blank=True)
    is_satisfied = models.BooleanField("是否满意", null=True, blank=True)

    class Meta:
        verbose_name = "工单"
        constraints = [
            models.CheckConstraint(
                name="ticket_due_after_receipt",
                violation_error_message="办结期限早于受理日期",
                condition=Q(due_on__gte=F("received_on")),
            ),
            models.CheckConstraint(
                name="ticket_closed_after_receipt",
                violation_error_message="办结日期早于受理日期",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("received_on")),
            ),
            models.CheckConstraint(
                name="only_closed_tickets_are_rated",
                violation_error_message="未办结的工单不能评价",
                condition=Q(is_satisfied__isnull=True) | Q(closed_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number
