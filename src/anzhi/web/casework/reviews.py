"""视图 The inbox of reviews, one review, and deciding in it. Who may decide says the stage that it is in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from anzhi.casework import queries, standing
from anzhi.casework.actions import reviews
from anzhi.casework.models import Decision, Meeting, Review
from anzhi.casework.standing import Standing
from anzhi.office.models import Account
from anzhi.office.queries import history
from anzhi.values.refusal import Refused
from anzhi.values.wording import phrase
from anzhi.web.casework.stages import stages
from anzhi.web.forms.fields import CHOOSE
from anzhi.web.forms.record import PlainForm
from anzhi.web.gate import opens
from anzhi.web.language import said
from anzhi.web.listing import is_key
from anzhi.web.pages import is_fragment
from anzhi.web.scope import scope

SIZE = 30
"""Reviews of a page: each costs a look at its case."""
SHOWN = {
    "mine": gettext_lazy("待我审核"),
    "open": gettext_lazy("审核中"),
    "held": gettext_lazy("暂停"),
}
"""What the inbox can show."""
_VERDICTS = (
    (Decision.Verdict.APPROVED, gettext_lazy("同意")),
    (Decision.Verdict.RETURNED, gettext_lazy("退回")),
    (Decision.Verdict.REJECTED, gettext_lazy("不同意")),
)


class DecideForm(PlainForm):
    """A decision, with its reason; where the stage meets, the meeting that decided."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("意见"),
        choices=_VERDICTS,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label=gettext_lazy("会议"), required=False, empty_label=CHOOSE
    )
    reason = forms.CharField(
        label=gettext_lazy("说明"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("退回或不同意须说明原因。"),
    )

    def __init__(self, data: Any = None, *, account: Account, now: Standing) -> None:
        super().__init__(data, account=account)
        if now.stage is None or not now.stage.meeting:
            del self.fields["meeting"]
        else:
            self.fields["meeting"].queryset = attended(account)


class TogetherForm(PlainForm):
    """The meeting that decided on several."""

    meeting = forms.ModelChoiceField(Meeting.objects.none(), label=gettext_lazy("会议"), empty_label=CHOOSE)

    def __init__(self, data: Any = None, *, account: Account) -> None:
        super().__init__(data, account=account)
        self.fields["meeting"].queryset = attended(account)


def attended(account: Account) -> QuerySet[Meeting]:
    """The meetings that the officer of an account attended, the last one first."""
    return Meeting.objects.filter(attendances__officer=account.officer_id).order_by("-held_on", "-pk")


@opens("determinations")
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for the reader by stage; what is under review; what is held, and why."""
    asked = request.GET.get("show", "")
    show = asked if asked in SHOWN else "mine"
    within = scope(Review.objects.all(), request.user)
    mine = queries.queue(request.user, within)
    found: Any = mine
    if show == "open":
        found = queries.open_reviews(within)
    elif show == "held":
        found = queries.held(within)
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    lines = list(page.object_list) if show == "held" else list(standing.standings(page.object_list))
    context = {
        "show": show,
        "shown": SHOWN.items(),
        "page": page,
        "lines": lines,
        "count": len(mine),
        "keys": {review.pk for review in mine},
        "together": TogetherForm(account=request.user) if show == "mine" and any(map(_meets, lines)) else None,
    }
    template = "casework/inbox_results.html" if is_fragment(request) else "casework/inbox.html"
    return render(request, template, context)


@opens("determinations")
@require_POST
def approve_together(request: HttpRequest) -> HttpResponse:
    """Approve what was ticked in the inbox, as a meeting decided: all of it, or nothing."""
    keys = [key for key in request.POST.getlist("review") if is_key(key)]
    form = TogetherForm(request.POST, account=request.user)
    if not form.is_valid():
        messages.error(request, said(phrase("须经会议集体研究，请选择您参加的会议")))
        return redirect("reviews")
    found = scope(Review.objects.filter(pk__in=keys), request.user).select_related("household").order_by("pk")
    try:
        done = reviews.approve_together(found, meeting=form.cleaned_data["meeting"], by=request.user.officer)
    except Refused as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(request, _("已同意 {count} 项").format(count=len(done)))
    return redirect("reviews")


@opens("determinations")
def review(request: HttpRequest, key: int) -> HttpResponse:
    """One review: what is decided on, who decided what, and the reader's own decision."""
    return _page(request, _review(request, key))


@opens("determinations")
@require_POST
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """Decide at the stage that a review is in."""
    found = _review(request, key)
    form = DecideForm(request.POST, account=request.user, now=standing.standing(found))
    if form.is_valid():
        try:
            decided = reviews.decide(found, **_said(form), by=request.user.officer)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            verdict = dict(_VERDICTS)[form.cleaned_data["verdict"]]
            messages.success(request, _("{household}：{verdict}").format(household=decided.household, verdict=verdict))
            return redirect("reviews")
    return _page(request, found, form)


def _said(form: DecideForm) -> dict[str, Any]:
    verdict = Decision.Verdict(form.cleaned_data["verdict"])
    return {"verdict": verdict, "reason": form.cleaned_data["reason"], "meeting": form.cleaned_data.get("meeting")}


def _review(request: HttpRequest, key: int) -> Review:
    found = Review.objects.select_related(
        "household__project", "household__street", "determination__snapshot", "adjustment__determination__snapshot"
    )
    return get_object_or_404(scope(found, request.user), pk=key)


def _page(request: HttpRequest, found: Review, form: DecideForm | None = None) -> HttpResponse:
    now = standing.standing(found)
    may, reason = _turn(now, request.user)
    subject = standing.subject(found)
    context = {
        "review": found,
        "standing": now,
        "stages": stages(now),
        "determination": subject,
        "page": queries.determination_page(subject),
        "may": may,
        "reason": reason,
        "form": form or (DecideForm(account=request.user, now=now) if may else None),
        "events": history([found, *now.decisions]),
    }
    return render(request, "casework/review.html", context)


def _meets(line: Standing) -> bool:
    return line.stage is not None and line.stage.meeting and not line.is_void


def _turn(now: Standing, account: Account) -> tuple[bool, str]:
    """May an account decide now; and if somebody looks who reviews at all, why not."""
    if now.stage is None:
        return False, ""
    taken = next((decision for decision in now.decisions if decision.officer_id == account.officer_id), None)
    if taken is not None:
        part = _(taken.get_verdict_display())
        return False, _("您已参与这次审核（{part}），录入、经办和各级审核须为不同的人。").format(part=part)
    if not now.stage.admits(account.officer, account.powers, now.review.household):
        return False, ""
    return (False, said(now.obstacle)) if now.is_void and now.obstacle is not None else (True, "")
