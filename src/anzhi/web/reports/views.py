"""自评报告 The outline, the text, writing a section, downloading."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anzhi.metrics.definitions import METRICS
from anzhi.metrics.engine import Figures
from anzhi.metrics.prose import check, figure_names
from anzhi.office.actions import organisations
from anzhi.office.models import Account
from anzhi.office.queries import office
from anzhi.reports import preview
from anzhi.reports.actions import narratives
from anzhi.reports.models import Narrative, Submission
from anzhi.reports.obstacles import obstacles
from anzhi.reports.outline import OUTLINE, SECTIONS, TABLE_SECTIONS
from anzhi.reports.preview import Paragraph
from anzhi.reports.queries import arranged, title
from anzhi.values.digest import sm3
from anzhi.values.period import Year
from anzhi.values.refusal import Refused
from anzhi.web.audits import ours
from anzhi.web.computing import figures
from anzhi.web.export import attachment
from anzhi.web.frame import as_of_today, today, working_year
from anzhi.web.gate import changes, opens
from anzhi.web.language import said
from anzhi.web.performance import content
from anzhi.web.performance.signing import steps
from anzhi.web.reports.files import FILES, may_have, offered
from anzhi.web.reports.forms import SectionForm
from anzhi.web.scope import scope


@dataclass(frozen=True)
class OutlineLine:
    """A line of the outline: its level, its numbered heading, and the section under it with how far it is written."""

    level: int
    heading: str
    section: str
    figures: int
    missing: int
    is_written: bool


@opens("reports")
def overview(request: HttpRequest) -> HttpResponse:
    """The outline of a year's report, what is missing, its files, its signatures, and what was handed in."""
    year = working_year(request)
    texts, found = _texts(year.number, request.user), figures(year)
    context: dict[str, object] = {
        "outline": _outline(texts, found),
        "table_outline": [_line(0, "", section, texts, found) for section in TABLE_SECTIONS],
        "prior": scope(Narrative.objects.filter(year=year.number - 1), request.user).exists() and not texts,
        "submissions": scope(
            Submission.objects.filter(year=year.number).select_related("officer").order_by("-pk"), request.user
        ),
    }
    try:
        finished = content.finished(year)
    except Refused:
        context["obstacles"] = obstacles(year, found)
    else:
        lines = steps(year, finished.digest, request.user)
        context |= {"digest": finished.digest, "steps": lines, "is_signed": all(line.signature for line in lines)}
        context |= {"files": offered(request.user), "findings": finished.page.findings}
        context["audits"] = ours.lines(year)
        context["is_submitted"] = any(s.digest == finished.digest for s in context["submissions"])
    return render(request, "reports/page.html", context)


@opens("reports")
def text(request: HttpRequest) -> HttpResponse:
    """The whole report to read, as far as it is written; every figure opens its evidence."""
    year = working_year(request)
    paragraphs, reason = [], None
    try:
        paragraphs = preview.whole(year, _texts(year.number, request.user), figures(year))
    except Refused as refusal:
        reason = refusal
    return render(
        request,
        "reports/text.html",
        {"paragraphs": paragraphs, "reason": reason, "title": title(year.number, office().name)},
    )


@changes("reports")
def section(request: HttpRequest, key: str) -> HttpResponse:
    """Write one section."""
    if key not in SECTIONS:
        raise Http404
    year = working_year(request)
    kept = _texts(year.number, request.user).get(key, "")
    begun_from = sm3(kept.encode())
    form = SectionForm(request.POST or None, initial={"text": kept})
    if request.method == "POST" and form.is_valid():
        began = request.POST.get("begun_from", "")
        try:
            narratives.write(
                year.number, {key: form.cleaned_data["text"]}, by=request.user.officer, begun_from={key: began}
            )
        except Refused as refusal:
            form.add_error("text", said(refusal))
        else:
            messages.success(request, _("已保存"))
            return redirect(f"{request.path}?year={year.number}")
    has_conflict = request.method == "POST" and request.POST.get("begun_from") != begun_from
    place, found = SECTIONS.index(key), figures(year)
    context = {
        "key": key,
        "form": form,
        "begun_from": begun_from,
        "theirs": kept if has_conflict else "",
        "preview": _preview(year, key, form["text"].value() or ""),
        "earlier": _earlier(year, key, request.user),
        "library": [(metric, found[metric.name].printed) for metric in METRICS.values() if metric.name in found],
        "previous": SECTIONS[place - 1] if place else "",
        "next": SECTIONS[place + 1] if place + 1 < len(SECTIONS) else "",
    }
    return render(request, "reports/section.html", context)


