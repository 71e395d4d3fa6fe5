"""上稿 Articles placed with outlets."""

from django.db import models


class Article(models.Model):
    """上稿 One article placed with one outlet."""

    class Level(models.TextChoices):
        """平台级别."""

        OWN = "own", "本单位"
        DISTRICT = "district", "区级"
        CITY = "city", "市级"
        PROVINCE = "province", "省级"
        STATE = "state", "国家级"

    title = models.CharField("标题", max_length=80)
    occasion = models.CharField("征文主题", max_length=40, blank=True)
    outlet = models.CharField("平台", max_length=60)
    level = models.CharField("平台级别", max_length=10, choices=Level)
    placed_on = models.DateField("上稿日期")

    class Meta:
        verbose_name = "上稿"
        constraints = [
            models.UniqueConstraint(
                fields=["title", "outlet"], name="one_placing_an_outlet", violation_error_message="该平台已有同名稿件"
            )
        ]

    def __str__(self) -> str:
        return self.title
