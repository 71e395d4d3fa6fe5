"""按期拆迁腾地奖 A bonus for vacating by the day set."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases, known, rounded
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule(
    "household",
    MONEY,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长沙市人民政府令第103号", "附件（按期拆迁腾地奖）"),
    line=True,
)
def on_time_bonus_2008(household: View, parameter: Parameters) -> Expression:
    """Legal floor area of the dwelling times price, when vacated by the day that the notice sets.

    Temporary buildings have none, and a household that has not vacated has none yet (FACTS 1.4).
    """
    is_on_time = known(household.vacated_on) & (household.vacated_on <= household.project.vacate_by)
    bonus = rounded(household.structures.total("dwelling_area") * parameter("relocation.on_time_rate"), MONEY)
    return cases((is_on_time, bonus), otherwise=0)
