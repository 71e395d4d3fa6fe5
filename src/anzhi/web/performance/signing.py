"""签署 Three officers sign what the table and the report say now."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anzhi.office.models import Account
from anzhi.performance.models import Signature
from anzhi.performance.queries import signatures, void_signatures
from anzhi.reports.actions import submissions
from anzhi.reports.obstacles import obstacles
from anzhi.values.period import Year
from anzhi.values.refusal import Refused
from anzhi.web.audits import ours
from anzhi.web.computing import figures
from anzhi.web.frame import working_year
from anzhi.web.gate import opens
from anzhi.web.language import said
from anzhi.web.performance import content


@dataclass(frozen=True)
class StepLine:
    """A step: whose name stands under it, and whether the reader may sign it now, or why not."""

    step: Signature.Step
    signature: Signature | None
    is_open: bool
    reason: str


@opens("performance")
def page(request: HttpRequest) -> HttpResponse:
    """Who signed, who has yet to sign, and whose signature a change made void."""
    year = working_year(request)
    try:
        finished = content.finished(year)
    except Refused:
        void = void_signatures(year.number, "")
        return render(
            request, "performance/signatures.html", {"obstacles": obstacles(year, figures(year)), "void": void}
        )
    context = {
        "digest": finished.digest,
        "total": finished.page.total,
        "grade": finished.page.evaluation.method.grade(finished.page.total),
        "steps": steps(year, finished.digest, request.user),
        "void": void_signatures(year.number, finished.digest),
        "audits": ours.lines(year),
    }
    return render(request, "performance/signatures.html", context)


@opens("performance")
@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """Sign one step. Which one a role may sign, the role says."""
    step = request.POST.get("step", "")
    if step not in request.user.powers.signs:
        raise PermissionDenied
    try:
        submissions.sign(
            working_year(request), Signature.Step(step), seen=request.POST.get("digest", ""), by=request.user.officer
        )
    except Refused as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(request, _("已签署"))
    return redirect("signatures")


def steps(year: Year, digest: str, account: Account) -> list[StepLine]:
    """The three steps as an account sees them."""
    found = signatures(year.number, digest)
    has_signed = any(s is not None and s.officer_id == account.officer_id for s in found.values())
    lines, is_turn = [], True
    for step, signature in found.items():
        reason = ""
        if signature is None and step in account.powers.signs:
            reason = _("须待上一环节签署") if not is_turn else _("您已签署另一环节，须由他人签署") if has_signed else ""
        is_open = signature is None and is_turn and not has_signed and step in account.powers.signs
        lines.append(StepLine(step, signature, is_open, reason))
        is_turn = signature is not None
    return lines
