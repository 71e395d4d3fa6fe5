"""提纲 The sections of the report and of the table, in their order: the outline of Hunan's template (FACTS 4.4)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A line of the outline.

    Attributes:
        level: 1 for 一、, 2 for （一）, 3 for 1．; 0 stands without a number.
        heading: its heading.
        section: the key of the narrative under it; empty when only deeper headings follow.
    """

    level: int
    heading: str
    section: str = ""


OUTLINE = (
    Entry(1, "部门（单位）概况"),
    Entry(2, "部门（单位）基本情况"),
    Entry(3, "职能职责", "duties"),
    Entry(3, "机构设置（含人员情况）", "organisation"),
    Entry(2, "部门（单位）整体支出规模、使用方向和主要内容、涉及范围等", "scale"),
    Entry(1, "部门（单位）整体支出管理及使用情况"),
    Entry(2, "基本支出", "basic"),
    Entry(2, "专项支出", "project"),
    Entry(1, "部门（单位）专项组织实施情况"),
    Entry(2, "专项组织情况分析", "organising"),
    Entry(2, "专项管理情况分析", "managing"),
    Entry(1, "部门（单位）整体支出绩效情况", "performance"),
    Entry(1, "存在的主要问题及原因分析", "problems"),
    Entry(1, "下一步改进措施和有关建议", "improvements"),
    Entry(0, "其他需要说明的情况", "other"),
)
TABLE_SECTIONS = ("goal", "completion")
"""Narratives that stand in the table: what was aimed at, and what was done."""

SECTIONS = (*TABLE_SECTIONS, *(entry.section for entry in OUTLINE if entry.section))
"""Every section that a year needs text for."""

TITLES = {
    "goal": "年初设定目标",
    "completion": "全年完成情况",
    **{entry.section: entry.heading for entry in OUTLINE if entry.section},
}
"""What each section is called."""
