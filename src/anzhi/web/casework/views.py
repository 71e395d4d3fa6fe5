"""视图 A list that was made public, an agreement with its Word file, a meeting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from anzhi.casework import queries
from anzhi.casework.models import Agreement, Decision, Meeting, Publication
from anzhi.office.queries import history
from anzhi.web import export
from anzhi.web.documents.card import card
from anzhi.web.frame import today
from anzhi.web.gate import opens
from anzhi.web.reports.files import DOCX
from anzhi.web.scope import scope


@opens("determinations")
def publication(request: HttpRequest, key: int) -> HttpResponse:
    """公示 A list as it was made public, the objections to it, and the answers."""
    found = get_object_or_404(scope(Publication.objects.select_related("project", "maker"), request.user), pk=key)
    page = queries.publication_page(found, today())
    context = {
        "publication": found,
        "page": page,
        "total": sum(entry.amount for entry in page.entries),
        "documents": card(found, request.user, page.objections),
        "events": history([found, *page.objections]),
    }
    return render(request, "casework/publication.html", context)


@opens("determinations")
def agreement(request: HttpRequest, key: int) -> HttpResponse:
    """An agreement: what it binds, what it changes, and what keeps it from being signed."""
    found = _agreement(request, key)
    context = {
        "agreement": found,
        "page": queries.agreement_page(found, today()),
        "documents": card(found, request.user),
        "events": history([found]),
    }
    return render(request, "casework/agreement.html", context)


@opens("determinations")
def agreement_file(request: HttpRequest, key: int) -> HttpResponse:
    """The agreement in Word, as it was drawn up."""
    found = _agreement(request, key)
    return export.attachment(bytes(found.document), f"{found.number}.docx", DOCX)


@opens("determinations")
def meeting(request: HttpRequest, key: int) -> HttpResponse:
    """A meeting: who attended, the minutes, and what was decided in it."""
    found = get_object_or_404(scope(Meeting.objects.all(), request.user), pk=key)
    decisions = scope(Decision.objects.filter(meeting=found), request.user)
    context = {
        "meeting": found,
        "attendances": found.attendances.select_related("officer__organisation").order_by("pk"),
        "decisions": decisions.select_related("officer", "review__household__project").order_by("review", "pk"),
        "documents": card(found, request.user),
        "events": history([found]),
    }
    return render(request, "casework/meeting.html", context)


def _agreement(request: HttpRequest, key: int) -> Agreement:
    found = Agreement.objects.select_related("household__project", "household__street", "determination", "amends")
    return get_object_or_404(scope(found, request.user), pk=key)
