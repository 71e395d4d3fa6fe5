"""正文 The words of a year's report, section by section, with placeholders where figures go."""

from django.db import models


class Narrative(models.Model):
    """正文 The text of one section of one year. Numbers stand in it as figure names, never as digits."""

    year = models.PositiveSmallIntegerField("年度")
    section = models.CharField("章节", max_length=30)
    text = models.TextField("正文")

    class Meta:
        verbose_name = "正文"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "section"],
                name="one_text_a_year_and_section",
                violation_error_message="该年度该章节已有正文",
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.section}"
