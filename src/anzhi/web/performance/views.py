"""绩效自评 The year's indicators, one indicator, the table as it will print."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anzhi.office.actions import organisations
from anzhi.office.queries import history, office
from anzhi.performance import standing
from anzhi.performance.actions import evaluations
from anzhi.performance.models import Evaluation, Indicator
from anzhi.performance.scoring import load_method
from anzhi.performance.standing import Board, Standing
from anzhi.reports import preview
from anzhi.reports.marking import Marks, Piece
from anzhi.reports.obstacles import obstacles
from anzhi.reports.queries import context as names_of
from anzhi.values.refusal import Missing, Refused
from anzhi.web.computing import figures
from anzhi.web.forms import seen
from anzhi.web.frame import as_of_today, today, working_year
from anzhi.web.gate import changes, opens
from anzhi.web.language import said
from anzhi.web.performance import charts, content
from anzhi.web.performance.forms import AdjustForm, GradeForm
from anzhi.web.scope import scope

Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Line:
    """An indicator in the tree.

    Attributes:
        standing: how it stands.
        target: what is aimed at, with figures.
        actual: what was reached, in words with figures.
        remark: why points are lost and what will be done.
    """

    standing: Standing
    target: Pieces
    actual: Pieces
    remark: Pieces


@opens("performance")
def performance(request: HttpRequest) -> HttpResponse:
    """The tree of a year's indicators."""
    year = working_year(request)
    following = year.number + 1
    context: dict[str, object] = {
        "prior": scope(Evaluation.objects.filter(year=year.number - 1), request.user).first(),
        "following": following,
        "may_carry": following <= today().year
        and not scope(Evaluation.objects.filter(year=following), request.user).exists(),
    }
    try:
        board = content.board(year)
    except Missing as missing:
        return render(request, "performance/empty.html", context | {"reason": missing})
    context |= {
        "board": board,
        "groups": _groups(board),
        "findings": [*board.findings, *(f for line in board.lines for f in line.findings)],
        "grade": "" if board.unscored else board.method.grade(board.total),
        "weight": sum(line.indicator.weight for line in board.lines),
    }
    return render(request, "performance/page.html", context)


@opens("performance")
def indicator(request: HttpRequest, key: int) -> HttpResponse:
    """One indicator: how it went, how it stands, what it scores and why."""
    return _page(request, _found(request, key))


@changes("performance")
@require_POST
def grade(request: HttpRequest, key: int) -> HttpResponse:
    """Say how far a quality was achieved."""
    found, form = _found(request, key), GradeForm(request.POST)
    if _is_sent(request, found, form):
        try:
            evaluations.grade(found, Indicator.Grade(form.cleaned_data["grade"]), by=request.user.officer)
        except Refused as refusal:
            form.add_error("grade", said(refusal))
        else:
            messages.success(request, _("已评定达成程度"))
            return redirect("indicator", key)
    return _page(request, found, grade_form=form)


@changes("performance")
@require_POST
def adjust(request: HttpRequest, key: int) -> HttpResponse:
    """Give a score with its reason."""
    found, form = _found(request, key), AdjustForm(request.POST)
    now = _standing(found)
    if now.evaluated is not None and _is_sent(request, found, form):
        data = form.cleaned_data
        try:
            evaluations.adjust(now.evaluated, **data, by=request.user.officer)
        except Refused as refusal:
            lacks_reason = 0 <= data["score"] < found.weight and not data["deviation"].strip()
            form.add_error("deviation" if lacks_reason else "score", said(refusal))
        else:
            messages.success(request, _("已调整得分"))
            return redirect("indicator", key)
    return _page(request, found, adjust_form=form)


@changes("performance")
@require_POST
def restore(request: HttpRequest, key: int) -> HttpResponse:
    """Let the proposed score stand again."""
    evaluations.restore(_found(request, key), by=request.user.officer)
    messages.success(request, _("已恢复建议得分"))
    return redirect("indicator", key)


