"""补偿合计 Everything a household is paid in money: for leaving, and in place of a home."""

from datetime import date

from anzhi.rules.engine.expression import Expression
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule("household", MONEY, governed_by="policy_date", since=date(2008, 4, 1), cites=("长沙市人民政府令第103号", "附件"))
def household_total_2008(household: View, parameter: Parameters) -> Expression:
    """The lines of the statement added up, each rounded before.

    Social security is granted to persons out of the fund when they are enrolled: it is no part of this (FACTS 2.4).
    """
    return household.relocation_total + household.cash_resettlement
