"""安置审批 Resettlement approvals and the entitlements they add up."""

from django.db import models
from django.db.models import F, Q

from anzhi.office.fields import PersonsField
from anzhi.registry.models import Household, Person


class Approval(models.Model):
    """安置审批 What a household was granted under one option, as the approval form states it.

    Persons and quota are two numbers: a person may bring more quota than one (an only-child certificate, a
    half household), so 5,032 persons can hold 6,774.5 quota. Both are the sums of the entitlements below, fixed on
    the day of approval; an identity compares them on every run.
    """

    class Option(models.TextChoices):
        """安置方式."""

        CASH = "cash", "货币补贴安置"
        HOUSING = "housing", "保障住房安置"

    household = models.ForeignKey(Household, models.PROTECT, verbose_name="户", related_name="approvals")
    option = models.CharField("安置方式", max_length=8, choices=Option)
    approved_on = models.DateField("审批日期")
    persons = PersonsField("安置人数")
    quota = PersonsField("安置指标")

    class Meta:
        verbose_name = "安置审批"
        indexes = [models.Index(fields=["approved_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "option"],
                name="one_approval_a_household_and_option",
                violation_error_message="该户已有同一安置方式的审批",
            ),
            models.CheckConstraint(
                name="approval_grants_somebody", violation_error_message="安置人数应大于 0", condition=Q(persons__gt=0)
            ),
            models.CheckConstraint(
                name="quota_covers_persons",
                violation_error_message="安置指标少于安置人数",
                condition=Q(quota__gte=F("persons")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household} {self.get_option_display()}"


class Entitlement(models.Model):
    """安置指标明细 One line of an approval: a person, or an extra quota with its reason.

    A person is two halves, since half persons are real (why is not documented: FACTS 1.6). Each half can be
    resettled once, ever: two unique constraints say so, and no check can be raced past them.
    """

    class Reason(models.TextChoices):
        """指标来源 (FACTS 1.6)."""

        MEMBER = "member", "家庭成员"
        ONLY_CHILD = "only_child", "独生子女证"
        HALF_HOUSEHOLD = "half_household", "半边户"

    approval = models.ForeignKey(Approval, models.PROTECT, verbose_name="安置审批", related_name="entitlements")
    reason = models.CharField("指标来源", max_length=14, choices=Reason)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, verbose_name="人")
    first_half = models.BooleanField("前半", default=False)
    second_half = models.BooleanField("后半", default=False)
    persons = PersonsField("人数")
    quota = PersonsField("指标")

    class Meta:
        verbose_name = "安置指标明细"
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(first_half=True),
                name="first_half_resettled_once",
                violation_error_message="此人已安置过",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(second_half=True),
                name="second_half_resettled_once",
                violation_error_message="此人已安置过",
            ),
            models.CheckConstraint(
                name="persons_follow_the_halves",
                violation_error_message="安置人数与所安置的人不符",
                condition=Q(
                    reason="member", person__isnull=False, first_half=True, second_half=True, persons=10, quota=10
                )
                | Q(reason="member", person__isnull=False, first_half=True, second_half=False, persons=5, quota=5)
                | Q(reason="member", person__isnull=False, first_half=False, second_half=True, persons=5, quota=5)
                | (~Q(reason="member") & Q(person__isnull=True, first_half=False, second_half=False, persons=0)),
            ),
            models.CheckConstraint(
                name="quota_in_half_steps",
                violation_error_message="每条指标只能是 0.5 或 1",
                condition=Q(quota__in=(5, 10)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.approval} {self.get_reason_display()}"
