"""农业人口数 The agricultural persons of a household that the purchase subsidy goes by."""

from datetime import date

from anzhi.rules.engine.expression import Expression
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import PERSONS


@rule(
    "household",
    PERSONS,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    cites=("长政发〔2008〕30号", "三（四）"),
)
def agricultural_persons_2008(household: View, parameter: Parameters) -> Expression:
    """Everybody's agricultural share (FACTS 1.6)."""
    return household.persons.total("agricultural_share")
