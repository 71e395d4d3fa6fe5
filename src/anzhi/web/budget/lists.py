"""列表 Appropriations, payments, revenue, carry-over and earmarks."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.db.models import Model, Q, Sum
from django.db.models.expressions import Combinable

from anzhi.budget.models import Appropriation, CarryOver, Earmark, EconomicItem, Expenditure, Nature, Revenue
from anzhi.office.models import Account
from anzhi.values.period import Year
from anzhi.web.derived import over
from anzhi.web.listing import Column, Filter, Listing, options
from anzhi.web.scope import scope
from anzhi.web.sheets import Fact, Sheet
from anzhi.web.units import WAN_EXACT, YUAN

NATURES = dict(Nature.choices)
STAGES = dict(Revenue.Stage.choices)
SOURCES = dict(Revenue.Source.choices)


def _years(model: type[Model]) -> Callable[[Account], dict[int, str]]:
    def read(account: Account) -> dict[int, str]:
        numbers = scope(model._default_manager.all(), account).order_by("-year").values_list("year", flat=True)
        return {number: str(number) for number in numbers.distinct()}

    return read


def _classes(account: Account) -> dict[str, str]:
    classes = scope(EconomicItem.objects.all(), account).order_by("class_code").values_list("class_code", "class_name")
    return {code: f"{code} {name}" for code, name in classes.distinct()}


def _items(account: Account) -> dict[int, str]:
    items = scope(EconomicItem.objects.all(), account).order_by("code").values_list("pk", "code", "name")
    return {key: f"{code} {name}" for key, code, name in items}


_SPENDING = (
    Filter("支出性质", "nature", "nature", choices=NATURES),
    Filter("类", "class", "item__class_code", choices=_classes),
    Filter("款", "item", "item", choices=_items),
    Filter("专项", "earmark", "earmark", choices=options("pk", Earmark, "name")),
)


def earmark_columns(year: Year) -> Mapping[str, Combinable]:
    """What was approved and spent under an earmark by a day."""
    paid = Expenditure.objects.filter(paid_on__lte=year.as_of)
    return {
        "approved": over(Appropriation.objects.all(), "earmark", Sum("amount")),
        "spent": over(paid, "earmark", Sum("amount")),
    }


APPROPRIATIONS = Listing(
    page="appropriations",
    title="预算批复",
    area="budget",
    model=Appropriation,
    columns=(
        Column("款", "item__code"),
        Column("名称", "item__name"),
        Column("类名称", "item__class_name"),
        Column("年度", "year"),
        Column("支出性质", "nature", choices=NATURES),
        Column("专项", "earmark__name"),
        Column("金额", "amount", unit=WAN_EXACT, total=True),
    ),
    search=("item__code", "item__name", "earmark__name"),
    filters=(Filter("年度", "of", "year", choices=_years(Appropriation)), *_SPENDING),
    sort="item__code",
    record_page="appropriation",
)
EXPENDITURES = Listing(
    page="expenditures",
    title="支出",
    area="budget",
    model=Expenditure,
    columns=(
        Column("凭证号", "voucher"),
        Column("支付日期", "paid_on"),
        Column("摘要", "summary"),
        Column("支出性质", "nature", choices=NATURES),
        Column("款", "item__code"),
        Column("经济分类", "item__name"),
        Column("专项", "earmark__name"),
        Column("金额", "amount", unit=YUAN, total=True),
    ),
    search=("voucher", "summary", "item__name"),
    filters=(
        Filter("年度", "of", "year", choices=_years(Expenditure)),
        *_SPENDING,
        Filter("支付日期", "paid", "paid_on", dates=True),
    ),
    sort="-paid_on",
    record_page="expenditure",
)
REVENUES = Listing(
    page="revenues",
    title="收入",
    area="budget",
    model=Revenue,
    columns=(
        Column("凭证号", "voucher"),
        Column("年度", "year"),
        Column("阶段", "stage", choices=STAGES),
        Column("来源", "source", choices=SOURCES),
        Column("日期", "dated_on"),
        Column("金额", "amount", unit=WAN_EXACT, total=True),
    ),
    search=("voucher",),
    filters=(
        Filter("年度", "of", "year", choices=_years(Revenue)),
        Filter("阶段", "stage", "stage", choices=STAGES),
        Filter("来源", "source", "source", choices=SOURCES),
        Filter("日期", "dated", "dated_on", dates=True),
    ),
    sort="-dated_on",
    record_page="revenue",
)
CARRY_OVERS = Listing(
    page="carry_overs",
    title="结转结余",
    area="budget",
    model=CarryOver,
    columns=(Column("年度", "year"), Column("年初结转结余", "amount", unit=WAN_EXACT)),
    sort="-year",
    record_page="carry_over",
)
EARMARKS = Listing(
    page="earmarks",
    title="专项",
    area="budget",
    model=Earmark,
    columns=(
        Column("名称", "name"),
        Column("年度", "year"),
        Column("批复金额", "approved", unit=WAN_EXACT, total=True),
        Column("已支出", "spent", unit=WAN_EXACT, total=True),
        Column("用途", "purpose"),
    ),
    search=("name", "purpose"),
    filters=(Filter("年度", "of", "year", choices=_years(Earmark)),),
    sort="name",
    annotate=earmark_columns,
    record_page="earmark",
)


def payments_under(earmark: Earmark) -> Listing:
    """The payments made under one earmark."""
    return replace(
        EXPENDITURES,
        columns=tuple(column for column in EXPENDITURES.columns if column.path != "earmark__name"),
        filters=tuple(entry for entry in EXPENDITURES.filters if entry.name in ("class", "paid")),
        within=lambda year: Q(earmark=earmark),
    )


_FACTS = (
    Fact("年度", "year"),
    Fact("支出性质", "nature", choices=NATURES),
    Fact("款", "item__code"),
    Fact("经济分类", "item__name"),
    Fact("专项", "earmark__name", page="earmark", key="earmark"),
)
APPROPRIATION = Sheet("appropriation", APPROPRIATIONS, (*_FACTS, Fact("金额", "amount", unit=WAN_EXACT)))
EXPENDITURE = Sheet(
    "expenditure",
    EXPENDITURES,
    (
        Fact("凭证号", "voucher"),
        Fact("支付日期", "paid_on"),
        *_FACTS,
        Fact("摘要", "summary"),
        Fact("金额", "amount", unit=YUAN),
    ),
)
REVENUE = Sheet(
    "revenue",
    REVENUES,
    (
        Fact("年度", "year"),
        Fact("阶段", "stage", choices=STAGES),
        Fact("来源", "source", choices=SOURCES),
        Fact("日期", "dated_on"),
        Fact("金额", "amount", unit=WAN_EXACT),
    ),
)
CARRY_OVER = Sheet("carry_over", CARRY_OVERS, (Fact("年度", "year"), Fact("年初结转结余", "amount", unit=WAN_EXACT)))
EARMARK = Sheet(
    "earmark",
    EARMARKS,
    (
        Fact("年度", "year"),
        Fact("批复金额", "approved", unit=WAN_EXACT),
        Fact("已支出", "spent", unit=WAN_EXACT),
        Fact("用途", "purpose"),
    ),
    parts=payments_under,
)
