"""项目 From preparation to the last cleared mu."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Min, Sum

from anzhi.office.actions import corrections, events
from anzhi.office.models import Officer
from anzhi.registry import project_dates
from anzhi.registry.models import Filing, LandClearing, Notice, Project
from anzhi.values.refusal import Refused
from anzhi.values.unit import MU_AREA
from anzhi.values.wording import Amount

_STEPS = ("launched_on", "signing_started_on", "clear_by", "cleared_on")


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
    held = project_dates.held([project.pk for project in dates])
    for project, day in dates.items():
        _check_nothing_stands(held[project.pk], day)
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
        _check_land(project, "cleared_on")
    return added


@transaction.atomic
def correct(project: Project, values: Mapping[str, object], *, by: Officer) -> Project:
    """更正. The steps that were taken since must still fit.

    Raises:
        Refused: less land than was cleared, launched after land was cleared, signing begun after a household signed,
            or cleared while a household or firm was still there.
    """
    plain = ("code", "name", "street", "command_office", "area", "is_key", "prepared_on", "tail_reason")
    corrections.apply(project, values, fields=plain, steps=_STEPS, verb="project.correct", by=by)
    _check_land(project, "launched_on")
    first = project.households.aggregate(first=Min("signed_on"))["first"]
    if first is not None and (project.signing_started_on is None or first < project.signing_started_on):
        raise Refused("项目“{project}”已有住户于 {day} 签约", project=project, day=first).at("signing_started_on")
    if project.cleared_on is not None:
        _check_nothing_stands(project, project.cleared_on)
    return project


@transaction.atomic
def correct_clearing(clearing: LandClearing, values: Mapping[str, object], *, by: Officer) -> LandClearing:
    """更正腾地记录.

    Raises:
        Refused: more land than the project has, or before its launch.
    """
    project = Project.objects.select_for_update().get(pk=clearing.project_id)
    fields = ("cleared_on", "area")
    corrections.apply(clearing, values, fields=fields, verb="project.correct_clearing", by=by)
    _check_land(project, "cleared_on")
    return clearing


def publish(notices: Sequence[Notice], *, by: Officer) -> list[Notice]:
    """Publish notices: 公告."""
    return events.add(notices, verb="notice.publish", by=by)


def file(filings: Sequence[Filing], *, by: Officer) -> list[Filing]:
    """File notices for the record: 备案."""
    for filing in filings:
        _check_filing(filing)
    return events.add(filings, verb="notice.file", by=by)


@transaction.atomic
def correct_notice(notice: Notice, values: Mapping[str, object], *, by: Officer) -> Notice:
    """更正公告.

    Raises:
        Refused: published after it was filed.
    """
    fields = ("kind", "document_number", "published_on")
    corrections.apply(notice, values, fields=fields, verb="notice.correct", by=by)
    filing = Filing.objects.filter(notice=notice).first()
    if filing is not None and filing.filed_on < notice.published_on:
        raise Refused("{notice} 已于 {day} 备案，发布日期不能更晚", notice=notice, day=filing.filed_on).at(
            "published_on"
        )
    return notice


@transaction.atomic
def correct_filing(filing: Filing, values: Mapping[str, object], *, by: Officer) -> Filing:
    """更正备案.

    Raises:
        Refused: filed before it was published.
    """
    filing.notice = Notice.objects.select_for_update().get(pk=filing.notice_id)
    corrections.apply(filing, values, fields=("filed_with", "filed_on"), verb="notice.correct_filing", by=by)
    _check_filing(filing)
    return filing


def _check_filing(filing: Filing) -> None:
    if filing.filed_on < filing.notice.published_on:
        raise Refused("{notice} 的备案日期早于发布日期", notice=filing.notice).at("filed_on")


def _check_land(project: Project, field: str) -> None:
    """No more land cleared than there is, none before the launch; ``field`` is the date that would be wrong."""
    cleared = project.clearings.aggregate(total=Sum("area"), first=Min("cleared_on"))
    if cleared["total"] is None:
        return
    if cleared["total"] > project.area:
        raise Refused(
            "项目“{project}”累计腾地 {cleared}，超过征地面积 {area}",
            project=project,
            cleared=Amount(cleared["total"], MU_AREA),
            area=Amount(project.area, MU_AREA),
        ).at("area")
    if project.launched_on is None or cleared["first"] < project.launched_on:
        raise Refused("项目“{project}”启动之前不能腾地", project=project).at(field)


def _check_nothing_stands(project: Project, day: date) -> None:
    standing = project.households.exclude(signed_on__lte=day, demolished_on__lte=day).count()
    firms = project.firms.exclude(demolished_on__lte=day).count()
    if standing or firms:
        raise Refused(
            "项目“{project}”到 {day} 还有 {households} 户未签约或未拆除、{firms} 家单位未拆除，不能清零",
            project=project,
            day=day,
            households=standing,
            firms=firms,
        ).at("cleared_on")
