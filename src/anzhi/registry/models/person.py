"""人 Persons, once each, and their dated membership of households."""

from django.db import models
from django.db.models import F, Q

from anzhi.office import personal_data
from anzhi.office.fields import PersonsField
from anzhi.registry.models.household import Household
from anzhi.rules.facts import STANDINGS
from anzhi.values.identity_number import IdentityNumber

MEMBER_FACTS = (
    "standing", "was_member_before", "is_agricultural", "share", "only_child_share", "months_without_work",
    "had_pension_paid",
)  # fmt: skip
"""What the law asks about a person as a member of a household; empty until it is known."""
_SHARES = (0, 5, 10)
"""Nothing, half, a whole, in tenths."""


class Person(models.Model):
    """人 A natural person. The identity number is sealed; its blind index keeps anyone from being entered twice."""

    name = models.CharField("姓名", max_length=40)
    sealed_identity = models.BinaryField("身份证号")
    identity_index = models.CharField("身份证号索引", max_length=64, unique=True)
    born_on = models.DateField("出生日期")
    is_female = models.BooleanField("女性")
    is_synthetic = models.BooleanField("虚构人员", default=False)

    class Meta:
        verbose_name = "人"
        indexes = [models.Index(fields=["name"])]

    def __str__(self) -> str:
        return self.name

    @property
    def masked_identity(self) -> str:
        """The identity number as it may be shown: region and last four characters."""
        return IdentityNumber(personal_data.unseal(self.sealed_identity)).masked


class Membership(models.Model):
    """家庭成员 A person's membership of a household, from the day it began; open while ``left_on`` is empty."""

    household = models.ForeignKey(Household, models.PROTECT, verbose_name="户", related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="人", related_name="memberships")
    relation = models.CharField("与户主关系", max_length=20)
    is_collective_member = models.BooleanField("村集体经济组织成员")
    joined_on = models.DateField("加入日期")
    left_on = models.DateField("离开日期", null=True, blank=True)
    standing = models.CharField("身份", max_length=20, choices=STANDINGS, null=True, blank=True)
    was_member_before = models.BooleanField("入学、入伍、服刑前为成员", null=True, blank=True)
    is_agricultural = models.BooleanField("农业人口", null=True, blank=True)
    share = PersonsField("本户份额", null=True, blank=True)
    only_child_share = PersonsField("独生子女证份额", null=True, blank=True)
    months_without_work = models.PositiveSmallIntegerField("未就业月数", null=True, blank=True)
    had_pension_paid = models.BooleanField("已按职工身份参保或曾一次性补缴", null=True, blank=True)

    class Meta:
        verbose_name = "家庭成员"
        constraints = [
            *(
                models.CheckConstraint(
                    name=f"{name}_in_half_steps",
                    violation_error_message=f"{label}只能是 0、0.5 或 1",
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__in": _SHARES}),
                )
                for name, label in (("share", "本户份额"), ("only_child_share", "独生子女证份额"))
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(left_on__isnull=True),
                name="one_household_a_person",
                violation_error_message="此人已是另一户的成员",
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                violation_error_message="离开日期早于加入日期",
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household} {self.person}"
