"""Persons' shares and the lines and totals of a household's statement."""

from datetime import date

import numpy as np
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from benchmarks.openfisca_rules.entities import CROPS, STRUCTURES, Household, Person
from benchmarks.openfisca_rules.facts import WORDS
from benchmarks.openfisca_rules.law import of_day

OPTIONS, KINDS, STANDINGS = WORDS["household_option"], WORDS["household_kind"], WORDS["person_standing"]
YEAR = DateUnit.YEAR
NEW_CUT_OFF = np.datetime64("2026-01-01")


class Eligibility(Enum):
    """Is a person resettled, and if not, why."""

    member = "村集体经济组织成员"
    conscript = "义务兵、一二级士官，入伍前为成员"
    student = "在校大中专学生，入学前为成员"
    prisoner = "服刑人员，服刑前为成员"
    public_servant = "不符合：机关事业单位在编人员"
    military_officer = "不符合：军官、文职人员"
    registered_only = "不符合：空挂户"
    not_member = "不符合：不是村集体经济组织成员"
    joined_after_cut_off = "不符合：资格截止日后成为成员"


class policy_date(Variable):
    entity, definition_period = Household, YEAR
    value_type = date

    def formula(household, period):
        return household("plan_announced_on", period)


class cut_off_date(Variable):
    entity, definition_period = Household, YEAR
    value_type = date

    def formula(household, period):
        is_new = household("policy_date", period) >= NEW_CUT_OFF
        return np.where(is_new, household("pre_announced_on", period), household("declared_on", period))


class eligibility(Variable):
    entity, definition_period = Person, YEAR
    value_type, possible_values, default_value = Enum, Eligibility, Eligibility.not_member

    def formula(person, period):
        standing, was_member = person("standing", period), person("was_member_before", period)
        never = ("public_servant", "military_officer", "registered_only")
        away = ("conscript", "student", "prisoner")
        is_late = person("joined_on", period) > person.household("cut_off_date", period)
        conditions = [standing == STANDINGS[name] for name in never]
        conditions += [(standing == STANDINGS[name]) & was_member for name in away]
        conditions += [~person("is_collective_member", period), is_late]
        found = [*never, *away, "not_member", "joined_after_cut_off"]
        return np.select(conditions, [Eligibility[name].index for name in found], default=Eligibility.member.index)


class is_eligible(Variable):
    entity, definition_period = Person, YEAR
    value_type = bool

    def formula(person, period):
        return person("eligibility", period).view(np.ndarray) <= Eligibility.prisoner.index


class eligible_share(Variable):
    entity, definition_period = Person, YEAR
    value_type = float

    def formula(person, period):
        return person("is_eligible", period) * person("share", period)


class only_child_quota(Variable):
    entity, definition_period = Person, YEAR
    value_type = float

    def formula(person, period, parameters):
        each = of_day(parameters, "resettlement.only_child_quota", person.household("policy_date", period))
        return person("is_eligible", period) * person("only_child_share", period) * each


class agricultural_share(Variable):
    entity, definition_period = Person, YEAR
    value_type = float

    def formula(person, period):
        share = person("eligible_share", period) + person("only_child_quota", period)
        return person("is_agricultural", period) * share


class agricultural_persons(Variable):
    entity, definition_period = Household, YEAR
    value_type = float

    def formula(household, period):
        return household.sum(household.members("agricultural_share", period))


class quota(Variable):
    entity, definition_period = Household, YEAR
    value_type = float

    def formula(household, period, parameters):
        half = of_day(parameters, "resettlement.half_household_quota", household("policy_date", period))
        shares = household.members("eligible_share", period) + household.members("only_child_quota", period)
        return household.sum(shares) + household("has_certified_half", period) * half


class cash_resettlement(Variable):
    entity, definition_period = Household, YEAR
    value_type = float

    def formula(household, period, parameters):
        day = household("policy_date", period)
        area = household("quota", period) * of_day(parameters, "resettlement.cash_area", day)
        is_cash = household("option", period) == OPTIONS["cash"]
        return np.round(is_cash * area * of_day(parameters, "resettlement.cash_price", day), 2)


class dwelling_area(Variable):
    entity, definition_period = Household, YEAR
    value_type = float

    def formula(household, period):
        return sum(household(f"structure_{place}_dwelling_area", period) for place in STRUCTURES)


class production_house_compensation(Variable):
    entity, definition_period = Household, YEAR
    value_type = float

    def formula(household, period, parameters):
        day = household("policy_date", period)
        sound = sum(household(f"structure_{place}_production_area", period) for place in STRUCTURES)
        poor = sum(household(f"structure_{place}_substandard_production_area", period) for place in STRUCTURES)
        limit = of_day(parameters, "house.production_limit", day)
        sound = np.minimum(sound, limit)
        poor = np.minimum(poor, limit - sound)
        area = sound + poor * of_day(parameters, "house.substandard_ratio", day)
        return np.round(area * of_day(parameters, "house.production_rate", day), 2)


