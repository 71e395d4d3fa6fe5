"""地块 Where projects and streets lie. Geometries are GeoJSON in EPSG:4490, longitude first (anzhi.values.land)."""

from django.db import models
from django.db.models import Q

from anzhi.office.fields import MuField
from anzhi.office.models import Street
from anzhi.registry.models.project import Project


class Parcel(models.Model):
    """地块 A surveyed piece of a project's land.

    ``area`` is computed from the geometry, ``stated_area`` is what the survey file says. A newer survey replaces the
    parcels of the one before; those keep the day on which they were replaced.
    """

    project = models.ForeignKey(Project, models.PROTECT, verbose_name="项目", related_name="parcels")
    number = models.CharField("地块编号", max_length=40)
    name = models.CharField("地块名称", max_length=80, blank=True)
    geometry = models.JSONField("边界")
    area = MuField("图上面积（亩）")
    stated_area = MuField("勘测面积（亩）", null=True, blank=True)
    source_file = models.CharField("来源文件", max_length=120)
    deviation_reason = models.CharField("差异说明", max_length=200, blank=True)
    replaced_on = models.DateField("替换日期", null=True, blank=True)

    class Meta:
        verbose_name = "地块"
        constraints = [
            models.CheckConstraint(
                name="parcel_area_positive", violation_error_message="地块面积应大于 0", condition=Q(area__gt=0)
            ),
            models.UniqueConstraint(
                fields=["project", "number"],
                condition=Q(replaced_on__isnull=True),
                name="one_parcel_a_project_and_number",
                violation_error_message="该项目已有同编号地块",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.name or self.number}"


class Boundary(models.Model):
    """街道边界 The outline of a street or town."""

    street = models.OneToOneField(Street, models.PROTECT, verbose_name="街道", related_name="boundary")
    geometry = models.JSONField("边界")
    source = models.CharField("来源", max_length=120)

    class Meta:
        verbose_name = "街道边界"

    def __str__(self) -> str:
        return f"{self.street} 边界"
