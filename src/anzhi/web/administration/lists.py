"""列表 Activities and programmes, articles, visits, and money given to households."""

from collections.abc import Mapping
from dataclasses import replace

from django.db.models import Count, Q
from django.db.models.expressions import Combinable

from anzhi.administration.models import Activity, Article, Assistance, HomeVisit, Programme
from anzhi.office.models import Street
from anzhi.values.period import Year
from anzhi.web.derived import over
from anzhi.web.listing import Column, Filter, Listing, options
from anzhi.web.sheets import Fact, Sheet
from anzhi.web.units import YUAN

ACTIVITY_KINDS = dict(Activity.Kind.choices)
PROGRAMME_KINDS = dict(Programme.Kind.choices)
LEVELS = dict(Article.Level.choices)
ASSISTANCE_KINDS = dict(Assistance.Kind.choices)


def programme_columns(year: Year) -> Mapping[str, Combinable]:
    """How many occasions a programme had by a day."""
    return {"occasions": over(Activity.objects.filter(held_on__lte=year.as_of), "programme", Count("pk"))}


ACTIVITIES = Listing(
    page="activities",
    title="活动",
    area="administration",
    model=Activity,
    columns=(
        Column("主题", "title"),
        Column("活动类别", "kind", choices=ACTIVITY_KINDS),
        Column("日期", "held_on"),
        Column("地点", "place"),
        Column("专项活动", "programme__name"),
        Column("参加人数", "attendance", is_number=True, total=True),
    ),
    search=("title", "place"),
    filters=(
        Filter("活动类别", "kind", "kind", choices=ACTIVITY_KINDS),
        Filter("专项活动", "programme", "programme", choices=options("pk", Programme, "name")),
        Filter("日期", "held", "held_on", dates=True),
    ),
    sort="-held_on",
    record_page="activity",
)
PROGRAMMES = Listing(
    page="programmes",
    title="专项活动",
    area="administration",
    model=Programme,
    columns=(
        Column("名称", "name"),
        Column("专项类别", "kind", choices=PROGRAMME_KINDS),
        Column("年度", "year"),
        Column("活动次数", "occasions", is_number=True),
    ),
    search=("name",),
    filters=(Filter("专项类别", "kind", "kind", choices=PROGRAMME_KINDS),),
    sort="name",
    annotate=programme_columns,
    record_page="programme",
)
ARTICLES = Listing(
    page="articles",
    title="上稿",
    area="administration",
    model=Article,
    columns=(
        Column("标题", "title"),
        Column("平台", "outlet"),
        Column("平台级别", "level", choices=LEVELS),
        Column("上稿日期", "placed_on"),
        Column("征文主题", "occasion"),
    ),
    search=("title", "outlet", "occasion"),
    filters=(
        Filter("平台级别", "level", "level", choices=LEVELS),
        Filter("上稿日期", "placed", "placed_on", dates=True),
    ),
    sort="-placed_on",
    record_page="article",
)
HOME_VISITS = Listing(
    page="home_visits",
    title="走访慰问",
    area="administration",
    model=HomeVisit,
    columns=(Column("家庭", "family"), Column("街道", "street__name"), Column("走访日期", "visited_on")),
    search=("family",),
    filters=(
        Filter("街道", "street", "street", choices=options("pk", Street, "name")),
        Filter("走访日期", "visited", "visited_on", dates=True),
    ),
    sort="-visited_on",
    record_page="home_visit",
)
ASSISTANCES = Listing(
    page="assistances",
    title="救助",
    area="administration",
    model=Assistance,
    columns=(
        Column("户号", "household__number"),
        Column("户主", "household__head_name"),
        Column("街道", "household__street__name"),
        Column("救助类别", "kind", choices=ASSISTANCE_KINDS),
        Column("拨付日期", "paid_on"),
        Column("金额", "amount", unit=YUAN, total=True),
    ),
    search=("household__number", "household__head_name"),
    filters=(
        Filter("街道", "street", "household__street", choices=options("pk", Street, "name")),
        Filter("救助类别", "kind", "kind", choices=ASSISTANCE_KINDS),
        Filter("拨付日期", "paid", "paid_on", dates=True),
    ),
    sort="-paid_on",
    record_page="household",
    record_key="household_id",
)


def activities_of(programme: Programme) -> Listing:
    """The occasions of one programme."""
    return replace(
        ACTIVITIES,
        columns=tuple(column for column in ACTIVITIES.columns if column.path != "programme__name"),
        filters=tuple(entry for entry in ACTIVITIES.filters if entry.name != "programme"),
        within=lambda year: Q(programme=programme),
    )


ACTIVITY = Sheet(
    page="activity",
    listing=ACTIVITIES,
    facts=(
        Fact("活动类别", "kind", choices=ACTIVITY_KINDS),
        Fact("日期", "held_on"),
        Fact("地点", "place"),
        Fact("参加人数", "attendance", is_number=True),
        Fact("专项活动", "programme__name", page="programme", key="programme"),
    ),
)
PROGRAMME = Sheet(
    page="programme",
    listing=PROGRAMMES,
    facts=(
        Fact("专项类别", "kind", choices=PROGRAMME_KINDS),
        Fact("年度", "year"),
        Fact("活动次数", "occasions", is_number=True),
    ),
    parts=activities_of,
)
ARTICLE = Sheet(
    page="article",
    listing=ARTICLES,
    facts=(
        Fact("平台", "outlet"),
        Fact("平台级别", "level", choices=LEVELS),
        Fact("上稿日期", "placed_on"),
        Fact("征文主题", "occasion"),
    ),
)
HOME_VISIT = Sheet(
    page="home_visit",
    listing=HOME_VISITS,
    facts=(Fact("街道", "street__name"), Fact("走访日期", "visited_on")),
)
