"""户 Households, their dates and their structures."""

from django.db import models
from django.db.models import F, Q

from anzhi.office import personal_data
from anzhi.office.fields import MuField, SquareMetreField
from anzhi.office.models import Street
from anzhi.registry.models.project import Project
from anzhi.rules.facts import CONSTRUCTIONS, CROP_CLASSES, GRADES, HOUSEHOLD_KINDS, OPTIONS, STRUCTURE_USES
from anzhi.values.bank_account import BankAccount
from anzhi.values.phone import Phone

HOUSEHOLD_FACTS = (
    "household_kind",
    "chosen_option",
    "becomes_non_farm",
    "has_certified_half",
    "farmland_per_head_after",
)
"""What the law asks about a household beside its dates; empty until it is known."""
STRUCTURE_FACTS = (
    "use", "lower_area", "upper_area", "built_on", "was_rebuilt", "rebuilt_on", "has_certificate", "certified_on",
    "has_building_approval", "is_on_farmland", "has_township_approval", "has_district_approval", "is_temporary",
    "temporary_until", "is_substandard",
)  # fmt: skip
"""What the law asks about a building beside its construction; empty until it is known."""


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
    household_kind = models.CharField("户别", max_length=8, choices=HOUSEHOLD_KINDS, null=True, blank=True)
    chosen_option = models.CharField("选择的安置方式", max_length=8, choices=OPTIONS, null=True, blank=True)
    becomes_non_farm = models.BooleanField("农户转为非农业户", null=True, blank=True)
    has_certified_half = models.BooleanField("半边户一方经确认未享受住房补贴", null=True, blank=True)
    farmland_per_head_after = MuField("征地后人均耕地（亩）", null=True, blank=True)

    class Meta:
        verbose_name = "户"
        indexes = [models.Index(fields=["account_index"])]
        constraints = [
            *(
                models.CheckConstraint(
                    name=f"household_{verb}_after_survey",
                    violation_error_message=f"{what}日期早于入户调查日期",
                    condition=Q(**{f"{verb}_on__isnull": True}) | Q(**{f"{verb}_on__gte": F("surveyed_on")}),
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
    """房屋 A building of a household with its construction class and floor area.

    ``legality`` is what the survey says of it. What the law makes of it follows from its certificate, its approvals and
    the day it was built.
    """

    Construction = models.TextChoices("Construction", [(k.upper(), (k, v)) for k, v in CONSTRUCTIONS.items()])

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
    number = models.CharField("栋号", max_length=10, blank=True)
    use = models.CharField("房屋用途", max_length=12, choices=STRUCTURE_USES, null=True, blank=True)
    lower_area = SquareMetreField("一、二层建筑面积（平方米）", null=True, blank=True)
    upper_area = SquareMetreField("三层及以上建筑面积（平方米）", null=True, blank=True)
    built_on = models.DateField("建成日期", null=True, blank=True)
    was_rebuilt = models.BooleanField("改建或扩建过", null=True, blank=True)
    rebuilt_on = models.DateField("改建或扩建日期", null=True, blank=True)
    has_certificate = models.BooleanField("有权属证书", null=True, blank=True)
    certified_on = models.DateField("权属证书颁发日期", null=True, blank=True)
    has_building_approval = models.BooleanField("有建设用地批准文件或规划许可证", null=True, blank=True)
    is_on_farmland = models.BooleanField("占用耕地", null=True, blank=True)
    has_township_approval = models.BooleanField("经乡（镇、场、街道）批准", null=True, blank=True)
    has_district_approval = models.BooleanField("经区建设主管部门批准", null=True, blank=True)
    is_temporary = models.BooleanField("经批准的临时建筑", null=True, blank=True)
    temporary_until = models.DateField("临时建筑批准期限", null=True, blank=True)
    is_substandard = models.BooleanField("四面墙体或门窗不全", null=True, blank=True)

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
            models.CheckConstraint(
                name="storeys_make_the_floor_area",
                violation_error_message="一、二层与三层及以上的面积之和应等于建筑面积",
                condition=Q(lower_area__isnull=True)
                | Q(upper_area__isnull=True)
                | Q(lower_area=F("floor_area") - F("upper_area")),
            ),
            *(
                models.CheckConstraint(
                    name=f"structure_{day}_has_its_cause",
                    violation_error_message=f"{what}，不能有{label}",
                    condition=Q(**{f"{day}__isnull": True}) | Q(**{f"{cause}__isnull": False, cause: True}),
                )
                for day, cause, what, label in (
                    ("rebuilt_on", "was_rebuilt", "没有改建或扩建过", "改建或扩建日期"),
                    ("certified_on", "has_certificate", "没有权属证书", "权属证书颁发日期"),
                    ("temporary_until", "is_temporary", "不是经批准的临时建筑", "临时建筑批准期限"),
                )
            ),
            models.UniqueConstraint(
                fields=["household", "number"],
                condition=~Q(number=""),
                name="one_structure_a_household_and_number",
                violation_error_message="该户已有同栋号的房屋",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household} {self.get_construction_display()}"


class Crop(models.Model):
    """青苗 How much of a kind and grade of crop stands on a household's land."""

    household = models.ForeignKey(Household, models.PROTECT, verbose_name="户", related_name="crops")
    crop_class = models.CharField("青苗类别", max_length=12, choices=CROP_CLASSES)
    grade = models.CharField("青苗等级", max_length=1, choices=GRADES, blank=True)
    area = MuField("面积（亩）")

    class Meta:
        verbose_name = "青苗"
        constraints = [
            models.CheckConstraint(
                name="crop_area_positive", violation_error_message="青苗面积应大于 0", condition=Q(area__gt=0)
            ),
            models.UniqueConstraint(
                fields=["household", "crop_class", "grade"],
                name="one_crop_a_class_and_grade",
                violation_error_message="该户已有同一类别和等级的青苗",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household} {self.get_crop_class_display()}"
