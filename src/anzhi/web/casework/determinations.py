"""视图 A determination, its statement, and a household's case before anything is determined."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from anzhi.casework import facts, queries
from anzhi.casework.models import Determination
from anzhi.office.queries import history
from anzhi.registry.models import Household
from anzhi.rules import packs
from anzhi.values.refusal import Refused
from anzhi.web.casework import paper, wanting
from anzhi.web.casework.stages import stages
from anzhi.web.documents.card import card
from anzhi.web.frame import working_year
from anzhi.web.gate import opens
from anzhi.web.scope import scope


@opens("determinations")
def determination(request: HttpRequest, key: int) -> HttpResponse:
    """A determination: what it comes to, how its review stands, and what became of it."""
    found = _determination(request, key)
    page = queries.determination_page(found)
    adjustments = [made for made, _standing in page.adjustments]
    context = {
        "page": page,
        "determination": found,
        "pack": packs.load(found.pack),
        **_recomputed(found),
        "stages": stages(page.standing),
        "documents": card(found, request.user, adjustments),
        "events": history([found, page.standing.review, *adjustments]),
    }
    return render(request, "casework/determination.html", context)


@opens("determinations")
def statement(request: HttpRequest, key: int) -> HttpResponse:
    """补偿计算书 A determination to print."""
    found = _determination(request, key)
    context = {"determination": found, "paper": paper.of_determination(queries.determination_page(found))}
    return render(request, "casework/statement.html", context)


@opens("determinations")
def case(request: HttpRequest, key: int) -> HttpResponse:
    """A household's case as the records have it: every fact, what it would come to, or everything that is missing."""
    household = get_object_or_404(scope(facts.with_facts(Household.objects.all()), request.user), pk=key)
    day, pack = _day(request), packs.chosen(request.GET.get("pack", ""))
    assessment = queries.assess(household, day, pack.name)
    context = {
        "household": household,
        "day": day,
        "pack": pack,
        "others": [other for other in packs.every() if other is not pack],
        "rows": facts.rows(household, day),
        "lacks": wanting.lacks(assessment.wanted, pack, request.user),
        "missing": wanting.missing(assessment.wanted),
        "paper": paper.of_assessment(household, assessment, day, pack.name),
        "edits": wanting.EDITS if "registry" in request.user.powers.changes else {},
        "current": queries.case_file(household).current,
    }
    return render(request, "casework/case.html", context)


def _recomputed(found: Determination) -> dict[str, object]:
    """What computing it again finds; what is stored is shown even where it cannot be computed any more."""
    try:
        again = queries.recomputed(found)
    except Refused as refusal:
        return {"finding": refusal, "is_same": False}
    return {"finding": again.finding, "is_same": again.is_same}


def _determination(request: HttpRequest, key: int) -> Determination:
    found = Determination.objects.select_related("household__project", "household__street", "snapshot", "maker")
    return get_object_or_404(scope(found, request.user), pk=key)


def _day(request: HttpRequest) -> date:
    """The day of computing that the address names, else the one up to which the working year counts."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return working_year(request).as_of