@opens("performance")
def trend(request: HttpRequest, key: int) -> HttpResponse:
    """An indicator's course as chart options."""
    found = _found(request, key)
    year = as_of_today(found.evaluation.year)
    past = standing.history(found, load_method(found.evaluation.method), content.course(year))
    return JsonResponse(charts.trend(year, standing.days(year), past))


@opens("performance")
def table(request: HttpRequest) -> HttpResponse:
    """The self-evaluation table as it will print."""
    year = working_year(request)
    try:
        rows, found = preview.table(year, figures(year)), []
    except Refused:
        rows, found = [], obstacles(year, figures(year))
    return render(request, "performance/table.html", {"rows": rows, "obstacles": found})


@changes("performance")
@require_POST
def carry_forward(request: HttpRequest) -> HttpResponse:
    """Start the next year, or the working year, from the one before it."""
    year = working_year(request).number
    target = year if "into" in request.POST else year + 1
    try:
        if target > today().year:
            raise Refused("{year} 年还没有开始", year=target)
        with transaction.atomic():
            evaluations.carry_forward(target - 1, target, by=request.user.officer)
            organisations.open_year(target, by=request.user.officer)
    except Refused as refusal:
        messages.error(request, said(refusal))
        return redirect("performance")
    messages.success(request, _("已结转到 {year} 年，请核对指标值").format(year=target))
    return redirect(f"{reverse('performance')}?year={target}")


def _found(request: HttpRequest, key: int) -> Indicator:
    found = get_object_or_404(scope(Indicator.objects.select_related("evaluation"), request.user), pk=key)
    if found.evaluation.year not in office().years:
        raise Http404
    return found


def _standing(found: Indicator) -> Standing:
    year = as_of_today(found.evaluation.year)
    method = load_method(found.evaluation.method)
    return standing.standing(found, method, figures(year), content.course(year)[0])


def _is_sent(request: HttpRequest, found: Indicator, form: GradeForm | AdjustForm) -> bool:
    """Is the form right, and did nobody else score since it was opened?"""
    if not form.is_valid():
        return False
    if seen.since([found], request.POST.get("seen", "")):
        form.add_error(None, _("这个指标在您打开之后已被他人改动，您填写的内容还在，请核对变动后再保存"))
        return False
    return True


def _page(
    request: HttpRequest, found: Indicator, grade_form: GradeForm | None = None, adjust_form: AdjustForm | None = None
) -> HttpResponse:
    year, now = as_of_today(found.evaluation.year), _standing(found)
    past = standing.history(found, load_method(found.evaluation.method), content.course(year))
    initial = {"score": now.score, "deviation": found.deviation, "improvement": found.improvement}
    marks, names = Marks(), names_of(year, figures(year))
    return render(
        request,
        "performance/indicator.html",
        {
            "year": year,
            "indicator": found,
            "line": _line(now, marks, names),
            "standing": now,
            "history": list(zip(standing.days(year), past, strict=True)) if now.actual else [],
            "is_quality": found.measure == Indicator.Measure.QUALITY,
            "may_change": "performance" in request.user.powers.changes,
            "grade_form": grade_form or GradeForm(initial={"grade": found.grade}),
            "adjust_form": adjust_form or AdjustForm(initial=initial),
            "seen": seen.newest([found]),
            "events": history([found]),
        },
    )


def _groups(board: Board) -> list[tuple[str, int, int, list[Line]]]:
    """First-level indicators in their order: label, weight, score, and the lines under it."""
    marks, names = Marks(), names_of(board.year, figures(board.year))
    groups = []
    for first, members in groupby(board.lines, key=lambda s: s.indicator.get_first_display()):
        few = list(members)
        weight, score = sum(s.indicator.weight for s in few), sum(s.score or 0 for s in few)
        groups.append((first, weight, score, [_line(s, marks, names) for s in few]))
    return groups


def _line(now: Standing, marks: Marks, names: Mapping[str, object]) -> Line:
    found = now.indicator
    target = now.evaluated.target if now.evaluated else found.target_text
    remark = "\n".join(filter(None, (found.deviation, found.improvement)))
    target, actual, remark = (marks.pieces(marks.render(t, names)) for t in (target, found.actual_text, remark))
    return Line(now, target, actual, remark)
