"""报送 Handing a report in, and what has changed in the records since."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anzhi.audits.actions import submissions
from anzhi.metrics.definitions import METRICS
from anzhi.metrics.model import Simple
from anzhi.metrics.relations import RELATIONS
from anzhi.office.models import Account
from anzhi.performance.queries import signatures
from anzhi.reports.differences import Difference, differences
from anzhi.reports.models import Submission, SubmittedFile
from anzhi.values.period import Year
from anzhi.values.refusal import Refused
from anzhi.web.export import attachment
from anzhi.web.frame import working_year
from anzhi.web.gate import changes, opens
from anzhi.web.language import measured, said
from anzhi.web.records import addresses
from anzhi.web.reports.files import MIMES, may_have
from anzhi.web.scope import scope

SHOWN = 50
"""Records of each kind that are listed; the rest is counted."""


@dataclass(frozen=True)
class Record:
    """A record that makes a difference: its page, its label, what it counts then and now."""

    address: str
    label: str
    then: str
    now: str


@dataclass(frozen=True)
class DifferenceLine:
    """A difference as an account may see it.

    Attributes:
        difference: the figure then and now.
        noun: what its records are; empty for a figure computed from others.
        is_open: may the account see the records?
        records: the first of them.
        more: how many follow.
    """

    difference: Difference
    noun: str
    is_open: bool
    records: tuple[Record, ...]
    more: int


@changes("reports")
@require_POST
def submit(request: HttpRequest) -> HttpResponse:
    """Hand in what stands there now."""
    year = working_year(request)
    try:
        made = submissions.submit(year, seen=request.POST.get("digest", ""), by=request.user.officer)
    except Refused as refusal:
        messages.error(request, said(refusal))
        return redirect("reports")
    messages.success(request, _("已报送，数字、记录和文件已冻结"))
    return redirect("submission", made.pk)


@opens("reports")
def submission(request: HttpRequest, key: int) -> HttpResponse:
    """A report as it was handed in, and the differences since."""
    found = get_object_or_404(scope(Submission.objects.select_related("officer"), request.user), pk=key)
    figures = found.figures.defer("evidence").order_by("pk")
    files = found.files.defer("content").order_by("pk")
    context = {
        "submission": found,
        "year": Year(found.year, found.as_of),
        "signatures": [s for s in signatures(found.year, found.digest).values() if s is not None],
        "files": [file for file in files if may_have(file.name, request.user)],
        "figures": figures,
        "known": METRICS,
        "audits": [(kept, json.loads(bytes(kept.findings))) for kept in found.audits.order_by("pk")],
        "differences": [_line(difference, request.user) for difference in differences(found)],
    }
    return render(request, "reports/submission.html", context)


@opens("reports")
def submitted_file(request: HttpRequest, key: int, file: int) -> HttpResponse:
    """A file as it was handed in."""
    scoped = scope(SubmittedFile.objects.select_related("submission"), request.user)
    found = get_object_or_404(scoped, pk=file, submission=key)
    if not may_have(found.name, request.user):
        raise PermissionDenied
    mime = MIMES[PurePath(found.name).suffix]
    return attachment(bytes(found.content), f"{found.submission.year}{found.name}", mime)


def _line(difference: Difference, account: Account) -> DifferenceLine:
    metric = METRICS.get(difference.then.name)
    if not isinstance(metric, Simple):
        return DifferenceLine(difference, "", True, (), 0)
    model = RELATIONS[metric.of].model
    room = model._meta.app_label
    is_open = room == "office" or room in account.powers.sees
    rows = [
        *((key, label, None, amount) for key, label, amount in difference.added),
        *((key, label, amount, None) for key, label, amount in difference.removed),
        *((key, label, then, now) for key, label, then, now in difference.changed),
    ]
    shown = rows[:SHOWN] if is_open else []
    pages = addresses(model, [key for key, *_rest in shown], account)
    records = tuple(
        Record(pages.get(key, ""), label, *_printed(metric, (then, now))) for key, label, then, now in shown
    )
    return DifferenceLine(difference, str(model._meta.verbose_name), is_open, records, len(rows) - len(shown))


def _printed(metric: Simple, amounts: Iterable[int | None]) -> list[str]:
    return ["" if amount is None else measured(amount, metric.unit) for amount in amounts]
