"""搬迁费 What a household is paid for moving."""

from datetime import date

from anzhi.rules.engine.expression import Expression, rounded
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule(
    "household",
    MONEY,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长沙市人民政府令第103号", "附件"),
    certainty="uncertain",
    line=True,
)
def moving_fee_2008(household: View, parameter: Parameters) -> Expression:
    """Legal floor area of the dwelling times price times moves: into a rented home and out again, or once for good.

    How many moves each option counts for is common practice, not found in writing (FACTS 1.4).
    """
    moves = parameter("relocation.moves", household.option)
    return rounded(household.structures.total("dwelling_area") * parameter("relocation.moving_rate") * moves, MONEY)
