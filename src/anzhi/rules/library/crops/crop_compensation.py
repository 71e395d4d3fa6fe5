"""青苗补偿费 What is paid for standing crops."""

from datetime import date

from anzhi.rules.engine.expression import Expression, rounded
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule(
    "crop",
    MONEY,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长沙市人民政府令第103号", "附件（青苗）"),
    line=True,
)
def crop_compensation_2008(crop: View, parameter: Parameters) -> Expression:
    """Area times the price of the class and grade (FACTS 1.4)."""
    return rounded(crop.area * parameter("crops.rate", crop.crop_class, crop.grade), MONEY)
