"""人 Persons, once each, and their dated membership of households."""

from django.db import models
from django.db.models import F, Q

from anzhi.office import personal_data
from anzhi.registry.models.household import Household
from anzhi.values.identity_number import IdentityNumber


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

    class Meta:
        verbose_name = "家庭成员"
        constraints = [
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
