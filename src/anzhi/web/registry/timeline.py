"""时间线 What happened to a project, what the law allows for the next step, and how long a household has waited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from anzhi.casework.models import Approval
from anzhi.metrics.relations import TRANSITION_MONTHS
from anzhi.registry.models import Household, Notice, Project
from anzhi.values.citation import Citation
from anzhi.values.period import months_before
from anzhi.values.unit import MU_AREA
from anzhi.web.language import measured, said

NEW_LAW = date(2020, 1, 1)
"""The Land Administration Law as amended in 2019 took effect (FACTS 3.1); earlier projects follow the two notices."""
_PLAN_DUE = (timedelta(days=45), Citation("国土资源部令第10号（征收土地公告办法）"))
_OBJECTIONS = (timedelta(days=30), Citation("土地管理法", "第四十七条"))


@dataclass(frozen=True)
class Step:
    """A line of a timeline.

    Attributes:
        day: when; None when it has not come.
        label: what.
        detail: document number, area, reason.
        state: done, due or late.
        cites: where a deadline is written down.
    """

    day: date | None
    label: str
    detail: str = ""
    state: str = "done"
    cites: str = ""


@dataclass(frozen=True)
class Transition:
    """The transition clock of a household.

    Attributes:
        vacated_on: when it began.
        months: whole months since.
        until: the day by which the home was promised.
        waiting: tenths of persons approved for a home and not housed.
        is_overdue: the promised day has passed and somebody waits.
    """

    vacated_on: date
    months: int
    until: date
    waiting: int
    is_overdue: bool


def timeline(project: Project, as_of: date) -> list[Step]:
    """A project's life up to a day, with the deadlines that run."""
    steps = [Step(project.prepared_on, _("列入预备"))]
    notices = {notice.kind: notice for notice in project.notices.select_related("filing__filed_with")}
    for notice in notices.values():
        steps.append(Step(notice.published_on, _(notice.get_kind_display()), notice.document_number))
        filing = getattr(notice, "filing", None)
        if filing is not None:
            filed = _("{notice}备案").format(notice=_(notice.get_kind_display()))
            steps.append(Step(filing.filed_on, filed, str(filing.filed_with)))
    steps += _deadlines(notices, as_of)
    if project.launched_on:
        steps.append(Step(project.launched_on, "启动"))
    if project.signing_started_on:
        steps.append(Step(project.signing_started_on, "启动签约"))
    steps += [Step(c.cleared_on, "腾地", measured(c.area, MU_AREA)) for c in project.clearings.all()]
    if project.cleared_on:
        steps.append(Step(project.cleared_on, "清零"))
    elif project.clear_by:
        steps.append(Step(project.clear_by, "腾地期限", project.tail_reason, _state(project.clear_by, as_of)))
    return sorted(steps, key=lambda step: (step.day or date.max, step.state != "done"))


def _deadlines(notices: dict[str, Notice], as_of: date) -> list[Step]:
    found = []
    declared, plan = notices.get(Notice.Kind.DECLARATION), notices.get(Notice.Kind.PLAN)
    if declared is not None and plan is None and declared.published_on < NEW_LAW:
        days, citation = _PLAN_DUE
        due = declared.published_on + days
        found.append(Step(due, "二公告期限", _("一公告之日起45日内"), _state(due, as_of), said(citation)))
    consulted = notices.get(Notice.Kind.CONSULTATION)
    if consulted is not None and consulted.published_on >= NEW_LAW:
        days, citation = _OBJECTIONS
        until = consulted.published_on + days
        state = "due" if until > as_of else "done"
        found.append(Step(until, "征求意见期满", _("公告不少于30日"), state, said(citation)))
    return found


def transition(household: Household, approvals: Sequence[Approval], as_of: date) -> Transition | None:
    """How long a household that moved out has been waiting for its home; None while it has not moved."""
    if household.vacated_on is None or household.vacated_on > as_of:
        return None
    granted = sum(a.persons for a in approvals if a.option == Approval.Option.HOUSING and a.approved_on <= as_of)
    housed = sum(home.persons for a in approvals for home in a.allotments.all() if home.housed_on <= as_of)
    since = household.vacated_on
    months = (as_of.year - since.year) * 12 + as_of.month - since.month - (as_of.day < since.day)
    waiting = granted - housed
    late = since < months_before(as_of, TRANSITION_MONTHS)
    return Transition(since, months, months_before(since, -TRANSITION_MONTHS), waiting, late and waiting > 0)


def _state(due: date, as_of: date) -> str:
    return "late" if due < as_of else "due"
