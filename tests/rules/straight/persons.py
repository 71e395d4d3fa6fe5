"""A person: who is resettled with which share, and social security. FACTS 1.6, 2.2, 2.3."""

from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from anzhi.rules.engine.case import Row
from tests.rules.straight.law import Stops, number, reached
from tests.rules.straight.things import DECREE_103, Thing, fen, in_force, months_between, years_between

if TYPE_CHECKING:
    from tests.rules.straight.households import Household

NOTHING = Fraction(0)
NEW_BANDS = date(2022, 1, 1)
"""From this day the city's new notice, of three bands, counts; before it the four bands of 2008."""
HUNAN_2023 = date(2023, 6, 1)


class Person(Thing):
    """A person."""

    def __init__(self, row: Row, household: "Household") -> None:
        super().__init__(row)
        self.household = household

    @property
    def day(self) -> date:
        return self.household.project.policy_date

    # Resettlement.

    @cached_property
    def eligibility(self) -> str:
        in_force(self.day, DECREE_103)
        standing = self.fact("standing")
        if standing in ("public_servant", "military_officer", "registered_only"):
            return str(standing)
        if standing in ("conscript", "student", "prisoner") and self.fact("was_member_before"):
            return str(standing)
        if not self.fact("is_collective_member"):
            return "not_member"
        if self.fact("joined_on") > self.household.project.cut_off_date:
            return "joined_after_cut_off"
        return "member"

    @cached_property
    def is_eligible(self) -> bool:
        in_force(self.day, DECREE_103)
        return self.eligibility in ("member", "conscript", "student", "prisoner")

    @cached_property
    def eligible_share(self) -> Fraction:
        in_force(self.day, DECREE_103)
        return self._in_parts("share") if self.is_eligible else NOTHING

    @cached_property
    def only_child_quota(self) -> Fraction:
        in_force(self.day, DECREE_103)
        if not self.is_eligible:
            return NOTHING
        return self._in_parts("only_child_share") * number("resettlement.only_child_quota", self.day)

    def _in_parts(self, name: str) -> Fraction:
        share: Fraction = self.fact(name)
        if (share * number("resettlement.quota_parts", self.day)).denominator != 1:
            raise Stops("a share between the parts")
        return share

    @cached_property
    def agricultural_share(self) -> Fraction:
        in_force(self.day, DECREE_103)
        if not self.is_eligible or not self.fact("is_agricultural"):
            return NOTHING
        return self.eligible_share + self.only_child_quota

    # Social security of the city, by the day of enrolment.

    @cached_property
    def enrolment_date(self) -> date:
        day: date = self.fact("enrolled_on") if self.has("enrolled_on") else self.household.project.fact("computed_on")
        return day

    def of_security(self, name: str, *classes: str) -> Fraction:
        """A number of social security on the day of enrolment."""
        return number(f"social_security.{name}", self.enrolment_date, *classes)

    @cached_property
    def sex(self) -> str:
        return "female" if self.fact("is_female") else "male"

    @cached_property
    def age_at_enrolment(self) -> int:
        in_force(self.enrolment_date, DECREE_103)
        years = years_between(self.fact("born_on"), self.enrolment_date)
        if years < 0:
            raise Stops("enrolled before birth")
        return years

    @cached_property
    def retirement_age(self) -> Fraction:
        in_force(self.enrolment_date, DECREE_103)
        return self.of_security("retirement_age", self.sex)

    @cached_property
    def months_to_retirement(self) -> Fraction:
        in_force(self.enrolment_date, DECREE_103)
        return 12 * self.retirement_age - months_between(self.fact("born_on"), self.enrolment_date)

    @cached_property
    def is_child(self) -> bool:
        return self.age_at_enrolment < self.of_security("working_age")

    @cached_property
    def is_retired(self) -> bool:
        return self.age_at_enrolment >= self.retirement_age

    @cached_property
    def old_age_band(self) -> str:
        in_force(self.enrolment_date, DECREE_103, NEW_BANDS)
        if self.is_child:
            return "1"
        if self.is_retired:
            return "4"
        return "2" if self.age_at_enrolment < self.of_security("third_band_age", self.sex) else "3"

    @cached_property
    def age_band(self) -> str:
        in_force(self.enrolment_date, NEW_BANDS)
        if self.is_child:
            return "1"
        return "3" if self.is_retired else "2"

    @cached_property
    def allowance_months(self) -> Fraction:
        in_force(self.enrolment_date, DECREE_103)
        if self.is_child or self.is_retired:
            return NOTHING
        is_new = self.enrolment_date >= NEW_BANDS
        wanted = self.months_to_retirement if is_new else Fraction(self.fact("months_without_work"))
        return min(wanted, self.of_security("allowance_months"))

    @cached_property
    def living_allowance(self) -> Fraction:
        in_force(self.enrolment_date, DECREE_103)
        monthly = "unemployment_benefit" if self.enrolment_date >= NEW_BANDS else "monthly_allowance"
        return self.allowance_months * self.of_security(monthly)

    @cached_property
    def lump_sum(self) -> Fraction:
        in_force(self.enrolment_date, DECREE_103)
        is_child = self.age_band == "1" if self.enrolment_date >= NEW_BANDS else self.is_child
        if not is_child:
            return NOTHING
        years = self.age_at_enrolment - self.of_security("lump_sum_age")
        return self.of_security("lump_sum") + years * self.of_security("lump_sum_step")

    @cached_property
    def back_payment_years(self) -> Fraction:
        in_force(self.enrolment_date, DECREE_103)
        return self.of_security("back_payment_years") if self.is_retired else NOTHING

    @cached_property
    def back_payment(self) -> Fraction:
        in_force(self.enrolment_date, DECREE_103)
        return self.back_payment_years * self.of_security("pension_contribution")

    @cached_property
    def can_be_enrolled(self) -> bool:
        in_force(self.enrolment_date, DECREE_103)
        return not self.is_retired or self.back_payment_years > 0

    @cached_property
    def pension_subsidy(self) -> Fraction:
        if self.age_band != "2":
            return NOTHING
        age = Fraction(self.age_at_enrolment)
        years = reached("social_security.pension_subsidy_years", self.enrolment_date, age)
        return self.of_security("pension_subsidy_rate") * years

    @cached_property
    def medical_years(self) -> Fraction:
        years = self.of_security("medical_years", self.age_band)
        if self.age_band != "2":
            return years
        above = max(self.age_at_enrolment - self.of_security("medical_flat_age"), NOTHING)
        return years + above * self.of_security("medical_step")

    @cached_property
    def medical_cost(self) -> Fraction:
        return self.medical_years * self.of_security("medical_premium", self.age_band)

    @cached_property
    def enrolment_cost(self) -> Fraction:
        in_force(self.enrolment_date, DECREE_103)
        if not self.can_be_enrolled:
            return NOTHING
        if self.enrolment_date >= NEW_BANDS:
            pension = self.pension_subsidy + self.back_payment
            return self.lump_sum + self.living_allowance + pension + self.medical_cost
        if self.is_child:
            return self.lump_sum
        if self.is_retired:
            return self.back_payment
        raise Stops("what enrolment cost at working age under the notice of 2008")

    # The province's rule, by the day of the announcement.

    @cached_property
    def age_at_announcement(self) -> int:
        in_force(self.day, DECREE_103)
        return years_between(self.fact("born_on"), self.day)

    @cached_property
    def hunan_eligibility(self) -> str:
        in_force(self.day, DECREE_103)
        if self.fact("standing") == "public_servant":
            return "public_servant"
        if self.fact("had_pension_paid"):
            return "had_pension_paid"
        farmland = self.household.fact("farmland_per_head_after")
        limit = number("social_security.hunan_land_limit", self.day)
        if farmland > limit or (farmland == limit and self.day < HUNAN_2023):
            return "land_enough"
        if self.age_at_announcement < number("social_security.hunan_age", self.day):
            return "too_young"
        if self.fact("standing") in ("conscript", "student") and self.fact("was_member_before"):
            return "insurable"
        if not self.fact("is_collective_member") or self.fact("joined_on") > self.day:
            return "not_member"
        return "insurable"

    @cached_property
    def hunan_subsidy(self) -> Fraction:
        in_force(self.day, date(2020, 1, 1), HUNAN_2023)
        if self.hunan_eligibility != "insurable":
            return NOTHING
        base = number("social_security.average_wage", self.day) * number("social_security.hunan_wage_share", self.day)
        years = reached("social_security.hunan_years", self.day, Fraction(self.age_at_announcement))
        return fen(base * number("social_security.hunan_rate", self.day) * years)
