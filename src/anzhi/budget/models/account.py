"""收支 Appropriations, revenue, expenditure and carry-over of the office."""

from django.db import models
from django.db.models import Q

from anzhi.budget.models.classification import EconomicItem
from anzhi.office.fields import MoneyField


class Nature(models.TextChoices):
    """支出性质."""

    BASIC = "basic", "基本支出"
    PROJECT = "project", "项目支出"


class Earmark(models.Model):
    """专项 An earmarked purpose approved for a year's project spending."""

    year = models.PositiveSmallIntegerField("年度")
    name = models.CharField("名称", max_length=40)
    purpose = models.CharField("用途", max_length=200)
    ordinal = models.PositiveSmallIntegerField("序号")

    class Meta:
        verbose_name = "专项"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "name"],
                name="one_earmark_a_year_and_name",
                violation_error_message="该年度已有同名专项",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Spending(models.Model):
    """What an approved and a spent amount have in common: nature, item and, for project spending, the earmark."""

    year = models.PositiveSmallIntegerField("年度")
    nature = models.CharField("支出性质", max_length=8, choices=Nature)
    item = models.ForeignKey(EconomicItem, models.PROTECT, verbose_name="经济分类")
    earmark = models.ForeignKey(Earmark, models.PROTECT, null=True, blank=True, verbose_name="专项")
    amount = MoneyField("金额（分）")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="only_project_%(class)s_is_earmarked",
                violation_error_message="只有项目支出可以指定专项",
                condition=Q(nature="project") | Q(earmark__isnull=True),
            )
        ]


class Appropriation(Spending):
    """预算批复 An amount approved at the start of the year for one item."""

    class Meta(Spending.Meta):
        verbose_name = "预算批复"
        constraints = [
            *Spending.Meta.constraints,
            models.UniqueConstraint(
                fields=["year", "nature", "item"],
                condition=Q(earmark__isnull=True),
                name="one_appropriation_an_item",
                violation_error_message="该款已有预算批复",
            ),
            models.UniqueConstraint(
                fields=["year", "item", "earmark"],
                name="one_appropriation_an_item_and_earmark",
                violation_error_message="该专项的该款已有预算批复",
            ),
            models.CheckConstraint(
                name="appropriation_positive", violation_error_message="金额应大于 0", condition=Q(amount__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.item}"


class Expenditure(Spending):
    """支出 One payment of the office. Never changed: a mistake is reversed by a negative row naming the voucher."""

    voucher = models.CharField("凭证号", max_length=20)
    paid_on = models.DateField("支付日期")
    summary = models.CharField("摘要", max_length=80)
    reverses = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="冲销的凭证", related_name="reversals"
    )

    class Meta(Spending.Meta):
        verbose_name = "支出"
        constraints = [
            *Spending.Meta.constraints,
            models.UniqueConstraint(
                fields=["year", "voucher"],
                name="one_expenditure_a_voucher",
                violation_error_message="该年度已有此凭证号",
            ),
            models.CheckConstraint(
                name="expenditure_not_zero", violation_error_message="金额不能为 0", condition=~Q(amount=0)
            ),
            models.UniqueConstraint(
                fields=["reverses"],
                condition=Q(reverses__isnull=False),
                name="one_reversal_an_expenditure",
                violation_error_message="该凭证已冲销",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voucher} {self.summary}"


class Revenue(models.Model):
    """收入 Money approved for, or received by, the office."""

    class Stage(models.TextChoices):
        """阶段."""

        BUDGET = "budget", "预算批复"
        FINAL = "final", "决算到账"

    class Source(models.TextChoices):
        """来源."""

        APPROPRIATION = "appropriation", "财政拨款（补助）"
        OTHER = "other", "其他收入"

    year = models.PositiveSmallIntegerField("年度")
    stage = models.CharField("阶段", max_length=8, choices=Stage)
    source = models.CharField("来源", max_length=14, choices=Source)
    dated_on = models.DateField("日期")
    voucher = models.CharField("凭证号", max_length=20)
    amount = MoneyField("金额（分）")

    class Meta:
        verbose_name = "收入"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "stage", "voucher"],
                name="one_revenue_a_voucher",
                violation_error_message="该年度已有此凭证号",
            ),
            models.CheckConstraint(
                name="revenue_not_zero", violation_error_message="金额不能为 0", condition=~Q(amount=0)
            ),
        ]

    def __str__(self) -> str:
        return self.voucher


class CarryOver(models.Model):
    """结转结余 The balance a year opened with, as the treasury confirmed it. Also closes the year before."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    amount = MoneyField("年初结转结余（分）")

    class Meta:
        verbose_name = "结转结余"

    def __str__(self) -> str:
        return f"{self.year}年初结转"
