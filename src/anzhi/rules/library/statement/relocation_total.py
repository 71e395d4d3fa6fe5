"""拆迁补偿合计 What a household is paid for leaving, in all."""

from datetime import date

from anzhi.rules.engine.expression import Expression
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule("household", MONEY, governed_by="policy_date", since=date(2008, 4, 1), cites=("长沙市人民政府令第103号", "附件"))
def relocation_total_2008(household: View, parameter: Parameters) -> Expression:
    """Every line of houses, relocation, purchase and crops, each rounded before; homes and insurance are not in it."""
    houses = (
        household.structures.total("house_compensation")
        + household.structures.total("decoration_compensation")
        + household.structures.total("temporary_compensation")
        + household.production_house_compensation
        + household.outdoor_facilities
        + household.farm_tools
    )
    relocation = (
        household.moving_fee + household.transition_fee + household.overdue_transition_fee + household.on_time_bonus
    )
    purchase = household.structures.total("purchase_subsidy_by_area") + household.purchase_subsidy_by_person
    return houses + relocation + purchase + household.crops.total("crop_compensation")
