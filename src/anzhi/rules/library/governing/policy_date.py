"""政策基准日 The governing date: the day on which the plan of compensation and resettlement was announced."""

from anzhi.rules.engine.expression import Expression, cases, known
from anzhi.rules.engine.pack import View
from anzhi.rules.engine.rule import Parameters, rule
from anzhi.rules.engine.types import DAY


@rule("project", DAY, cites=("湘政发〔2021〕3号", "公告前后适用标准"))
def policy_date(project: View, parameter: Parameters) -> Expression:
    """A project goes on under the standard in force when its plan was announced; one not yet announced follows today's.

    The same wording stands in 湘政发〔2012〕46号 and in the county standard of 2019 (FACTS 1.1).
    """
    return cases((known(project.plan_announced_on), project.plan_announced_on), otherwise=project.computed_on)