@changes("reports")
@require_POST
def preview_section(request: HttpRequest, key: str) -> HttpResponse:
    """What a section would print, while it is being typed. Nothing is kept."""
    if key not in SECTIONS:
        raise Http404
    shown = _preview(working_year(request), key, request.POST.get("text", ""))
    return render(request, "reports/preview.html", {"preview": shown})


@opens("reports")
def download(request: HttpRequest, key: str) -> HttpResponse:
    """A file of the report."""
    file = FILES.get(key)
    if file is None:
        raise Http404
    if not may_have(file.name, request.user):
        raise PermissionDenied
    year = working_year(request)
    try:
        made = file.make(content.finished(year).page)
    except Refused as refusal:
        messages.error(request, said(refusal))
        return redirect("reports")
    return attachment(made, f"{year.number}{file.name}", file.mime)


@changes("reports")
@require_POST
def carry_forward(request: HttpRequest) -> HttpResponse:
    """Start the working year's text as a copy of the year before."""
    year = working_year(request).number
    try:
        if year > today().year:
            raise Refused("{year} 年还没有开始", year=year)
        with transaction.atomic():
            narratives.carry_forward(year - 1, year, by=request.user.officer)
            organisations.open_year(year, by=request.user.officer)
    except Refused as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(request, _("已结转正文，数字已随年度更新"))
    return redirect(f"{reverse('reports')}?year={year}")


@dataclass(frozen=True)
class Preview:
    """A text as it would print, why it may not be kept, and the figures in it that are missing."""

    paragraphs: list[Paragraph]
    refusal: Refused | None
    missing: list[tuple[str, Refused]]


def _preview(year: Year, key: str, typed: str) -> Preview:
    typed = typed.replace("\r\n", "\n")
    found, refusal = figures(year), None
    try:
        check(typed, METRICS)
    except Refused as reason:
        refusal = reason
    try:
        paragraphs = preview.section(year, key, typed, found)
        missing = [(name, found.missing[name]) for name in sorted(figure_names(typed)) if name in found.missing]
    except Refused as reason:
        return Preview([], refusal or reason, [])
    return Preview(paragraphs, refusal, missing)


def _texts(year: int, account: Account) -> dict[str, str]:
    return dict(scope(Narrative.objects.filter(year=year), account).values_list("section", "text"))


def _earlier(year: Year, key: str, account: Account) -> dict[str, object]:
    """Last year's text of a section: as it printed where last year has figures, else as it was typed."""
    prior = year.number - 1
    typed = _texts(prior, account).get(key, "")
    if not typed or prior not in office().years:
        return {"number": prior, "typed": typed}
    then = as_of_today(prior)
    return {"number": prior, "typed": typed, "year": then, "preview": _preview(then, key, typed)}


def _outline(texts: dict[str, str], found: Figures) -> list[OutlineLine]:
    headings = arranged({})
    return [
        _line(entry.level, heading.text, entry.section, texts, found)
        for entry, heading in zip(OUTLINE, headings, strict=True)
    ]


def _line(level: int, heading: str, section: str, texts: dict[str, str], found: Figures) -> OutlineLine:
    names = figure_names(texts.get(section, ""))
    missing = sum(name in found.missing for name in names)
    return OutlineLine(level, heading, section, len(names), missing, bool(texts.get(section, "").strip()))
