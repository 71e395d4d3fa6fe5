"""个案事实 Land by class, crops, and the certificates behind the extra quota that households were granted."""

from collections.abc import Iterator, Mapping
from typing import Any

from anzhi.casework.models import Entitlement
from anzhi.demo.world import World
from anzhi.registry.actions import case_facts, households, land_areas
from anzhi.registry.models import Household, Membership

_CHILDREN = ("子", "女", "孙子", "孙女")


def build(world: World) -> None:
    """Enter them."""
    by, surveys = world.clerks["拆迁部"], world.surveys
    projects = [project for group in world.projects.values() for project in group]
    land_areas.enter([area for project in projects for area in surveys.land(project)], by=by)
    growing = [crop for _, _, household in world.households() for crop in surveys.crops(household)]
    households.add_crops(growing, by=by)
    case_facts.establish(dict(_half_households()), by=by)
    case_facts.establish(dict(_only_children()), by=by)


def _half_households() -> Iterator[tuple[Household, Mapping[str, Any]]]:
    """A household that was granted the quota of a half household was certified as one."""
    lines = Entitlement.objects.filter(reason=Entitlement.Reason.HALF_HOUSEHOLD).select_related("approval__household")
    for line in lines.order_by("pk"):
        yield line.approval.household, {"has_certified_half": True}


def _only_children() -> Iterator[tuple[Membership, Mapping[str, Any]]]:
    """The quota of an only-child certificate goes with a child of the household; without any, with its head."""
    lines = Entitlement.objects.filter(reason=Entitlement.Reason.ONLY_CHILD).select_related("approval")
    granted = {line.approval.household_id: line.quota for line in lines}
    members: dict[int, list[Membership]] = {}
    for membership in Membership.objects.filter(is_collective_member=True).select_related("household").order_by("pk"):
        members.setdefault(membership.household_id, []).append(membership)
    for household, quota in granted.items():
        child = next((m for m in members[household] if m.relation in _CHILDREN), members[household][0])
        yield child, {"only_child_share": quota}
