"""Populations and their results one by one, made once for all tests that compare with them."""

from typing import NamedTuple

import pytest

from anzhi.rules import packs
from tests.rules.population import Population, population
from tests.rules.together import Outcome, alone

HOUSEHOLDS = {"example": 10_000, "changsha": 2_000}
"""Most of what nobody knows stops a case in the same way: of the law of Changsha fewer households do."""
SEED = 20211231


class Computed(NamedTuple):
    """A population, and what everybody comes to alone."""

    people: Population
    alone: Outcome


@pytest.fixture(scope="session")
def example() -> Computed:
    return _computed("example")


@pytest.fixture(scope="session")
def changsha() -> Computed:
    return _computed("changsha")


@pytest.fixture(scope="session")
def computed(example: Computed, changsha: Computed) -> dict[str, Computed]:
    """Both packs."""
    return {"example": example, "changsha": changsha}


def _computed(pack: str) -> Computed:
    people = population(packs.load(pack), HOUSEHOLDS[pack], SEED)
    return Computed(people, alone(people))
