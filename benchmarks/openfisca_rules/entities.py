"""Persons, and households that they belong to.

OpenFisca has one kind of row without members. Buildings and crops are therefore numbered places of a household, and
the days of the project stand with the household.
"""

from openfisca_core.entities import build_entity

Person = build_entity(key="person", plural="persons", label="人", is_person=True)
Household = build_entity(
    key="household", plural="households", label="户", roles=[{"key": "member", "plural": "members", "label": "成员"}]
)
STRUCTURES, CROPS = (1, 2), (1,)
"""Places for buildings and crops: as many as a household of the benchmark has."""
