"""项目 From preparation to the last cleared mu."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Sum

from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.registry.models import Filing, LandClearing, Notice, Project
from anzhi.values.refusal import Refused
from anzhi.values.unit import MU_AREA
from anzhi.values.wording import Amount


def prepare(projects: Sequence[Project], *, by: Officer) -> list[Project]:
    """Take projects into preparation: 预备. Their later dates must still be empty.

    Raises:
        Refused: a project already carries a date of launch, signing or clearing.
    """
    for project in projects:
        if project.launched_on or project.signing_started_on or project.clear_by or project.cleared_on:
            raise Refused("项目“{project}”预备时不能已有启动、签约或清零日期", project=project)
    return events.add(projects, verb="project.prepare", by=by)


def launch(dates: Mapping[Project, tuple[date, date]], *, by: Officer) -> list[Project]:
    """预备 → 启动. Each project gets its day of launch and the day by which it is to be cleared."""
    for project in dates:
        if project.launched_on:
            raise Refused("项目“{project}”已于 {day} 启动", project=project, day=project.launched_on)
    return events.change(
        {project: {"launched_on": day, "clear_by": clear_by} for project, (day, clear_by) in dates.items()},
        verb="project.launch",
        by=by,
    )


def start_signing(dates: Mapping[Project, date], *, by: Officer) -> list[Project]:
    """Open the signing of launched projects."""
    for project in dates:
        if not project.launched_on:
            raise Refused("项目“{project}”尚未启动，不能启动签约", project=project)
    return events.change(
        {project: {"signing_started_on": day} for project, day in dates.items()}, verb="project.start_signing", by=by
    )


def explain_tail(reasons: Mapping[Project, str], *, by: Officer) -> list[Project]:
    """Record why a project still has households or firms left."""
    return events.change(
        {project: {"tail_reason": reason} for project, reason in reasons.items()}, verb="project.explain_tail", by=by
    )


@transaction.atomic
def clear(dates: Mapping[Project, date], *, by: Officer) -> list[Project]:
    """清零: the last household is signed and down, the last firm is down.

    Raises:
        Refused: a household or firm of the project is still there on that day.
    """
    for project, day in dates.items():
        standing = project.households.exclude(signed_on__lte=day, demolished_on__lte=day).count()
        firms = project.firms.exclude(demolished_on__lte=day).count()
        if standing or firms:
            raise Refused(
                "项目“{project}”到 {day} 还有 {households} 户未签约或未拆除、{firms} 家单位未拆除，不能清零",
                project=project,
                day=day,
                households=standing,
                firms=firms,
            )
    return events.change({project: {"cleared_on": day} for project, day in dates.items()}, verb="project.clear", by=by)


@transaction.atomic
def clear_land(clearings: Sequence[LandClearing], *, by: Officer) -> list[LandClearing]:
    """腾地: hand over cleared land of launched projects.

    Raises:
        Refused: more land than the project has, or before its launch.
    """
    projects = Project.objects.select_for_update().filter(pk__in={clearing.project_id for clearing in clearings})
    locked = list(projects.order_by("pk"))
    added = events.add(clearings, verb="project.clear_land", by=by)
    for project in locked:
        cleared = project.clearings.aggregate(total=Sum("area"))["total"]
        if cleared > project.area:
            raise Refused(
                "项目“{project}”累计腾地 {cleared}，超过征地面积 {area}",
                project=project,
                cleared=Amount(cleared, MU_AREA),
                area=Amount(project.area, MU_AREA),
            )
        if not project.launched_on or project.clearings.filter(cleared_on__lt=project.launched_on).exists():
            raise Refused("项目“{project}”启动之前不能腾地", project=project)
    return added


def publish(notices: Sequence[Notice], *, by: Officer) -> list[Notice]:
    """Publish notices: 公告."""
    return events.add(notices, verb="notice.publish", by=by)


def file(filings: Sequence[Filing], *, by: Officer) -> list[Filing]:
    """File notices for the record: 备案."""
    for filing in filings:
        if filing.filed_on < filing.notice.published_on:
            raise Refused("{notice} 的备案日期早于发布日期", notice=filing.notice)
    return events.add(filings, verb="notice.file", by=by)
