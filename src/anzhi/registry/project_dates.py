"""项目日期 What the dates of a project demand of its households."""

from collections.abc import Collection

from anzhi.registry.models import Household, Project
from anzhi.values.refusal import Refused


def held(keys: Collection[int]) -> dict[int, Project]:
    """Projects by key, locked: none of them is cleared while a household of it is written."""
    return Project.objects.select_for_update().order_by("pk").in_bulk(keys)


def check(household: Household, project: Project) -> None:
    """Nobody signs before signing began; whoever belongs to a cleared project signed and is down.

    Raises:
        Refused: the household's dates say otherwise.
    """
    signed, down = household.signed_on, household.demolished_on
    if signed is not None and (project.signing_started_on is None or signed < project.signing_started_on):
        raise Refused("“{household}”的项目在 {day} 尚未启动签约", household=household, day=signed).at("signed_on")
    if project.cleared_on is None:
        return
    for field, day in (("signed_on", signed), ("demolished_on", down)):
        if day is None or day > project.cleared_on:
            raise Refused(
                "项目“{project}”已于 {day} 清零，“{household}”应在此前签约并拆除",
                project=project,
                day=project.cleared_on,
                household=household,
            ).at(field)
