"""机构 The centre, its sections, the streets, command offices and partner bureaus."""

from django.db import models


class Organisation(models.Model):
    """机构 A body that officers belong to and records name.

    ``is_synthetic`` on the centre says that everything recorded under it is invented.
    """

    class Kind(models.TextChoices):
        """机构类别."""

        CENTRE = "centre", "征地服务中心"
        SECTION = "section", "内设机构"
        STREET = "street", "街道（镇）"
        COMMAND_OFFICE = "command_office", "指挥部"
        PARTNER_BUREAU = "partner_bureau", "协同单位"

    kind = models.CharField("类别", max_length=20, choices=Kind)
    name = models.CharField("名称", max_length=80, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name="上级", related_name="parts")
    established_on = models.DateField("设立日期", null=True, blank=True)
    is_synthetic = models.BooleanField("演示数据", default=False)

    class Meta:
        verbose_name = "机构"
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(kind="centre"),
                name="one_centre",
                violation_error_message="只能有一个中心",
            ),
            models.CheckConstraint(
                name="sections_belong_to_the_centre",
                violation_error_message="内设机构必须属于中心",
                condition=~models.Q(kind="section") | models.Q(parent__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Street(Organisation):
    """街道（镇） A street office or town, with its statistical area code (FACTS 6.3).

    A table of its own, so that a record can only ever name a street where a street is meant.
    """

    area_code = models.CharField("区划代码", max_length=9, unique=True)
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_to = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "街道（镇）"
