"""Facts as input variables, made from the schema of cases: words as enumerations, numbers as 32-bit floats."""

from collections.abc import Iterator
from datetime import date

from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anzhi.rules.engine.schema import Fact
from anzhi.rules.facts import CASE
from benchmarks.openfisca_rules.entities import CROPS, STRUCTURES, Household, Person

DAYS_OF_PROJECT = ("plan_announced_on", "declared_on", "pre_announced_on", "computed_on", "vacate_by")
WORDS = {
    f"{entity.name}_{fact.name}": Enum(f"{entity.name}_{fact.name}", dict(fact.type.words))
    for entity in CASE.entities.values()
    for fact in entity.facts.values()
    if fact.type.words
}
"""Enumerations by kind of row and fact."""


def variables() -> Iterator[type[Variable]]:
    """Every input variable."""
    for fact in CASE.entities["person"].facts.values():
        yield _variable(fact.name, "person", fact, Person)
    for fact in CASE.entities["household"].facts.values():
        yield _variable(fact.name, "household", fact, Household)
    for name in DAYS_OF_PROJECT:
        yield _variable(name, "project", CASE.entities["project"].facts[name], Household)
    for entity, places in (("structure", STRUCTURES), ("crop", CROPS)):
        for place in places:
            for fact in CASE.entities[entity].facts.values():
                yield _variable(f"{entity}_{place}_{fact.name}", entity, fact, Household)


def _variable(name: str, kind: str, fact: Fact, entity: object) -> type[Variable]:
    """An input variable."""
    about = {"entity": entity, "definition_period": DateUnit.YEAR, "label": fact.label}
    match fact.type.kind:
        case "flag":
            about |= {"value_type": bool}
        case "day":
            about |= {"value_type": date}
        case "word":
            words = WORDS[f"{kind}_{fact.name}"]
            about |= {"value_type": Enum, "possible_values": words, "default_value": next(iter(words))}
        case _:
            about |= {"value_type": float}
    return type(name, (Variable,), about)
