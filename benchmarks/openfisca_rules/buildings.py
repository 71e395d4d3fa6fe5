"""Lines of buildings and crops, once for each place."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from benchmarks.openfisca_rules.entities import CROPS, STRUCTURES, Household
from benchmarks.openfisca_rules.facts import WORDS
from benchmarks.openfisca_rules.law import of_day

Formula = Callable[[Any, Any, Any], Any]
CERTIFICATE_FROM, PERMIT_FROM, APPROVAL_FROM = map(np.datetime64, ("2005-03-01", "1990-05-01", "1980-10-01"))
"""Days of the law in the invented policy: OpenFisca's parameters are numbers."""


class Legality(Enum):
    """What a building is."""

    legal = "合法建筑"
    temporary = "经批准的临时建筑"
    unauthorised = "违法建筑"


def variables() -> Iterator[type[Variable]]:
    """Every variable of buildings and crops."""
    for place in STRUCTURES:
        yield from _structure(f"structure_{place}")
    for place in CROPS:
        yield _money(f"crop_{place}_crop_compensation", _crop(f"crop_{place}"))


def _structure(it: str) -> Iterator[type[Variable]]:
    yield from _legality(it)
    yield from _areas(it)
    yield from _amounts(it)


def _legality(it: str) -> Iterator[type[Variable]]:
    def legality(household: Any, period: Any) -> Any:
        def fact(name: str) -> Any:
            return household(f"{it}_{name}", period)

        is_certified = fact("has_certificate") & (fact("certified_on") >= CERTIFICATE_FROM)
        is_rebuilt = fact("was_rebuilt") & (fact("built_on") < APPROVAL_FROM)
        put_up = np.where(is_rebuilt, fact("rebuilt_on"), fact("built_on"))
        is_approved = np.where(fact("is_on_farmland"), fact("has_district_approval"), fact("has_township_approval"))
        has_papers = np.select(
            [put_up >= PERMIT_FROM, put_up >= APPROVAL_FROM], [fact("has_building_approval"), is_approved], default=True
        )
        return np.select(
            [is_certified, fact("is_temporary"), has_papers],
            [Legality.legal.index, Legality.temporary.index, Legality.legal.index],
            default=Legality.unauthorised.index,
        )

    yield _variable(
        f"{it}_legality", legality, value_type=Enum, possible_values=Legality, default_value=Legality.unauthorised
    )


def _areas(it: str) -> Iterator[type[Variable]]:
    residential, production = WORDS["structure_use"]["residential"], WORDS["structure_use"]["production"]

    def legal_area(household: Any, period: Any) -> Any:
        is_legal = household(f"{it}_legality", period) == Legality.legal
        return is_legal * (household(f"{it}_lower_area", period) + household(f"{it}_upper_area", period))

    def dwelling_area(household: Any, period: Any) -> Any:
        return (household(f"{it}_use", period) == residential) * household(f"{it}_legal_area", period)

    def production_area(household: Any, period: Any) -> Any:
        is_sound = (household(f"{it}_use", period) == production) & ~household(f"{it}_is_substandard", period)
        return is_sound * household(f"{it}_legal_area", period)

    def substandard_production_area(household: Any, period: Any) -> Any:
        is_poor = (household(f"{it}_use", period) == production) & household(f"{it}_is_substandard", period)
        return is_poor * household(f"{it}_legal_area", period)

    for formula in (legal_area, dwelling_area, production_area, substandard_production_area):
        yield _money(f"{it}_{formula.__name__}", formula)


def _amounts(it: str) -> Iterator[type[Variable]]:
    def by_area(rate: str) -> Formula:
        def formula(household: Any, period: Any, parameters: Any) -> Any:
            price = of_day(parameters, rate, household("policy_date", period), household(f"{it}_construction", period))
            return np.round(household(f"{it}_dwelling_area", period) * price, 2)

        return formula

    def temporary(household: Any, period: Any, parameters: Any) -> Any:
        day = household("policy_date", period)
        is_within = household(f"{it}_legality", period) == Legality.temporary
        is_within &= household(f"{it}_temporary_until", period) >= day
        area = household(f"{it}_lower_area", period) + household(f"{it}_upper_area", period)
        price = of_day(parameters, "house.rate", day, household(f"{it}_construction", period))
        return np.round(is_within * area * price * of_day(parameters, "house.temporary_residual", day), 2)

    def purchase(household: Any, period: Any, parameters: Any) -> Any:
        day, kind = household("policy_date", period), household("kind", period)
        lower = household(f"{it}_lower_area", period) * of_day(parameters, "purchase.lower_rate", day, kind)
        upper = household(f"{it}_upper_area", period) * of_day(parameters, "purchase.upper_rate", day, kind)
        return np.round((household(f"{it}_dwelling_area", period) > 0) * (lower + upper), 2)

    yield _money(f"{it}_house_compensation", by_area("house.rate"))
    yield _money(f"{it}_decoration_compensation", by_area("house.decoration_rate"))
    yield _money(f"{it}_temporary_compensation", temporary)
    yield _money(f"{it}_purchase_subsidy_by_area", purchase)


def _crop(it: str) -> Formula:
    def formula(household: Any, period: Any, parameters: Any) -> Any:
        classes = household(f"{it}_crop_class", period), household(f"{it}_grade", period)
        price = of_day(parameters, "crops.rate", household("policy_date", period), *classes)
        return np.round(household(f"{it}_area", period) * price, 2)

    return formula


def _money(name: str, formula: Formula | Callable[..., Any]) -> type[Variable]:
    return _variable(name, formula, value_type=float)


def _variable(name: str, formula: Callable[..., Any], **about: Any) -> type[Variable]:
    common = {"entity": Household, "definition_period": DateUnit.YEAR, "label": name, "formula": formula}
    return type(name, (Variable,), common | about)
