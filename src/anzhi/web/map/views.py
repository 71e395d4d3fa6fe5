"""视图 The map, what it draws, and how surveys come in and go out."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from shapely.geometry import shape

from anzhi.ingest import survey, survey_text
from anzhi.ingest.survey_draft import Piece, Survey, Unreadable
from anzhi.office.models import Street
from anzhi.office.queries import history, office
from anzhi.registry.actions import parcels
from anzhi.registry.models import Parcel, Project
from anzhi.values import land
from anzhi.values.refusal import Refused
from anzhi.web import export
from anzhi.web.frame import today, working_year
from anzhi.web.gate import changes, opens
from anzhi.web.language import said
from anzhi.web.map import features, streets
from anzhi.web.map.card import card
from anzhi.web.map.forms import OutlineForm, SurveyForm
from anzhi.web.map.lists import PARCELS
from anzhi.web.pages import list_page
from anzhi.web.scope import scope

GEOJSON = "application/geo+json"
SHOWN = 20
"""Faults of a file that are shown."""


@opens("registry")
def plan(request: HttpRequest) -> HttpResponse:
    """挂图作战 The map, and everything on it as tables."""
    may_import = "registry" in request.user.powers.changes
    drawn = card(request.user, working_year(request))
    return list_page(request, PARCELS, "map/page.html", may_import=may_import, **drawn)


@opens("registry")
def street_features(request: HttpRequest) -> HttpResponse:
    """Streets as GeoJSON."""
    lines = streets.lines(request.user, working_year(request))
    return JsonResponse(features.collection(features.of_streets(lines)), content_type=GEOJSON)


@opens("registry")
def parcel_features(request: HttpRequest) -> HttpResponse:
    """Parcels as GeoJSON, narrowed like the list."""
    found = PARCELS.narrowed(request.GET, request.user, working_year(request))
    return JsonResponse(features.collection(features.of_parcels(found)), content_type=GEOJSON)


@opens("registry")
def project_parcels(request: HttpRequest, key: int) -> HttpResponse:
    """A project's parcels, those of earlier surveys too."""
    project = get_object_or_404(scope(Project.objects.select_related("street"), request.user), pk=key)
    found = list(project.parcels.order_by("-replaced_on", "number"))
    in_force = [parcel for parcel in found if parcel.replaced_on is None]
    context = {
        "project": project,
        "parcels": in_force,
        "replaced": [parcel for parcel in found if parcel.replaced_on is not None],
        "total": sum(parcel.area for parcel in in_force),
        "events": history(found),
        "may_import": "registry" in request.user.powers.changes,
    }
    return render(request, "map/parcels.html", context)


@opens("registry")
def survey_file(request: HttpRequest, key: int) -> HttpResponse:
    """A project's parcels as a boundary-point text."""
    project = get_object_or_404(scope(Project.objects.all(), request.user), pk=key)
    pieces = [
        Piece(parcel.number, parcel.name, shape(parcel.geometry), parcel.stated_area)
        for parcel in project.parcels.filter(replaced_on__isnull=True).order_by("number")
    ]
    if not pieces:
        raise Http404
    zone = land.zone(pieces[0].geometry.centroid.x)
    text = survey_text.write(pieces, zone, producer=office().name, day=today().isoformat())
    return export.attachment(text.encode("gb18030"), f"{project.name}.txt", "text/plain; charset=gb18030")


@changes("registry")
def import_survey(request: HttpRequest) -> HttpResponse:
    """Read a survey file and record its parcels, whole or not at all."""
    if request.method != "POST":
        form = SurveyForm(account=request.user, initial={"project": request.GET.get("project")})
        return render(request, "map/import.html", {"form": form, **_tolerances()})
    form = SurveyForm(request.POST, request.FILES, account=request.user)
    found: Survey | None = None
    if form.is_valid():
        upload, project = form.cleaned_data["file"], form.cleaned_data["project"]
        try:
            found = survey.read(upload.name, upload.read())
            recorded = parcels.survey(
                project,
                [_parcel(piece, upload.name) for piece in found.pieces],
                on=today(),
                reason=form.cleaned_data["reason"].strip(),
                by=request.user.officer,
            )
        except Unreadable as unreadable:
            _explain(form, unreadable)
        except Refused as refusal:
            form.add_error(None, said(refusal))
        else:
            _report(request, recorded, found)
            return redirect("project_parcels", project.pk)
    pieces = found.pieces if found else ()
    return render(request, "map/import.html", {"form": form, "pieces": pieces, **_tolerances()})


@changes("registry")
def import_outlines(request: HttpRequest) -> HttpResponse:
    """Read outlines of streets, whole or not at all."""
    form = OutlineForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            outlines = _outlines(request, survey.read(upload.name, upload.read()))
            drawn = parcels.draw(outlines, source=upload.name, by=request.user.officer)
        except Unreadable as unreadable:
            _explain(form, unreadable)
        except Refused as refusal:
            form.add_error(None, said(refusal))
        else:
            messages.success(request, _("已录入 {count} 个街道的边界。").format(count=len(drawn)))
            return redirect("map")
    return render(request, "map/outlines.html", {"form": form})


def _outlines(request: HttpRequest, found: Survey) -> dict[Street, object]:
    """Outlines by street.

    Raises:
        Unreadable: a polygon names no street, or one that another polygon names.
    """
    known = {street.name: street for street in scope(Street.objects.all(), request.user)}
    outlines: dict[Street, object] = {}
    problems = []
    for piece in found.pieces:
        street = known.get(piece.name)
        if street is None:
            problems.append(Refused("没有名为“{name}”的街道", name=piece.label))
        elif street in outlines:
            problems.append(Refused("街道“{name}”出现两次", name=piece.name))
        else:
            outlines[street] = land.geojson(piece.geometry)
    if problems:
        raise Unreadable(problems)
    return outlines


def _parcel(piece: Piece, source: str) -> Parcel:
    return Parcel(
        number=piece.number[:40],
        name=piece.name[:80],
        geometry=land.geojson(piece.geometry),
        stated_area=piece.stated_area,
        source_file=source,
    )


def _explain(form: Form, unreadable: Unreadable) -> None:
    """Say what is wrong with a file; of very many faults the first ones."""
    for problem in unreadable.problems[:SHOWN]:
        form.add_error("file", said(problem))
    if (rest := len(unreadable.problems) - SHOWN) > 0:
        form.add_error("file", _("另有 {count} 处问题。").format(count=rest))


def _report(request: HttpRequest, recorded: list[Parcel], found: Survey) -> None:
    for note in found.notes:
        messages.info(request, said(note))
    messages.success(request, _("已录入 {count} 个地块。").format(count=len(recorded)))


def _tolerances() -> dict[str, object]:
    return {
        "stated_tolerance": parcels.STATED_TOLERANCE,
        "project_tolerance": parcels.PROJECT_TOLERANCE,
        "street_tolerance": parcels.STREET_TOLERANCE,
    }
