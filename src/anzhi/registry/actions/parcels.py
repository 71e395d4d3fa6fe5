"""地块 Recording where projects and streets lie."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import transaction

from anzhi.office.actions import events
from anzhi.office.models import Officer, Street
from anzhi.registry.models import Boundary, Parcel, Project
from anzhi.values import land
from anzhi.values.exact import half_up
from anzhi.values.land import EXACT_MU
from anzhi.values.refusal import Refused
from anzhi.values.unit import PERCENT
from anzhi.values.wording import Amount, Listed, Phrase, phrase

STATED_TOLERANCE = 15
"""0.0001 mu that a parcel may differ from the area its file states: 0.0001 hectares, the last digit there."""
PROJECT_TOLERANCE = Fraction(1, 1000)
"""Share of a project's area by which its parcels together may differ from it."""
STREET_TOLERANCE = Fraction(1, 100)
"""Share of a parcel that may lie outside the project's street, whose outline is coarser than a survey."""


@transaction.atomic
def survey(project: Project, parcels: Sequence[Parcel], *, on: date, reason: str = "", by: Officer) -> list[Parcel]:
    """Record the surveyed parcels of a project in place of those it had; their areas are computed here.

    Args:
        project: whose land they are.
        parcels: all of them, with number, geometry (GeoJSON in EPSG:4490), stated area and source file.
        on: the day on which the parcels of an earlier survey are replaced.
        reason: why areas or places differ from what the file or the project states; needed only where they do.
        by: who records them.

    Raises:
        Refused: no parcels; or something differs beyond the tolerances and no reason is given. Nothing was written.
    """
    if not parcels:
        raise Refused("项目“{project}”的勘测成果没有地块", project=project)
    Project.objects.select_for_update().get(pk=project.pk)
    for parcel in parcels:
        parcel.project = project
        parcel.area = land.area(parcel.geometry)
    differing = tuple(_deviations(project, parcels))
    if differing and not reason:
        raise Refused(
            "与登记不符：{deviations}。请核对坐标和面积；确认无误的，请填写差异说明",
            deviations=Listed(differing, "；"),
        )
    for parcel in parcels:
        parcel.deviation_reason = reason if differing else ""
    earlier = project.parcels.filter(replaced_on__isnull=True)
    events.change({parcel: {"replaced_on": on} for parcel in earlier}, verb="parcel.replace", by=by)
    return events.add(parcels, verb="parcel.survey", by=by)


@transaction.atomic
def draw(outlines: Mapping[Street, Mapping[str, Any]], *, source: str, by: Officer) -> list[Boundary]:
    """Record the outlines of streets (GeoJSON in EPSG:4490); one that was drawn before is redrawn."""
    drawn = {b.street_id: b for b in Boundary.objects.select_related("street").filter(street__in=list(outlines))}
    redrawn = {
        drawn[street.pk]: {"geometry": outline, "source": source}
        for street, outline in outlines.items()
        if street.pk in drawn
    }
    new = [Boundary(street=s, geometry=outline, source=source) for s, outline in outlines.items() if s.pk not in drawn]
    changed = events.change(redrawn, verb="boundary.redraw", by=by)
    return changed + events.add(new, verb="boundary.draw", by=by)


def _deviations(project: Project, parcels: Sequence[Parcel]) -> Iterator[Phrase]:
    """What differs beyond the tolerances, a phrase each."""
    for parcel in parcels:
        if parcel.stated_area is not None and abs(parcel.area - parcel.stated_area) > STATED_TOLERANCE:
            yield phrase(
                "地块“{parcel}”图上面积 {drawn}，文件写明 {stated}，相差 {gap}（允许 {tolerance}）",
                parcel=parcel.name or parcel.number,
                drawn=Amount(parcel.area, EXACT_MU),
                stated=Amount(parcel.stated_area, EXACT_MU),
                gap=Amount(abs(parcel.area - parcel.stated_area), EXACT_MU),
                tolerance=Amount(STATED_TOLERANCE, EXACT_MU),
            )
    outline = Boundary.objects.filter(street=project.street_id).first()
    for parcel in parcels if outline else ():
        if (share := land.outside(parcel.geometry, outline.geometry)) > STREET_TOLERANCE:
            yield phrase(
                "地块“{parcel}”有 {share} 在{street}以外",
                parcel=parcel.name or parcel.number,
                share=Amount(share, PERCENT),
                street=project.street,
            )
    total = sum(parcel.area for parcel in parcels)
    tolerance = project.area * PROJECT_TOLERANCE
    if abs(total - project.area) > tolerance:
        yield phrase(
            "全部地块合计 {total}，项目“{project}”征地面积 {area}，相差 {gap}（允许 {tolerance}）",
            total=Amount(total, EXACT_MU),
            project=project,
            area=Amount(project.area, EXACT_MU),
            gap=Amount(abs(total - project.area), EXACT_MU),
            tolerance=Amount(half_up(tolerance), EXACT_MU),
        )
