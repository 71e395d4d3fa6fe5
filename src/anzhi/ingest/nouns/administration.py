"""综合事务 Programmes, activities, articles, home visits, assistance."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from anzhi.administration.actions import activities
from anzhi.administration.models import Activity, Article, Assistance, HomeVisit, Programme
from anzhi.ingest.columns import of
from anzhi.ingest.nouns.base import Table
from anzhi.ingest.nouns.references import HOUSEHOLD, STREET, of_year
from anzhi.ingest.nouns.references import PROGRAMME as PROGRAMME_REFERENCE


def _of_its_year(values: dict[str, Any]) -> None:
    values["programme"] = of_year(values["programme"], values["held_on"].year, "专项活动")


PROGRAMME = Table(
    key="programme",
    title="专项活动",
    area="administration",
    page="programmes",
    model=Programme,
    identity=("name", "year"),
    enter=activities.set_up,
    columns=(
        of(Programme, "year", 2021),
        of(Programme, "kind", "机关文化建设"),
        of(Programme, "name", "示例健走活动"),
    ),
)
ACTIVITY = Table(
    key="activity",
    title="活动",
    area="administration",
    page="activities",
    model=Activity,
    identity=("title", "held_on", "kind"),
    enter=activities.hold,
    complete=_of_its_year,
    columns=(
        of(Activity, "kind", "业务培训"),
        of(Activity, "programme", kind=PROGRAMME_REFERENCE, note=_("属于某项专项活动的填其名称，应已登记在活动当年。")),
        of(Activity, "held_on", date(2021, 4, 15)),
        of(Activity, "title", "示例征拆政策培训"),
        of(Activity, "place", "三楼会议室"),
        of(Activity, "attendance", 25),
    ),
)
ARTICLE = Table(
    key="article",
    title="上稿",
    area="administration",
    page="articles",
    model=Article,
    identity=("title", "outlet"),
    enter=activities.place,
    columns=(
        of(Article, "title", "示例：搬得出、住得好"),
        of(Article, "occasion"),
        of(Article, "outlet", "区政府门户网站"),
        of(Article, "level", "区级"),
        of(Article, "placed_on", date(2021, 7, 1)),
    ),
)
HOME_VISIT = Table(
    key="home_visit",
    title="走访慰问",
    area="administration",
    page="home_visits",
    model=HomeVisit,
    identity=("family", "visited_on"),
    enter=activities.visit,
    columns=(
        of(HomeVisit, "street", "示例街道", kind=STREET),
        of(HomeVisit, "family", "示例家庭"),
        of(HomeVisit, "visited_on", date(2021, 1, 28)),
    ),
)
ASSISTANCE = Table(
    key="assistance",
    title="救助",
    area="administration",
    page="assistances",
    model=Assistance,
    identity=("household", "kind", "paid_on"),
    enter=activities.assist,
    columns=(
        of(Assistance, "household", "示例-0001", kind=HOUSEHOLD, heading="户号"),
        of(Assistance, "kind", "大病补助"),
        of(Assistance, "paid_on", date(2021, 9, 10)),
        of(Assistance, "amount", 5000, heading="金额（元）"),
    ),
)
