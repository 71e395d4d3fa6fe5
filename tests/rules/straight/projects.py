"""A project and its land: FACTS 1.1, 1.5, 2.4."""

from datetime import date
from fractions import Fraction
from functools import cached_property

from anzhi.rules.engine.case import Row
from tests.rules.straight.households import Household
from tests.rules.straight.law import Stops, number, reached
from tests.rules.straight.things import DECREE_60, DECREE_103, Thing, fen, in_force, total

SQUARE_METRES = Fraction(2000, 3)
"""Of one mu."""


class Project(Thing):
    """A project with everything below it."""

    def __init__(self, row: Row) -> None:
        super().__init__(row)
        self.land = [Land(below, self) for below in row.children.get("land", [])]
        self.households = [Household(below, self) for below in row.children.get("households", [])]

    @cached_property
    def policy_date(self) -> date:
        day: date = self.fact("plan_announced_on" if self.has("plan_announced_on") else "computed_on")
        return day

    @cached_property
    def cut_off_date(self) -> date:
        in_force(self.policy_date, DECREE_103)
        day: date = self.fact("declared_on" if self.policy_date < date(2026, 1, 1) else "pre_announced_on")
        return day

    @cached_property
    def project_land_compensation(self) -> Fraction:
        return total(self.whole("land", self.land), lambda land: land.land_compensation)

    @cached_property
    def project_high_value_subsidy(self) -> Fraction:
        return total(self.whole("land", self.land), lambda land: land.high_value_subsidy)

    @cached_property
    def social_fund(self) -> Fraction:
        in_force(self.policy_date, DECREE_103)
        metres = total(self.whole("land", self.land), lambda land: land.fact("area")) * SQUARE_METRES
        share = number("social_security.fund_share", self.policy_date)
        fee = number("social_security.fund_rate", self.policy_date)
        return fen(share * self.project_land_compensation + fee * metres)


class Land(Thing):
    """A piece of land."""

    def __init__(self, row: Row, project: Project) -> None:
        super().__init__(row)
        self.project = project

    @property
    def day(self) -> date:
        return self.project.policy_date

    @cached_property
    def land_price(self) -> Fraction:
        in_force(self.day, DECREE_103)
        return number("land.price", self.day, self.project.fact("zone"))

    @cached_property
    def land_coefficient(self) -> Fraction:
        in_force(self.day, DECREE_103)
        return number("land.coefficient", self.day, self.fact("land_class"))

    @cached_property
    def land_compensation(self) -> Fraction:
        in_force(self.day, DECREE_60)
        if self.day >= DECREE_103:
            return fen(self.land_price * self.land_coefficient * self.fact("area"))
        multiple = reached("land.multiple", self.day, self.project.fact("farmland_per_head"))
        return fen(self.yearly_output * multiple * self.fact("area"))

    @cached_property
    def yearly_output(self) -> Fraction:
        use = self.fact("use")
        if use in ("vegetables_1", "vegetables_2"):
            return number("land.vegetable_output", self.day, use)
        return number("land.annual_output", self.day, self.fact("land_class"), self.fact("grade"))

    @cached_property
    def land_fee(self) -> Fraction:
        in_force(self.day, DECREE_103)
        return fen(self.land_compensation * number("land.fee_share", self.day))

    @cached_property
    def resettlement_subsidy(self) -> Fraction:
        in_force(self.day, DECREE_103)
        return self.land_compensation - self.land_fee

    @cached_property
    def high_value_subsidy(self) -> Fraction:
        in_force(self.day, date(2013, 1, 1))
        use = self.fact("use")
        if use == "ordinary":
            return Fraction(0)
        if use == "enterprise":
            return fen(self.fact("area") * SQUARE_METRES * number("land.enterprise_rate", self.day))
        if use not in ("vegetables_1", "vegetables_2", "fishpond_1", "fishpond_2"):
            raise Stops(f"use {use}")
        return fen(self.fact("area") * number("land.high_value_rate", self.day, use))
