"""工作台 What needs whom today, where the year stands, and how it went by month and street."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anzhi.grievances.models import Ticket
from anzhi.office.models import Account
from anzhi.performance.queries import evaluation
from anzhi.registry.models import Household, Project
from anzhi.social_security.models import Batch
from anzhi.values.period import Year
from anzhi.values.refusal import Missing
from anzhi.web.computing import figures
from anzhi.web.dashboard import charts
from anzhi.web.frame import working_year
from anzhi.web.gate import SIGNED_IN, opens
from anzhi.web.grievances.lists import DUE_SOON
from anzhi.web.housing.transition import overdue, promised
from anzhi.web.map.card import card
from anzhi.web.scope import scope

HEADLINES = (
    "projects",
    "signed_households",
    "cleared_area",
    "persons_approved",
    "housed",
    "waiting_at_end",
    "overdue_persons",
    "persons_listed",
    "spending",
    "execution_rate",
    "tickets",
    "three_public_spending",
)
"""Figures at the top, those of them that the year has."""
SHOWN = 5
"""Lines of each kind of task."""
WAYS = {"month": gettext_lazy("按月"), "street": gettext_lazy("按街道")}
"""How progress can be split."""


@dataclass(frozen=True)
class Task:
    """Something that waits for somebody: what, where, by when, and whether that day has passed."""

    label: str
    address: str
    due: date | None = None
    is_late: bool = False


@dataclass(frozen=True)
class Todo:
    """Tasks of one kind, the most pressing first, with the number of all of them."""

    title: str
    icon: str
    address: str
    count: int
    tasks: tuple[Task, ...]


@opens(SIGNED_IN)
def dashboard(request: HttpRequest) -> HttpResponse:
    """The first page after signing in."""
    year = working_year(request)
    account = request.user
    context: dict[str, object] = {"todos": [t for t in _todos(account, year) if t.count]}
    if "registry" in account.powers.sees:
        context |= card(account, year) | {"has_map": True}
    if "figures" in account.powers.sees:
        found = figures(year)
        context["headlines"] = [found[name] for name in HEADLINES if name in found]
        context |= {"progress": charts.PROGRESS.items(), "by": _by(request), "ways": WAYS}
    return render(request, "dashboard/page.html", context)


@opens("figures")
def chart(request: HttpRequest, name: str) -> HttpResponse:
    """A chart's options as JSON."""
    year = working_year(request)
    return JsonResponse(charts.drawn(name, year, _by(request)))


def _by(request: HttpRequest) -> str:
    """How progress is split: the way that the address names, else the first one."""
    asked = request.GET.get("by", "")
    return asked if asked in WAYS else next(iter(WAYS))


def _todos(account: Account, year: Year) -> list[Todo]:
    sees = account.powers.sees
    found = []
    if "grievances" in sees:
        found.append(_tickets(account, year.as_of))
    if "registry" in sees:
        found += [_projects(account, year.as_of), _households(account, year.as_of)]
    if "housing" in sees:
        found.append(_overdue(account, year))
    if "social_security" in sees:
        found.append(_batches(account, year.as_of))
    if "performance" in sees:
        found.append(_indicators(year))
    return found


def _tickets(account: Account, as_of: date) -> Todo:
    due = scope(Ticket.objects.all(), account).filter(closed_on__isnull=True, due_on__lte=as_of + DUE_SOON)
    due = due.filter(received_on__lte=as_of).order_by("due_on", "pk")
    tasks = [
        Task(f"{t.number} {t.subject}", reverse("ticket", args=[t.pk]), t.due_on, t.due_on < as_of) for t in due[:SHOWN]
    ]
    return Todo(_("将到期和已逾期的工单"), "phone", reverse("tickets"), due.count(), tuple(tasks))


def _projects(account: Account, as_of: date) -> Todo:
    open_projects = scope(Project.objects.all(), account).filter(clear_by__lte=as_of).exclude(cleared_on__lte=as_of)
    open_projects = open_projects.order_by("clear_by", "pk")
    tasks = [
        Task(p.name, reverse("project", args=[p.pk]), p.clear_by, p.clear_by < as_of) for p in open_projects[:SHOWN]
    ]
    return Todo(_("已过腾地期限、尚未清零的项目"), "flag", reverse("projects"), open_projects.count(), tuple(tasks))


def _households(account: Account, as_of: date) -> Todo:
    waiting = scope(Household.objects.all(), account).filter(project__signing_started_on__lte=as_of)
    waiting = waiting.exclude(signed_on__lte=as_of).annotate(since=F("project__signing_started_on"))
    waiting = waiting.order_by("since", "pk")
    address = reverse("households") + "?state=unsigned"
    tasks = [Task(str(h), reverse("household", args=[h.pk]), h.since) for h in waiting[:SHOWN]]
    return Todo(_("已启动签约、尚未签约的住户"), "users", address, waiting.count(), tuple(tasks))


def _overdue(account: Account, year: Year) -> Todo:
    late = overdue(account, year)
    address = reverse("waiting_households") + "?state=overdue&sort=household__vacated_on"
    tasks = [
        Task(str(a.household), reverse("household", args=[a.household_id]), promised(a.household.vacated_on), True)
        for a in late[:SHOWN]
    ]
    return Todo(_("过渡期已满、尚未安置的住户"), "clock", address, late.count(), tuple(tasks))


def _batches(account: Account, as_of: date) -> Todo:
    held = scope(Batch.objects.all(), account).filter(held_on__lte=as_of).exclude(released_on__lte=as_of)
    held = held.order_by("held_on", "pk")
    tasks = [Task(b.number, reverse("batch", args=[b.pk]), b.held_on) for b in held[:SHOWN]]
    return Todo(_("政策暂停中的社保批次"), "shield-check", reverse("batches"), held.count(), tuple(tasks))


def _indicators(year: Year) -> Todo:
    title, address = _("尚未达到指标值的绩效指标"), reverse("performance")
    try:
        unmet = [row for row in evaluation(year, figures(year)).rows if not row.measured.is_met]
    except Missing:
        unmet = []
    tasks = tuple(Task(row.indicator.name, reverse("indicator", args=[row.indicator.pk])) for row in unmet[:SHOWN])
    return Todo(title, "target", address, len(unmet), tasks)
