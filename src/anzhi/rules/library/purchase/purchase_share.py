"""购房补助份额 What a person counts for in the purchase subsidy that goes by agricultural persons."""

from anzhi.rules.engine.expression import Expression, cases
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import PERSONS


@rule("person", PERSONS, cites=("长沙市人民政府令第103号", "附件（购房补助）"))
def purchase_share(person: View, parameter: Parameters) -> Expression:
    """An agricultural person by the share in the household, so that nobody counts twice (FACTS 1.4)."""
    return cases((person.is_agricultural, person.share), otherwise=0)
