"""视图 One project, one household (一户一档), and showing an identity number in clear."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from anzhi.administration.models import Assistance
from anzhi.casework.models import Approval
from anzhi.housing.models import Allotment
from anzhi.office.queries import history
from anzhi.registry.actions import households
from anzhi.registry.models import Household, Membership, Person, Project
from anzhi.social_security.models import Enrolment
from anzhi.values.refusal import Refused
from anzhi.web.frame import working_year
from anzhi.web.gate import opens
from anzhi.web.language import said
from anzhi.web.registry.lists import HOUSEHOLD_STATES, household_columns
from anzhi.web.registry.timeline import timeline, transition
from anzhi.web.scope import scope


@opens("registry")
def project(request: HttpRequest, key: int) -> HttpResponse:
    """A project: its timeline, its households by state, its cleared land."""
    year = working_year(request)
    found = get_object_or_404(scope(Project.objects.select_related("street", "command_office"), request.user), pk=key)
    states = dict(
        found.households.annotate(**household_columns(year)).values_list("state").annotate(Count("pk")).order_by()
    )
    clearings = found.clearings.order_by("cleared_on")
    cleared = sum(c.area for c in clearings if c.cleared_on <= year.as_of)
    return render(
        request,
        "registry/project.html",
        {
            "project": found,
            "timeline": timeline(found, year.as_of),
            "states": [(key, label, states.get(key, 0)) for key, label in HOUSEHOLD_STATES.items()],
            "household_count": sum(states.values()),
            "clearings": clearings,
            "cleared": cleared,
            "cleared_share": round(100 * cleared / found.area),
            "firms": found.firms.order_by("name"),
            "events": history([found, *clearings]),
            "enters": "registry" in request.user.powers.changes,
        },
    )


@opens("registry")
def household(request: HttpRequest, key: int) -> HttpResponse:
    """一户一档 Everything about one household."""
    year = working_year(request)
    found = get_object_or_404(scope(Household.objects.select_related("project", "street"), request.user), pk=key)
    members = list(found.memberships.select_related("person").order_by("pk"))
    people = [member.person for member in members]
    approvals = list(Approval.objects.filter(household=found).prefetch_related("entitlements__person", "allotments"))
    allotments = Allotment.objects.filter(approval__household=found).select_related("estate", "approval")
    structures = list(found.structures.order_by("pk"))
    return render(
        request,
        "registry/household.html",
        {
            "household": found,
            "members": members,
            "structures": structures,
            "floor_area": sum(structure.floor_area for structure in structures),
            "approvals": approvals,
            "allotments": allotments,
            "transition": transition(found, approvals, year.as_of),
            "enrolments": Enrolment.objects.filter(person__in=people).select_related("batch", "person"),
            "assistances": Assistance.objects.filter(household=found).order_by("paid_on"),
            "events": history([found, *members, *structures, *approvals, *allotments]),
            "reveals": request.user.powers.reveals,
            "enters": "registry" in request.user.powers.changes,
        },
    )


@opens("registry")
@require_POST
def reveal(request: HttpRequest, key: int) -> HttpResponse:
    """Show one identity number in clear, once, for a stated reason: the trail keeps who, when and why."""
    if not request.user.powers.reveals:
        raise PermissionDenied
    person = get_object_or_404(scope(Person.objects.all(), request.user), pk=key)
    memberships = scope(Membership.objects.filter(person=person), request.user)
    membership = memberships.order_by(F("left_on").desc(nulls_first=True), "-pk").first()
    try:
        number = households.reveal_identity(person, reason=request.POST.get("reason", ""), by=request.user.officer)
    except Refused as refusal:
        messages.error(request, said(refusal))
        return redirect("household", membership.household_id)
    context = {"person": person, "number": number, "household_id": membership.household_id}
    response = render(request, "registry/revealed.html", context)
    response["Cache-Control"] = "no-store"
    return response
