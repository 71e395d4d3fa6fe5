"""绩效指标 A year's self-evaluation and its indicators."""

from django.db import models
from django.db.models import F, Q


class Evaluation(models.Model):
    """绩效自评 The self-evaluation of a year, scored by a named method (performance/methods)."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    method = models.CharField("评分办法", max_length=40)

    class Meta:
        verbose_name = "绩效自评"

    def __str__(self) -> str:
        return f"{self.year}年度绩效自评"


class Indicator(models.Model):
    """绩效指标 A third-level indicator: what was aimed at, how it is measured, and what it scored.

    A quantity is bound to a metric and compared with ``target`` (hundredths of the metric's printed unit) or with
    another metric (``target_metric``). A quality is graded. ``score`` is empty while the method's proposal stands.
    Weights and scores are hundredths of a point.
    Who scored, and when, stands in the trail.
    """

    class First(models.TextChoices):
        """一级指标."""

        EXECUTION = "execution", "预算执行"
        OUTPUT = "output", "产出指标"
        BENEFIT = "benefit", "效益指标"
        SATISFACTION = "satisfaction", "满意度指标"

    class Second(models.TextChoices):
        """二级指标."""

        EXECUTION_RATE = "execution_rate", "预算执行率"
        QUANTITY = "quantity", "数量指标"
        QUALITY = "quality", "质量指标"
        TIMELINESS = "timeliness", "时效指标"
        COST = "cost", "成本指标"
        ECONOMIC = "economic", "经济效益指标"
        SOCIAL = "social", "社会效益指标"
        ECOLOGICAL = "ecological", "生态效益指标"
        SUSTAINABLE = "sustainable", "可持续影响指标"
        SATISFACTION = "satisfaction", "服务对象满意度指标"

    class Measure(models.TextChoices):
        """指标性质."""

        QUANTITY = "quantity", "定量"
        QUALITY = "quality", "定性"

    class Comparator(models.TextChoices):
        """比较."""

        AT_LEAST = "at_least", "≥"
        EXACTLY = "exactly", "＝"
        AT_MOST = "at_most", "≤"

    class Grade(models.TextChoices):
        """达成程度 (FACTS 4.2)."""

        ACHIEVED = "achieved", "达成预期指标"
        PARTIAL = "partial", "部分达成并具有一定效果"
        MISSED = "missed", "未达成且效果较差"

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, verbose_name="绩效自评", related_name="indicators")
    ordinal = models.PositiveSmallIntegerField("序号")
    first = models.CharField("一级指标", max_length=14, choices=First)
    second = models.CharField("二级指标", max_length=14, choices=Second)
    name = models.CharField("三级指标", max_length=200)
    weight = models.PositiveIntegerField("分值（百分之一分）")
    measure = models.CharField("指标性质", max_length=8, choices=Measure)
    metric = models.CharField("实际值数字", max_length=60, blank=True)
    comparator = models.CharField("比较", max_length=8, choices=Comparator, blank=True)
    target = models.BigIntegerField("指标值（百分之一单位）", null=True, blank=True)
    target_metric = models.CharField("指标值数字", max_length=60, blank=True)
    target_text = models.CharField("年度指标值", max_length=200, blank=True)
    actual_text = models.TextField("实际完成值")
    grade = models.CharField("达成程度", max_length=8, choices=Grade, blank=True)
    score = models.PositiveIntegerField("得分（百分之一分）", null=True, blank=True)
    deviation = models.TextField("偏差原因分析", blank=True)
    improvement = models.TextField("改进措施", blank=True)

    class Meta:
        verbose_name = "绩效指标"
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "ordinal"],
                name="one_indicator_an_ordinal",
                violation_error_message="该序号已有指标",
            ),
            models.CheckConstraint(
                name="weight_positive", violation_error_message="分值应大于 0", condition=Q(weight__gt=0)
            ),
            models.CheckConstraint(
                name="quantity_has_a_metric_and_a_target",
                violation_error_message="定量指标应有实际值数字、比较方式和指标值",
                condition=Q(measure="quality")
                | Q(~Q(metric=""), ~Q(comparator=""), Q(target__isnull=False) | ~Q(target_metric="")),
            ),
            models.CheckConstraint(
                name="quality_has_a_target_text",
                violation_error_message="定性指标应写明年度指标值",
                condition=Q(measure="quantity") | ~Q(target_text=""),
            ),
            models.CheckConstraint(
                name="score_within_weight",
                violation_error_message="得分不能超过分值",
                condition=Q(score__isnull=True) | Q(score__lte=F("weight")),
            ),
            models.CheckConstraint(
                name="deduction_has_a_reason",
                condition=Q(score__isnull=True) | Q(score=F("weight")) | ~Q(deviation=""),
                violation_error_message="扣分必须说明原因",
            ),
        ]

    def __str__(self) -> str:
        return self.name
