"""The rules against the law once more by hand: 10,000 households to the fen, and any single case, however computed."""

from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings

from anzhi.rules import packs
from anzhi.rules.engine.case import Row
from anzhi.rules.engine.problems import Problem
from anzhi.rules.engine.types import Type
from tests.rules.conftest import Computed
from tests.rules.drawn import Drawing, everybody
from tests.rules.population import Population
from tests.rules.straight.law import Stops
from tests.rules.straight.projects import Project
from tests.rules.straight.things import Thing
from tests.rules.together import Outcome, alone, differing, in_duckdb

PACK = packs.load("example")
STOPPED = "stopped"


def by_hand(projects: list[Row]) -> Outcome:
    """Everything the law gives by hand."""
    things: dict[str, list[Thing]] = {entity: [] for entity in PACK.schema.entities}
    for project in map(Project, projects):
        things["project"].append(project)
        things["land"] += project.land
        things["household"] += project.households
        for household in project.households:
            things["person"] += household.persons
            things["structure"] += household.structures
            things["crop"] += household.crops
    return {
        (rule.of, name, int(thing.row.key)): worked_out(thing, name, rule.type)
        for name, rule in PACK.rules.items()
        for thing in things[rule.of]
    }


def worked_out(thing: Thing, rule: str, type: Type) -> Any:
    """A result in its smallest unit, or that there is none."""
    try:
        found = getattr(thing, rule)
    except Stops:
        return STOPPED
    if type.kind != "number":
        return found
    smallest = Fraction(found) * 10**type.scale
    return smallest.numerator if smallest.denominator == 1 else smallest


def without_reasons(found: Outcome) -> Outcome:
    return {key: STOPPED if isinstance(value, Problem) else value for key, value in found.items()}


def test_every_rule_gives_everybody_what_the_law_gives_by_hand(example: Computed):
    found = differing(without_reasons(example.alone), by_hand(example.people.rows["project"]))[:5]

    assert found == []


def test_any_case_comes_out_the_same_by_rule_in_a_batch_and_by_hand():
    drawn: list[Row] = []

    @given(Drawing(PACK).projects())
    @settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    def draw(project: Row) -> None:
        people = Population(PACK, everybody(PACK.schema, [project]))
        found = differing(without_reasons(alone(people)), by_hand([project]))
        assert found == []
        drawn.append(project)

    draw()
    people = Population(PACK, everybody(PACK.schema, drawn))
    found = differing(alone(people), in_duckdb(people))[:5]
    assert found == []
