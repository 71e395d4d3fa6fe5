"""项目的录入 Projects, their land, notices and firms."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anzhi.office.models import Organisation
from anzhi.registry.actions import firms, land_areas, projects
from anzhi.registry.models import PROJECT_FACTS, Filing, Firm, LandArea, LandClearing, Notice, Project
from anzhi.web.entry.determinations import PUBLISH
from anzhi.web.entry.kinds import Kind, Shortcut, Step, edit, new, one, said_of
from anzhi.web.forms.record import record_form

_FACTS = ("code", "name", "street", "command_office", "area", "is_key", "prepared_on", *PROJECT_FACTS)
_LAND = ("land_class", "use", "grade", "area")
_STEPS = ("launched_on", "signing_started_on", "clear_by", "cleared_on")


def _command_offices(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    return organisations.filter(kind=Organisation.Kind.COMMAND_OFFICE)


def _partners(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    return organisations.filter(kind=Organisation.Kind.PARTNER_BUREAU)


def _of(project: Project) -> dict[str, object]:
    return {"project": project.pk}


def _launch(project: Project, filled: Any, by: Any) -> Project:
    return projects.launch({project: (filled.data["launched_on"], filled.data["clear_by"])}, by=by)[0]


def _file(notice: Notice, filled: Any, by: Any) -> Notice:
    return projects.file([filled.record], by=by)[0].notice


PROJECT = Kind(
    name="project",
    address="projects",
    area="registry",
    model=Project,
    page="projects",
    new=new(
        _("新增项目"),
        record_form(Project, *_FACTS, choices={"command_office": _command_offices}),
        one(projects.prepare),
        hint=_("新项目先列入预备；启动、启动签约和清零在项目页上办理。"),
    ),
    steps=(
        edit(
            record_form(
                Project,
                *_FACTS,
                *_STEPS,
                "tail_reason",
                steps=_STEPS,
                may_come=("clear_by",),
                choices={"command_office": _command_offices},
            ),
            projects.correct,
        ),
        Step(
            "launch",
            _("启动"),
            record_form(Project, "launched_on", "clear_by", required=True, may_come=("clear_by",)),
            _launch,
            lambda project: project.launched_on is None,
        ),
        Step(
            "start-signing",
            _("启动签约"),
            record_form(Project, "signing_started_on", required=True),
            said_of(projects.start_signing, "signing_started_on"),
            lambda project: project.launched_on is not None and project.signing_started_on is None,
        ),
        Step(
            "explain-tail",
            _("扫尾原因"),
            record_form(Project, "tail_reason"),
            said_of(projects.explain_tail, "tail_reason"),
            lambda project: project.launched_on is not None and project.cleared_on is None,
        ),
        Step(
            "clear",
            _("清零"),
            record_form(Project, "cleared_on", required=True),
            said_of(projects.clear, "cleared_on"),
            lambda project: project.launched_on is not None and project.cleared_on is None,
            hint=_("清零之日，项目内所有住户应已签约并拆除，所有单位应已拆除。"),
        ),
        PUBLISH,
    ),
    shortcuts=(
        Shortcut("clearing", _("登记腾地"), _of, lambda project: project.launched_on is not None),
        Shortcut("land_area", _("登记地类面积"), _of),
        Shortcut("notice", _("发布公告"), _of),
        Shortcut("household", _("登记住户"), lambda p: {"project": p.pk, "street": p.street_id}),
        Shortcut("firm", _("登记单位"), _of),
        Shortcut("batch", _("审批社保批次"), _of),
    ),
)

LAND_AREA = Kind(
    name="land_area",
    address="land-areas",
    area="registry",
    model=LandArea,
    page="projects",
    new=new(_("登记地类面积"), record_form(LandArea, "project", *_LAND), one(land_areas.enter)),
    steps=(edit(record_form(LandArea, *_LAND), land_areas.correct),),
)

CLEARING = Kind(
    name="clearing",
    address="clearings",
    area="registry",
    model=LandClearing,
    page="clearings",
    new=new(_("登记腾地"), record_form(LandClearing, "project", "cleared_on", "area"), one(projects.clear_land)),
    steps=(edit(record_form(LandClearing, "cleared_on", "area"), projects.correct_clearing),),
)

NOTICE = Kind(
    name="notice",
    address="notices",
    area="registry",
    model=Notice,
    page="projects",
    new=new(
        _("发布公告"),
        record_form(Notice, "project", "kind", "document_number", "published_on"),
        one(projects.publish),
    ),
    steps=(
        edit(record_form(Notice, "kind", "document_number", "published_on"), projects.correct_notice),
        Step(
            "file",
            _("备案"),
            record_form(Filing, "filed_with", "filed_on", choices={"filed_with": _partners}),
            _file,
            lambda notice: not Filing.objects.filter(notice=notice).exists(),
            subject=lambda notice: Filing(notice=notice),
        ),
    ),
)

FILING = Kind(
    name="filing",
    address="filings",
    area="registry",
    model=Filing,
    page="projects",
    steps=(
        edit(
            record_form(Filing, "filed_with", "filed_on", choices={"filed_with": _partners}),
            projects.correct_filing,
        ),
    ),
)

FIRM = Kind(
    name="firm",
    address="firms",
    area="registry",
    model=Firm,
    page="firms",
    new=new(_("登记单位"), record_form(Firm, "project", "name", "credit_code", "surveyed_on"), one(firms.register)),
    steps=(
        edit(
            record_form(
                Firm,
                "name",
                "credit_code",
                "surveyed_on",
                "signed_on",
                "demolished_on",
                steps=("signed_on", "demolished_on"),
            ),
            firms.correct,
        ),
        Step(
            "sign",
            _("签约"),
            record_form(Firm, "signed_on", required=True),
            said_of(firms.sign, "signed_on"),
            lambda firm: firm.signed_on is None,
        ),
        Step(
            "demolish",
            _("拆除"),
            record_form(Firm, "demolished_on", required=True),
            said_of(firms.demolish, "demolished_on"),
            lambda firm: firm.demolished_on is None,
        ),
    ),
)

KINDS = (PROJECT, LAND_AREA, CLEARING, NOTICE, FILING, FIRM)
