"""装入步骤 The steps that build the demo office, in their order."""

from collections.abc import Callable

from anzhi.demo.steps import (
    accounts,
    affairs,
    documents,
    households,
    land,
    money,
    office,
    projects,
    resettlement,
    self_evaluation,
    social_security,
)
from anzhi.demo.world import World

STEPS: tuple[tuple[str, Callable[[World], None]], ...] = (
    ("机构与人员", office.build),
    ("项目", projects.build),
    ("街道边界与项目地块", land.build),
    ("户、人与房屋", households.build),
    ("签约、腾房与拆除", households.relocate),
    ("腾地与清零", projects.clear),
    ("安置审批与分房", resettlement.build),
    ("社保批次与资金", social_security.build),
    ("工单、活动与救助", affairs.build),
    ("预决算", money.build),
    ("绩效指标与报告正文", self_evaluation.build),
    ("佐证材料", documents.build),
    ("演示账户", accounts.build),
)