class outdoor_facilities(Variable):
    entity, definition_period = Household, YEAR
    value_type = float

    def formula(household, period, parameters):
        day = household("policy_date", period)
        persons = household.sum(household.members("share", period))
        whole = of_day(parameters, "house.outdoor_persons", day)
        step = np.where(persons >= 4, "4", "0")
        base = of_day(parameters, "house.outdoor_base", day, step)
        further = np.maximum(persons - whole, 0) * of_day(parameters, "house.outdoor_further", day)
        return np.round((household("dwelling_area", period) > 0) * (base + further), 2)


class farm_tools(Variable):
    entity, definition_period = Household, YEAR
    value_type = float

    def formula(household, period, parameters):
        return household("becomes_non_farm", period) * of_day(
            parameters, "house.farm_tools", household("policy_date", period)
        )


class moving_fee(Variable):
    entity, definition_period = Household, YEAR
    value_type = float

    def formula(household, period, parameters):
        day = household("policy_date", period)
        moves = of_day(parameters, "relocation.moves", day, household("option", period))
        price = of_day(parameters, "relocation.moving_rate", day)
        return np.round(household("dwelling_area", period) * price * moves, 2)


class waiting_months(Variable):
    entity, definition_period = Household, YEAR
    value_type = float

    def formula(household, period):
        since, until = household("vacated_on", period), household("housed_on", period)
        months = until.astype("datetime64[M]").astype(int) - since.astype("datetime64[M]").astype(int)
        day_since = since - since.astype("datetime64[M]")
        day_until = until - until.astype("datetime64[M]")
        return np.maximum(months - (day_until < day_since), 0)


class transition_months(Variable):
    entity, definition_period = Household, YEAR
    value_type = float

    def formula(household, period, parameters):
        day, option = household("policy_date", period), household("option", period)
        limit = of_day(parameters, "relocation.transition_period", day, option)
        return np.minimum(household("waiting_months", period), limit)


class transition_fee(Variable):
    entity, definition_period = Household, YEAR
    value_type = float

    def formula(household, period, parameters):
        price = of_day(parameters, "relocation.transition_rate", household("policy_date", period))
        return np.round(household("dwelling_area", period) * price * household("transition_months", period), 2)


class overdue_transition_fee(Variable):
    entity, definition_period = Household, YEAR
    value_type = float

    def formula(household, period, parameters):
        day = household("policy_date", period)
        months = household("waiting_months", period) - household("transition_months", period)
        price = of_day(parameters, "relocation.transition_rate", day)
        price = price * of_day(parameters, "relocation.overdue_multiplier", day)
        return np.round(household("dwelling_area", period) * price * months, 2)


class on_time_bonus(Variable):
    entity, definition_period = Household, YEAR
    value_type = float

    def formula(household, period, parameters):
        is_on_time = household("vacated_on", period) <= household("vacate_by", period)
        price = of_day(parameters, "relocation.on_time_rate", household("policy_date", period))
        return np.round(is_on_time * household("dwelling_area", period) * price, 2)


class purchase_subsidy_by_person(Variable):
    entity, definition_period = Household, YEAR
    value_type = float

    def formula(household, period, parameters):
        is_farm = household("kind", period) == KINDS["farm"]
        each = of_day(parameters, "purchase.person_rate", household("policy_date", period))
        return np.round(is_farm * household("agricultural_persons", period) * each, 2)


class relocation_total(Variable):
    entity, definition_period = Household, YEAR
    value_type = float

    def formula(household, period):
        of_structure = ("house_compensation", "decoration_compensation", "temporary_compensation")
        of_household = (
            "production_house_compensation", "outdoor_facilities", "farm_tools", "moving_fee", "transition_fee",
            "overdue_transition_fee", "on_time_bonus", "purchase_subsidy_by_person",
        )  # fmt: skip
        lines = [f"structure_{n}_{line}" for n in STRUCTURES for line in (*of_structure, "purchase_subsidy_by_area")]
        lines += [f"crop_{n}_crop_compensation" for n in CROPS]
        return sum(household(line, period) for line in (*lines, *of_household))


class household_total(Variable):
    entity, definition_period = Household, YEAR
    value_type = float

    def formula(household, period):
        return household("relocation_total", period) + household("cash_resettlement", period)


VARIABLES = [
    found for found in list(globals().values())
    if isinstance(found, type) and issubclass(found, Variable) and "formula" in vars(found)
]  # fmt: skip
"""Every variable of this file."""
