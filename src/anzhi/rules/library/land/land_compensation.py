"""征地补偿费 What is paid for land: the land fee and the resettlement subsidy together."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases, rounded
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule(
    "land",
    MONEY,
    governed_by="policy_date",
    since=date(2000, 3, 16),
    until=date(2008, 4, 1),
    cites=("长沙市人民政府令第60号", "附件一"),
    certainty="uncertain",
    line=True,
)
def land_compensation_2000(land: View, parameter: Parameters) -> Expression:
    """A multiple, the higher the less farmland there is a head, of the annual output of the land's class and grade.

    The copy that was found is garbled: for old cases only, and to be checked (FACTS 1.5).
    """
    is_vegetables = (land.use == "vegetables_1") | (land.use == "vegetables_2")
    output = cases(
        (is_vegetables, parameter("land.vegetable_output", land.use)),
        otherwise=parameter("land.annual_output", land.land_class, land.grade),
    )
    return rounded(parameter("land.multiple", land.project.farmland_per_head) * output * land.area, MONEY)


@rule(
    "land",
    MONEY,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("湘政发〔2012〕46号", "区片综合地价"),
    line=True,
)
def land_compensation_2008(land: View, parameter: Parameters) -> Expression:
    """Price of the zone times coefficient of the class times area.

    Prices of 2024 have another base than those before: price and coefficient always come from the same day (FACTS 1.5).
    """
    return rounded(land.land_price * land.land_coefficient * land.area, MONEY)
