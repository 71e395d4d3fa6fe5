"""资格截止日 The day on which somebody must be a member to be resettled."""

from datetime import date

from anzhi.rules.engine.expression import Expression
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import DAY


@rule(
    "project",
    DAY,
    governed_by="policy_date",
    since=date(2008, 4, 1),
    until=date(2026, 1, 1),
    cites=("长沙市人民政府令第103号", "安置对象"),
    certainty="uncertain",
)
def cut_off_date_2008(project: View, parameter: Parameters) -> Expression:
    """The day on which the expropriation was announced; the text was not seen (FACTS 1.6, eligibility)."""
    return project.declared_on


@rule(
    "project",
    DAY,
    governed_by="policy_date",
    since=date(2026, 1, 1),
    cites=("长沙市征地补偿安置若干规定", "安置对象"),
    certainty="uncertain",
)
def cut_off_date_2026(project: View, parameter: Parameters) -> Expression:
    """Likely the day of the advance announcement; the text was not seen (FACTS 1.6, eligibility)."""
    return project.pre_announced_on
