"""室外设施补偿费 A lump sum for what stands around a dwelling."""

from datetime import date

from anzhi.rules.engine.expression import Expression, cases, larger, rounded
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule(
    "household",
    MONEY,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长沙市人民政府令第103号", "附件（室外设施）"),
    line=True,
)
def outdoor_facilities_2008(household: View, parameter: Parameters) -> Expression:
    """A sum for a household of four, and one more for each further person; once a household with a legal dwelling.

    Persons who belong to two households count in each by their share. For fewer than four the sum is not known
    (FACTS 1.4).
    """
    persons = household.persons.total("share")
    further = larger(persons - parameter("house.outdoor_persons"), 0)
    price = parameter("house.outdoor_base", persons) + parameter("house.outdoor_further") * further
    return cases((household.structures.total("dwelling_area") > 0, rounded(price, MONEY)), otherwise=0)
