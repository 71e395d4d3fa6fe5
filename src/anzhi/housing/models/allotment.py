"""分房 Homes allotted to approved households."""

from django.db import models
from django.db.models import Q

from anzhi.casework.models import Approval
from anzhi.housing.models.estate import Estate
from anzhi.office.fields import PersonsField


class Allotment(models.Model):
    """分房 One home given to an approved household, and how many of its persons it houses."""

    approval = models.ForeignKey(Approval, models.PROTECT, verbose_name="安置审批", related_name="allotments")
    estate = models.ForeignKey(Estate, models.PROTECT, verbose_name="安置小区", related_name="allotments")
    unit = models.CharField("房号", max_length=20)
    housed_on = models.DateField("分房日期")
    persons = PersonsField("安置人数")

    class Meta:
        verbose_name = "分房"
        indexes = [models.Index(fields=["housed_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["estate", "unit"], name="one_household_a_home", violation_error_message="此房已分给另一户"
            ),
            models.CheckConstraint(
                name="allotment_houses_somebody", violation_error_message="安置人数应大于 0", condition=Q(persons__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.estate} {self.unit}"
