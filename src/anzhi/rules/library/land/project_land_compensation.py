"""项目征地补偿费 What a project pays for its land."""

from anzhi.rules.engine.expression import Expression
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import MONEY


@rule("project", MONEY, cites=("湘政发〔2012〕46号", "区片综合地价"))
def project_land_compensation(project: View, parameter: Parameters) -> Expression:
    """Land fee and resettlement subsidy of every row of land: what other charges are a share of (FACTS 1.5, 2.4)."""
    return project.land.total("land_compensation")
