"""虚构的调查事实 What the law asks about invented projects, households, people and buildings.

Drawn from a chance of its own: no other draw of the demo depends on it. Everything agrees with what is there already:
floors with floor areas, papers with what the survey says of a building, shares with the persons resettled.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from anzhi.demo.chance import SEED, Chance
from anzhi.registry.actions.households import MemberFacts, StructureFacts
from anzhi.registry.models import Crop, Household, LandArea, Project, Structure
from anzhi.values.exact import MU, PERSON

CERTIFICATES_FROM = date(2006, 7, 1)
PERMITS_FROM, APPROVALS_FROM = date(1987, 1, 1), date(1982, 4, 1)
"""From when on a certificate, a permit and an approval count (FACTS 1.3)."""
HALF = PERSON // 2
_LAND = (
    ("paddy", "ordinary", 30), ("permanent_farmland", "ordinary", 12), ("dry", "ordinary", 14),
    ("paddy", "vegetables_1", 4), ("pond", "fishpond_1", 3), ("garden", "ordinary", 7), ("forest", "ordinary", 12),
    ("pond", "ordinary", 4), ("road", "ordinary", 2), ("construction", "ordinary", 8),
    ("construction", "enterprise", 2), ("unused", "ordinary", 2),
)  # fmt: skip
"""Class, use, and about how many percent of a project's land."""
_CROPS = (("paddy", 40), ("vegetables", 20), ("dry", 20), ("nursery", 12), ("fishpond", 5), ("reservoir", 3))


class Surveys:
    """Hands out what a survey would have found."""

    def __init__(self) -> None:
        self._chance = Chance(SEED + 2)

    def project(self) -> dict[str, Any]:
        """Zone and farmland of the next project."""
        return {
            "zone": self._chance.choices("12345", (35, 30, 20, 10, 5))[0],
            "farmland_per_head": self._chance.randrange(2500, 9500),
            "is_redevelopment_site": self._chance.random() < 0.05,
        }

    def household(self, option: str) -> dict[str, Any]:
        """Kind, choice and farmland of the next household; ``option`` is what will be approved, if anything."""
        is_farm = self._chance.random() < 0.93
        drawn = self._chance.choices(("housing", "cash"), (85, 15))[0]
        return {
            "household_kind": "farm" if is_farm else "non_farm",
            "chosen_option": option or drawn,
            "becomes_non_farm": is_farm and self._chance.random() < 0.01,
            "has_certified_half": False,
            "farmland_per_head_after": self._chance.randrange(0, 4500),
        }

    def members(self, members: tuple[MemberFacts, ...], size: int) -> tuple[MemberFacts, ...]:
        """A household's members; ``size`` are the tenths of persons that will be resettled, 0 for an unapproved one."""
        return tuple(self._member(member, place, size) for place, member in enumerate(members))

    def structure(self, structure: StructureFacts, place: int, surveyed_on: date) -> StructureFacts:
        """The papers of a household's building, such that the law finds of it what the survey says."""
        built_on = self._chance.day(date(structure.built_in, 1, 1), date(structure.built_in, 12, 31))
        upper = structure.floor_area * max(structure.floors - 2, 0) // structure.floors
        is_dwelling = place == 0 or self._chance.random() < 0.985
        papers = {
            Structure.Legality.LEGAL: self._legal,
            Structure.Legality.TEMPORARY: self._temporary,
            Structure.Legality.UNAUTHORISED: self._unauthorised,
        }[structure.legality]
        return replace(
            structure,
            number=str(place + 1),
            use="residential" if is_dwelling else "production",
            lower_area=structure.floor_area - upper,
            upper_area=upper,
            built_on=built_on,
            is_substandard=not is_dwelling and self._chance.random() < 0.3,
            **papers(built_on, surveyed_on),
        )

    def land(self, project: Project) -> Iterator[LandArea]:
        """A project's land by class; the areas make up exactly what it takes."""
        some = [row for row in _LAND if row[2] >= 7 or self._chance.random() < 0.6]
        weights = [share * self._chance.uniform(0.6, 1.4) for _, _, share in some]
        areas = [int(project.area * weight / sum(weights)) for weight in weights]
        areas[0] += project.area - sum(areas)
        for (land_class, use, _), area in zip(some, areas, strict=True):
            grade = self._chance.choice("123")
            yield LandArea(project=project, land_class=land_class, use=use, grade=grade, area=area)

    def crops(self, household: Household) -> Iterator[Crop]:
        """What grows on a household's land, if it has any."""
        if household.household_kind != "farm" or self._chance.random() < 0.25:
            return
        kinds = dict.fromkeys(self._chance.choices([k for k, _ in _CROPS], [w for _, w in _CROPS], k=2))
        for kind in kinds:
            grade = "1" if kind == "dry" else self._chance.choices("12", (70, 30))[0]
            area = self._chance.randrange(MU // 20, 2 * MU, MU // 100)
            yield Crop(household=household, crop_class=kind, grade=grade, area=area)

    def _member(self, member: MemberFacts, place: int, size: int) -> MemberFacts:
        away = ("resident", "student", "conscript") if place > 1 else ("resident",)
        others = ("resident", "public_servant", "registered_only")
        standings = away if member.is_collective_member else others
        standing = self._chance.choices(standings, (90, 6, 4)[: len(standings)])[0]
        is_half = size % PERSON == HALF and place == size // PERSON
        return replace(
            member,
            standing=standing,
            was_member_before=member.is_collective_member,
            is_agricultural=member.is_collective_member and self._chance.random() < 0.97,
            share=HALF if is_half else PERSON,
            only_child_share=0,
            months_without_work=self._chance.choices((0, 6, 12, 24), (70, 10, 10, 10))[0],
            had_pension_paid=not member.is_collective_member and self._chance.random() < 0.5,
        )

    def _legal(self, built_on: date, surveyed_on: date) -> dict[str, Any]:
        first = max(CERTIFICATES_FROM, built_on)
        if self._chance.random() < 0.6 and first < surveyed_on:
            return self._papers(has_certificate=True, certified_on=self._chance.day(first, surveyed_on), approved=True)
        return self._papers(approved=True)

    def _temporary(self, built_on: date, surveyed_on: date) -> dict[str, Any]:
        until = surveyed_on + timedelta(days=self._chance.randrange(200, 900))
        return self._papers(approved=False) | {"is_temporary": True, "temporary_until": until}

    def _unauthorised(self, built_on: date, surveyed_on: date) -> dict[str, Any]:
        """Built or rebuilt when papers were needed, without any."""
        papers = self._papers(approved=False)
        if built_on < APPROVALS_FROM:
            rebuilt_on = self._chance.day(PERMITS_FROM, surveyed_on)
            return papers | {"was_rebuilt": True, "rebuilt_on": rebuilt_on}
        return papers

    def _papers(
        self, *, approved: bool, has_certificate: bool = False, certified_on: date | None = None
    ) -> dict[str, Any]:
        return {
            "was_rebuilt": False,
            "has_certificate": has_certificate,
            "certified_on": certified_on,
            "has_building_approval": approved,
            "is_on_farmland": self._chance.random() < 0.15,
            "has_township_approval": approved,
            "has_district_approval": approved,
            "is_temporary": False,
        }
