"""The country: entities, parameters and variables together, and a simulation of tables of facts."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from anzhi.rules.engine.types import Type
from anzhi.rules.facts import CASE
from benchmarks.openfisca_rules import buildings, facts, households, law
from benchmarks.openfisca_rules.entities import CROPS, STRUCTURES, Household, Person

PERIOD = "2021"
"""Of every value: what is computed is a case, not a year."""
PLACES = {"structure": STRUCTURES, "crop": CROPS}


class Country(TaxBenefitSystem):
    """The invented policy."""

    def __init__(self) -> None:
        super().__init__([Person, Household])
        self.parameters = law.tree()
        self.add_variables(*facts.variables(), *buildings.variables(), *households.VARIABLES)


def simulation(country: Country, tables: Mapping[str, pa.Table]) -> Simulation:
    """A simulation of all households of tables as ``benchmarks.people`` makes them, every fact set."""
    households_, persons = tables["households"], tables["persons"]
    builder = SimulationBuilder()
    builder.create_entities(country)
    builder.declare_person_entity("person", range(persons.num_rows))
    group = builder.declare_entity("household", range(households_.num_rows))
    builder.join_with_persons(group, column(persons, "household_id") - 1, np.zeros(persons.num_rows, dtype=int))
    made = builder.build(country)
    for fact in CASE.entities["person"].facts:
        made.set_input(fact, PERIOD, values(persons, "person", fact))
    for fact in CASE.entities["household"].facts:
        made.set_input(fact, PERIOD, values(households_, "household", fact))
    of_project = column(households_, "project_id") - 1
    for fact in facts.DAYS_OF_PROJECT:
        made.set_input(fact, PERIOD, values(tables["projects"], "project", fact)[of_project])
    for entity, places in PLACES.items():
        rows = tables[CASE.entities[entity].plural]
        for place in places:
            own = rows.slice(0).take(pa.array(np.arange(place - 1, rows.num_rows, len(places))))
            for fact in CASE.entities[entity].facts:
                made.set_input(f"{entity}_{place}_{fact}", PERIOD, values(own, entity, fact))
    return made


def values(table: pa.Table, entity: str, fact: str) -> Any:
    """A column as OpenFisca takes it."""
    type: Type = CASE.entities[entity].facts[fact].type
    if type.words:
        found = facts.WORDS[f"{entity}_{fact}"]
        codes = table[fact].combine_chunks().dictionary_encode()
        index = np.array([found[name].index for name in codes.dictionary.to_pylist()], dtype=np.int16)
        return EnumArray(index[codes.indices.to_numpy()], found)
    plain = column(table, fact)
    return (plain / 10**type.scale).astype(np.float32) if type.kind == "number" else plain


def column(table: pa.Table, name: str) -> Any:
    """A column as numpy has it."""
    found = table[name].to_numpy()
    return found.astype("datetime64[D]") if found.dtype.kind == "M" else found
