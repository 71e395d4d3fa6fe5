"""地类面积 Entering how much land of each class a project takes."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Sum

from anzhi.office.actions import corrections, events
from anzhi.office.models import Officer
from anzhi.registry.models import LandArea, Project
from anzhi.values.land import EXACT_MU
from anzhi.values.refusal import Refused
from anzhi.values.wording import Amount


@transaction.atomic
def enter(areas: Sequence[LandArea], *, by: Officer) -> list[LandArea]:
    """Enter land by class.

    Raises:
        Refused: a project has a row of the same class, use and grade, or more land than it takes.
    """
    projects = Project.objects.select_for_update().filter(pk__in={area.project_id for area in areas})
    locked = list(projects.order_by("pk"))
    added = events.add(areas, verb="land_area.enter", by=by)
    for project in locked:
        _check(project)
    return added


@transaction.atomic
def correct(area: LandArea, values: Mapping[str, object], *, by: Officer) -> LandArea:
    """更正.

    Raises:
        Refused: the project has a row of the same class, use and grade, or more land than it takes.
    """
    project = Project.objects.select_for_update().get(pk=area.project_id)
    fields = ("land_class", "use", "grade", "area")
    corrections.apply(area, values, fields=fields, verb="land_area.correct", by=by)
    _check(project)
    return area


def _check(project: Project) -> None:
    total = project.land_areas.aggregate(total=Sum("area"))["total"]
    if total > project.area:
        raise Refused(
            "项目“{project}”地类面积合计 {total}，超过征地面积 {area}",
            project=project,
            total=Amount(total, EXACT_MU),
            area=Amount(project.area, EXACT_MU),
        ).at("area")
