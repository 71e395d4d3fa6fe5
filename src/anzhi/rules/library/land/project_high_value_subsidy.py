"""项目专业用地补助费 What a project pays on top for the use of its land."""

from anzhi.rules.engine.expression import Expression
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule("project", MONEY, cites=("长政发〔2013〕9号", "专业菜地、专业鱼池和企业用地"))
def project_high_value_subsidy(project: View, parameter: Parameters) -> Expression:
    """The subsidy of every row of land (FACTS 1.5)."""
    return project.land.total("high_value_subsidy")
