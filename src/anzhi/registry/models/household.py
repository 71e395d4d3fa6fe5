"""户 Households, their dates and their structures."""

from django.db import models
from django.db.models import Q

from anzhi.office import personal_data
from anzhi.office.fields import SquareMetreField
from anzhi.office.models import Street
from anzhi.registry.models.project import Project
from anzhi.values.bank_account import BankAccount
from anzhi.values.phone import Phone


class Household(models.Model):
    """户 A household of a project.

    Signed, vacated and demolished are independent facts with their own dates; they need not come in one order
    (a house may be taken down by court order before anything is signed). The headline state is derived.

    Phone and account are personal data and sealed. Households of one family may share an account, so its blind index
    finds the others and keeps nobody out.
    """

    project = models.ForeignKey(Project, models.PROTECT, verbose_name="项目", related_name="households")
    street = models.ForeignKey(Street, models.PROTECT, verbose_name="街道", related_name="households")
    number = models.CharField("户号", max_length=20, unique=True)
    head_name = models.CharField("户主", max_length=40)
    address = models.CharField("组别地址", max_length=80, blank=True)
    sealed_phone = models.BinaryField("联系电话", null=True, blank=True)
    bank = models.CharField("开户银行", max_length=60, blank=True)
    sealed_account = models.BinaryField("银行账号", null=True, blank=True)
    account_index = models.CharField("银行账号索引", max_length=64, blank=True)
    surveyed_on = models.DateField("入户调查日期")
    signed_on = models.DateField("签约日期", null=True, blank=True)
    vacated_on = models.DateField("腾房日期", null=True, blank=True)
    demolished_on = models.DateField("拆除日期", null=True, blank=True)
    hold_out_reason = models.CharField("滞留原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "户"
        indexes = [models.Index(fields=["account_index"])]
        constraints = [
            *(
                models.CheckConstraint(
                    name=f"household_{verb}_after_survey",
                    violation_error_message=f"{what}日期早于入户调查日期",
                    condition=Q(**{f"{verb}_on__isnull": True}) | Q(**{f"{verb}_on__gte": models.F("surveyed_on")}),
                )
                for verb, what in (("signed", "签约"), ("vacated", "腾房"), ("demolished", "拆除"))
            ),
            models.CheckConstraint(
                name="account_names_its_bank",
                violation_error_message="填写银行账号时须一并填写开户银行",
                condition=Q(account_index="") | ~Q(bank=""),
            ),
            models.CheckConstraint(
                name="account_is_sealed_and_indexed",
                violation_error_message="银行账号与其索引须同时登记",
                condition=Q(account_index="", sealed_account__isnull=True)
                | (~Q(account_index="") & Q(sealed_account__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.head_name}"

    @property
    def masked_phone(self) -> str:
        """The phone as it may be shown; empty when none is known."""
        return "" if self.sealed_phone is None else Phone(personal_data.unseal(self.sealed_phone)).masked

    @property
    def masked_account(self) -> str:
        """The account as it may be shown; empty when none is known."""
        return "" if self.sealed_account is None else self._account.masked

    @property
    def has_doubtful_account(self) -> bool:
        """An account whose last digit is no check digit: an older passbook, or a slip of the pen."""
        return self.sealed_account is not None and not self._account.passes_check

    @property
    def _account(self) -> BankAccount:
        return BankAccount(personal_data.unseal(self.sealed_account))


class Structure(models.Model):
    """房屋 A building of a household with its construction class and floor area."""

    class Construction(models.TextChoices):
        """结构 (FACTS 1.4)."""

        REINFORCED_CONCRETE = "reinforced_concrete", "钢混"
        BRICK_CONCRETE_1 = "brick_concrete_1", "砖混一类"
        BRICK_CONCRETE_2 = "brick_concrete_2", "砖混二类"
        BRICK_TIMBER = "brick_timber", "砖木"
        EARTH_TIMBER = "earth_timber", "土木"

    class Legality(models.TextChoices):
        """合法性认定."""

        LEGAL = "legal", "合法"
        TEMPORARY = "temporary", "批准的临时建筑"
        UNAUTHORISED = "unauthorised", "违法"
        UNDETERMINED = "undetermined", "待认定"

    household = models.ForeignKey(Household, models.PROTECT, verbose_name="户", related_name="structures")
    construction = models.CharField("结构", max_length=20, choices=Construction)
    floors = models.PositiveSmallIntegerField("层数")
    floor_area = SquareMetreField("建筑面积（平方米）")
    built_in = models.PositiveSmallIntegerField("建成年份", null=True, blank=True)
    legality = models.CharField("合法性", max_length=14, choices=Legality)

    class Meta:
        verbose_name = "房屋"
        constraints = [
            models.CheckConstraint(
                name="structure_area_positive",
                violation_error_message="建筑面积应大于 0",
                condition=Q(floor_area__gt=0),
            ),
            models.CheckConstraint(
                name="structure_has_a_floor", violation_error_message="层数至少为 1", condition=Q(floors__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household} {self.get_construction_display()}"
