"""Buildings and crops: FACTS 1.3, 1.4."""

from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from anzhi.rules.engine.case import Row
from tests.rules.straight.law import Stops, number, value
from tests.rules.straight.things import DECREE_60, DECREE_103, Thing, fen, in_force

if TYPE_CHECKING:
    from tests.rules.straight.households import Household

NOTHING = Fraction(0)


class Structure(Thing):
    """A building."""

    def __init__(self, row: Row, household: "Household") -> None:
        super().__init__(row)
        self.household = household

    @property
    def day(self) -> date:
        return self.household.project.policy_date

    @cached_property
    def legality(self) -> str:
        in_force(self.day, DECREE_60)
        if self.fact("has_certificate") and self.fact("certified_on") >= value("house.certificate_from", self.day):
            return "legal"
        if self.fact("is_temporary"):
            return "temporary"
        return "legal" if self._has_papers() else "unauthorised"

    def _has_papers(self) -> bool:
        """Has it what the law of the day on which it was put up asks for?"""
        permit, approval = value("house.permit_from", self.day), value("house.approval_from", self.day)
        put_up = self.fact("built_on")
        if put_up < approval and self.fact("was_rebuilt"):
            put_up = self.fact("rebuilt_on")
        if put_up >= permit:
            return bool(self.fact("has_building_approval"))
        if put_up >= approval:
            who = "has_district_approval" if self.fact("is_on_farmland") else "has_township_approval"
            return bool(self.fact(who))
        return True

    @cached_property
    def floor_area(self) -> Fraction:
        area: Fraction = self.fact("lower_area") + self.fact("upper_area")
        return area

    @cached_property
    def legal_area(self) -> Fraction:
        return self.floor_area if self.legality == "legal" else NOTHING

    @cached_property
    def dwelling_area(self) -> Fraction:
        return self.legal_area if self.fact("use") == "residential" else NOTHING

    @cached_property
    def production_area(self) -> Fraction:
        is_sound = self.fact("use") == "production" and not self.fact("is_substandard")
        return self.legal_area if is_sound else NOTHING

    @cached_property
    def substandard_production_area(self) -> Fraction:
        is_poor = self.fact("use") == "production" and self.fact("is_substandard")
        return self.legal_area if is_poor else NOTHING

    @cached_property
    def house_compensation(self) -> Fraction:
        return self._by_area("house.rate")

    @cached_property
    def decoration_compensation(self) -> Fraction:
        return self._by_area("house.decoration_rate")

    def _by_area(self, rate: str) -> Fraction:
        in_force(self.day, DECREE_103)
        if not self.dwelling_area:
            return NOTHING
        return fen(self.dwelling_area * number(rate, self.day, self.fact("construction")))

    @cached_property
    def temporary_compensation(self) -> Fraction:
        in_force(self.day, DECREE_103)
        if self.legality != "temporary":
            return NOTHING
        if self.fact("temporary_until") < self.day:
            raise Stops("a temporary building beyond its term")
        price = number("house.rate", self.day, self.fact("construction"))
        return fen(self.floor_area * price * number("house.temporary_residual", self.day))

    @cached_property
    def purchase_subsidy_by_area(self) -> Fraction:
        in_force(self.day, DECREE_103)
        if not self.dwelling_area:
            return NOTHING
        kind = self.household.fact("kind")
        lower = self.fact("lower_area") * number("purchase.lower_rate", self.day, kind)
        upper = self.fact("upper_area") * number("purchase.upper_rate", self.day, kind)
        return fen(lower + upper)


class Crop(Thing):
    """A standing crop."""

    def __init__(self, row: Row, household: "Household") -> None:
        super().__init__(row)
        self.household = household

    @cached_property
    def crop_compensation(self) -> Fraction:
        day = self.household.project.policy_date
        in_force(day, DECREE_103)
        price = number("crops.rate", day, self.fact("crop_class"), self.fact("grade"))
        return fen(price * self.fact("area"))
