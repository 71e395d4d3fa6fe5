"""项目 Projects, their notices, firms and cleared land."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from anzhi.ingest.cells import CreditCode
from anzhi.ingest.columns import of
from anzhi.ingest.nouns.base import Table
from anzhi.ingest.nouns.references import COMMAND_OFFICE, STREET
from anzhi.ingest.nouns.references import PROJECT as PROJECT_REFERENCE
from anzhi.office.models import Officer
from anzhi.registry.actions import firms, land_areas, projects
from anzhi.registry.models import Firm, LandArea, LandClearing, Notice, Project

_PROJECT_NOTE = _("项目编号或项目名称。")


def _enter(registered: Sequence[Project], *, by: Officer) -> None:
    """Prepare, then launch, open and clear those that have come so far."""
    later = [(p.launched_on, p.clear_by, p.signing_started_on, p.cleared_on, p.tail_reason) for p in registered]
    for project in registered:
        project.launched_on = project.clear_by = project.signing_started_on = project.cleared_on = None
        project.tail_reason = ""
    facts = list(zip(projects.prepare(registered, by=by), later, strict=True))
    projects.launch({p: (launched, due) for p, (launched, due, *_) in facts if launched}, by=by)
    projects.start_signing({p: opened for p, (_, _, opened, _, _) in facts if opened}, by=by)
    projects.clear({p: cleared for p, (_, _, _, cleared, _) in facts if cleared}, by=by)
    projects.explain_tail({p: reason for p, (*_, reason) in facts if reason}, by=by)


PROJECT = Table(
    key="project",
    title="项目",
    area="registry",
    page="projects",
    model=Project,
    identity=("code",),
    enter=_enter,
    columns=(
        of(Project, "code", "示例-001"),
        of(Project, "name", "示例路网项目"),
        of(Project, "street", "示例街道", kind=STREET),
        of(Project, "command_office", kind=COMMAND_OFFICE),
        of(Project, "area", 120.5),
        of(Project, "is_key", "否", note=_("留空按“否”。")),
        of(Project, "prepared_on", date(2021, 1, 4)),
        of(Project, "launched_on", date(2021, 3, 1), note=_("尚未启动的留空。")),
        of(Project, "clear_by", date(2021, 12, 31), note=_("启动的项目必填。")),
        of(Project, "signing_started_on", date(2021, 3, 15)),
        of(Project, "cleared_on"),
        of(Project, "tail_reason"),
        of(Project, "zone", "一类区片"),
        of(Project, "farmland_per_head", 0.52),
        of(Project, "is_redevelopment_site", "否"),
    ),
)
LAND_AREA = Table(
    key="land_area",
    title="地类面积",
    area="registry",
    page="projects",
    model=LandArea,
    identity=("project", "land_class", "use", "grade"),
    enter=land_areas.enter,
    note=_("一个项目的同一地类、用途和等级一行；合计不能超过征地面积。"),
    columns=(
        of(LandArea, "project", "示例路网项目", kind=PROJECT_REFERENCE, note=_PROJECT_NOTE),
        of(LandArea, "land_class", "水田"),
        of(LandArea, "use", "一般"),
        of(LandArea, "grade", "一类"),
        of(LandArea, "area", 62.4),
    ),
)
NOTICE = Table(
    key="notice",
    title="公告",
    area="registry",
    page="projects",
    model=Notice,
    identity=("project", "kind"),
    enter=projects.publish,
    columns=(
        of(Notice, "project", "示例路网项目", kind=PROJECT_REFERENCE, note=_PROJECT_NOTE),
        of(Notice, "kind", "预征地公告"),
        of(Notice, "document_number", "示例公告〔2021〕001号"),
        of(Notice, "published_on", date(2021, 1, 11)),
    ),
)
FIRM = Table(
    key="firm",
    title="单位（企业）",
    area="registry",
    page="firms",
    model=Firm,
    identity=("name", "project"),
    enter=firms.register,
    columns=(
        of(Firm, "project", "示例路网项目", kind=PROJECT_REFERENCE, note=_PROJECT_NOTE),
        of(Firm, "name", "示例机械厂"),
        of(Firm, "credit_code", kind=CreditCode(18), note=_("没有的留空。")),
        of(Firm, "surveyed_on", date(2021, 3, 8)),
        of(Firm, "signed_on"),
        of(Firm, "demolished_on"),
    ),
)
CLEARING = Table(
    key="clearing",
    title="腾地记录",
    area="registry",
    page="clearings",
    model=LandClearing,
    identity=("project", "cleared_on"),
    enter=projects.clear_land,
    note=_("一个项目一天一行；累计腾地不能超过征地面积，也不能早于项目启动。"),
    columns=(
        of(LandClearing, "project", "示例路网项目", kind=PROJECT_REFERENCE, note=_PROJECT_NOTE),
        of(LandClearing, "cleared_on", date(2021, 6, 30)),
        of(LandClearing, "area", 36.25),
    ),
)
