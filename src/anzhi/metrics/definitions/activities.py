"""综合事务 Study, activities, publicity, visits and assistance."""

from collections.abc import Mapping

import ibis.expr.types as ir

from anzhi.metrics.dates import during
from anzhi.metrics.model import Count, Derived, Metric, Section, Where
from anzhi.values.period import Year
from anzhi.values.unit import count

_TIMES, _ITEMS, _FAMILIES = count("次"), count("项"), count("户")
_OWNER = Section.GENERAL


def _held(kind: str) -> Where:
    def where(activity: ir.Table, year: Year) -> ir.BooleanValue:
        return (activity.kind == kind) & during(activity.held_on, year)

    return where


def _run(kind: str) -> Where:
    def where(programme: ir.Table, year: Year) -> ir.BooleanValue:
        return (programme.kind == kind) & (programme.year == year.number) & (programme.occasions > 0)

    return where


FAMILY: Mapping[str, Metric] = {
    name: Count(
        label=label,
        unit=_TIMES,
        owner=_OWNER,
        of="activities",
        where=_held(kind),
        definition=f"当年举办的{label.removesuffix('次数')}，一次一条。",
    )
    for name, kind, label in (
        ("study_sessions", "study", "专题学习研讨次数"),
        ("red_visits", "visit", "红色教育基地参观次数"),
        ("lectures", "lecture", "主题宣讲次数"),
        ("walks", "walk", "健走活动次数"),
        ("ideology_meetings", "ideology", "意识形态专题会议次数"),
        ("trainings", "training", "业务培训次数"),
        ("exams", "exam", "季度考试次数"),
    )
} | {
    name: Count(
        label=label,
        unit=_ITEMS,
        owner=_OWNER,
        of="programmes",
        where=_run(kind),
        definition=f"当年开展过至少一次的{label.removesuffix('项数')}。",
    )
    for name, kind, label in (
        ("culture_programmes", "culture", "机关文化建设活动项数"),
        ("contest_programmes", "contest", "红色竞赛活动项数"),
    )
}
outings = Count(
    label="支部参观活动次数",
    unit=_TIMES,
    owner=_OWNER,
    of="activities",
    where=lambda a, year: (a.programme_kind == "outing") & during(a.held_on, year),
    definition="当年作为支部专项活动开展的参观。",
)
activities_organised = Count(
    label="组织活动次数",
    unit=_TIMES,
    owner=_OWNER,
    of="activities",
    where=lambda a, year: a.programme_id.notnull() & during(a.held_on, year),
    definition="当年各专项活动的全部场次。",
)
articles_placed = Count(
    label="区级以上平台上稿篇数",
    unit=count("篇"),
    owner=_OWNER,
    of="articles",
    where=lambda a, year: (a.level != "own") & (a.occasion != "") & during(a.placed_on, year),
    definition="当年在区级以上平台上稿的征文。",
)
home_visits = Count(
    label="走访慰问困难群众户数",
    unit=_FAMILIES,
    owner=_OWNER,
    of="home_visits",
    where=lambda v, year: during(v.visited_on, year),
    definition="当年走访慰问的网格困难群众，一户一条。",
)
assisted_households = Count(
    label="救助拆迁群众户数",
    unit=_FAMILIES,
    owner=Section.RESETTLEMENT,
    of="households",
    where=lambda h, year: h.assisted > 0,
    definition="当年领取过大病补助或困难救助的户，一户只计一次。",
)
families_helped = Derived(
    label="走访慰问、扶助困难群众户数",
    unit=_FAMILIES,
    owner=_OWNER,
    inputs=("home_visits", "assisted_households"),
    compute=lambda visited, assisted: visited + assisted,
    definition="走访慰问困难群众户数与救助拆迁群众户数之和。",
)
