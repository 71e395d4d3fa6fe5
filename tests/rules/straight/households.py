"""A household: what stands on its statement, and its quota. FACTS 1.4, 1.6."""

from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from anzhi.rules.engine.case import Row
from tests.rules.straight.buildings import NOTHING, Crop, Structure
from tests.rules.straight.law import Stops, number, reached
from tests.rules.straight.persons import Person
from tests.rules.straight.things import DECREE_103, Thing, fen, in_force, months_between, rounded, total

if TYPE_CHECKING:
    from tests.rules.straight.projects import Project


class Household(Thing):
    """A household with everything below it."""

    def __init__(self, row: Row, project: "Project") -> None:
        super().__init__(row)
        self.project = project
        self.persons = [Person(below, self) for below in row.children.get("persons", [])]
        self.structures = [Structure(below, self) for below in row.children.get("structures", [])]
        self.crops = [Crop(below, self) for below in row.children.get("crops", [])]

    @property
    def day(self) -> date:
        return self.project.policy_date

    def number(self, name: str, *classes: str) -> Fraction:
        """A number of the law on the policy's day."""
        return number(name, self.day, *classes)

    # What it is paid for leaving.

    @cached_property
    def dwelling(self) -> Fraction:
        """Legal floor area that is lived in."""
        return total(self.whole("structures", self.structures), lambda structure: structure.dwelling_area)

    @cached_property
    def production_house_compensation(self) -> Fraction:
        in_force(self.day, DECREE_103)
        sound = total(self.whole("structures", self.structures), lambda structure: structure.production_area)
        poor = total(self.structures, lambda structure: structure.substandard_production_area)
        if not sound + poor:
            return NOTHING
        limit = self.number("house.production_limit")
        sound = min(sound, limit)
        poor = min(poor, limit - sound)
        area = sound + poor * self.number("house.substandard_ratio")
        return fen(area * self.number("house.production_rate"))

    @cached_property
    def outdoor_facilities(self) -> Fraction:
        in_force(self.day, DECREE_103)
        if not self.dwelling:
            return NOTHING
        persons = total(self.whole("persons", self.persons), lambda person: person.fact("share"))
        further = max(persons - self.number("house.outdoor_persons"), NOTHING)
        base = reached("house.outdoor_base", self.day, persons)
        return fen(base + further * self.number("house.outdoor_further"))

    @cached_property
    def farm_tools(self) -> Fraction:
        in_force(self.day, DECREE_103)
        return self.number("house.farm_tools") if self.fact("becomes_non_farm") else NOTHING

    @cached_property
    def moving_fee(self) -> Fraction:
        in_force(self.day, DECREE_103)
        moves = self.number("relocation.moves", self.fact("option"))
        return fen(self.dwelling * self.number("relocation.moving_rate") * moves)

    @cached_property
    def waiting_months(self) -> int:
        until = self.fact("housed_on") if self.has("housed_on") else self.project.fact("computed_on")
        if not self.has("vacated_on"):
            return 0
        return max(months_between(self.fact("vacated_on"), until), 0)

    @cached_property
    def transition_months(self) -> Fraction:
        in_force(self.day, DECREE_103)
        return min(Fraction(self.waiting_months), self.number("relocation.transition_period", self.fact("option")))

    @cached_property
    def overdue_months(self) -> Fraction:
        in_force(self.day, DECREE_103)
        return max(self.waiting_months - self.number("relocation.transition_period", self.fact("option")), NOTHING)

    @cached_property
    def transition_fee(self) -> Fraction:
        in_force(self.day, DECREE_103)
        if self.transition_months <= 0:
            return NOTHING
        return fen(self.dwelling * self.number("relocation.transition_rate") * self.transition_months)

    @cached_property
    def overdue_transition_fee(self) -> Fraction:
        in_force(self.day, DECREE_103)
        if not self.overdue_months:
            return NOTHING
        monthly = self.number("relocation.transition_rate") * self.number("relocation.overdue_multiplier")
        return fen(self.dwelling * monthly * self.overdue_months)

    @cached_property
    def on_time_bonus(self) -> Fraction:
        in_force(self.day, DECREE_103)
        if not self.has("vacated_on") or self.fact("vacated_on") > self.project.fact("vacate_by"):
            return NOTHING
        return fen(self.dwelling * self.number("relocation.on_time_rate"))

    @cached_property
    def purchase_subsidy_by_person(self) -> Fraction:
        in_force(self.day, DECREE_103)
        if self.fact("kind") != "farm":
            return NOTHING
        return fen(self.agricultural_persons * self.number("purchase.person_rate"))

    @cached_property
    def relocation_total(self) -> Fraction:
        in_force(self.day, DECREE_103)
        houses = total(
            self.whole("structures", self.structures),
            lambda structure: (
                structure.house_compensation
                + structure.decoration_compensation
                + structure.temporary_compensation
                + structure.purchase_subsidy_by_area
            ),
        )
        crops = total(self.whole("crops", self.crops), lambda crop: crop.crop_compensation)
        sums = self.production_house_compensation + self.outdoor_facilities + self.farm_tools
        moving = self.moving_fee + self.transition_fee + self.overdue_transition_fee + self.on_time_bonus
        return houses + crops + sums + moving + self.purchase_subsidy_by_person

    @cached_property
    def household_total(self) -> Fraction:
        in_force(self.day, DECREE_103)
        return self.relocation_total + self.cash_resettlement

    # Where it lives afterwards.

    @cached_property
    def agricultural_persons(self) -> Fraction:
        in_force(self.day, DECREE_103)
        return total(self.whole("persons", self.persons), lambda person: person.agricultural_share)

    @cached_property
    def half_household_quota(self) -> Fraction:
        in_force(self.day, DECREE_103)
        return self.number("resettlement.half_household_quota") if self.fact("has_certified_half") else NOTHING

    @cached_property
    def quota(self) -> Fraction:
        in_force(self.day, DECREE_103)
        own = total(self.whole("persons", self.persons), lambda person: person.eligible_share + person.only_child_quota)
        quota = own + self.half_household_quota
        if (quota * self.number("resettlement.quota_parts")).denominator != 1:
            raise Stops("a quota between the parts")
        return quota

    @cached_property
    def cash_resettlement(self) -> Fraction:
        in_force(self.day, DECREE_103)
        if self.fact("option") != "cash":
            return NOTHING
        return fen(self.quota * self.number("resettlement.cash_area") * self.number("resettlement.cash_price"))

    def _for_a_home(self, each: str) -> Fraction:
        in_force(self.day, DECREE_103)
        if self.fact("option") != "housing":
            return NOTHING
        return rounded(self.quota * self.number(each), 4)

    @cached_property
    def housing_area(self) -> Fraction:
        return self._for_a_home("resettlement.housing_area")

    @cached_property
    def property_area(self) -> Fraction:
        return self._for_a_home("resettlement.property_area")

    @cached_property
    def housing_land(self) -> Fraction:
        return self._for_a_home("resettlement.housing_land")

    @cached_property
    def housing_payment(self) -> Fraction:
        in_force(self.day, DECREE_103)
        if not self.housing_area:
            return NOTHING
        return fen(self.housing_area * self.number("resettlement.housing_price"))
