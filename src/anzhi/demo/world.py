"""演示世界 What the steps of the demo hand to each other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Any

import yaml

from anzhi.demo.chance import Chance
from anzhi.demo.people import Population
from anzhi.demo.surveys import Surveys
from anzhi.office.models import Officer, Organisation, Street
from anzhi.registry.models import Household, Person, Project


def read(name: str) -> Any:
    """A data file of the demo."""
    return yaml.safe_load(files("anzhi.demo").joinpath(name).read_text(encoding="utf-8"))


@dataclass
class Cohort:
    """Households with one fate.

    Attributes:
        project: where they live.
        surveyed_on: when they were registered.
        persons: tenths of persons to resettle, one entry a household; 0 for a household without approval.
        signed: range of signing days; empty when not signed.
        vacated: range of vacating days; empty when still living there.
        demolished: range of demolition days; empty when still standing.
        option: housing or cash; empty for a household without approval.
        approved: range of approval days.
        housed: range of allotment days; empty when still waiting.
        hold_out: why the household has not signed.
        households: the records, once registered.
    """

    project: Project
    surveyed_on: date
    persons: list[int]
    signed: tuple[date, date] | None = None
    vacated: tuple[date, date] | None = None
    demolished: tuple[date, date] | None = None
    option: str = ""
    approved: tuple[date, date] | None = None
    housed: tuple[date, date] | None = None
    hold_out: str = ""
    households: list[Household] = field(default_factory=list)


@dataclass
class World:
    """The office as far as it has been built."""

    chance: Chance
    population: Population
    surveys: Surveys = field(default_factory=Surveys)
    clerks: dict[str, Officer] = field(default_factory=dict)
    streets: dict[str, Street] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    projects: dict[str, list[Project]] = field(default_factory=dict)
    cohorts: list[Cohort] = field(default_factory=list)
    people: dict[int, list[Person]] = field(default_factory=dict)

    def households(self) -> Iterator[tuple[Cohort, int, Household]]:
        """Every household with its cohort and its tenths of persons to resettle."""
        for cohort in self.cohorts:
            yield from ((cohort, size, h) for size, h in zip(cohort.persons, cohort.households, strict=True))
