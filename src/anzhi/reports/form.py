"""表样 The self-evaluation table as cells on a grid, before it becomes a workbook or a Word table. Pure layout."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from anzhi.performance.scoring import printed
from anzhi.reports.queries import BUDGET_ROWS, IndicatorRow, ReportPage
from anzhi.reports.writing import Block

WIDTHS = (8, 9, 24, 17, 30, 9, 9, 25)
"""Column widths in characters: first, second and third level, target, actual, weight, score, remark."""
COLUMNS = len(WIDTHS)


@dataclass(frozen=True)
class Cell:
    """A cell or a merged range.

    Attributes:
        row: first row, from 0.
        column: first column, from 0.
        text: its content.
        rows: rows it spans.
        columns: columns it spans.
        heading: a heading cell is bold and centred.
        align: left, center or right.
        figure: name of the figure that is the whole content; empty for words.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    heading: bool = False
    align: str = "left"
    figure: str = ""


def title(page: ReportPage) -> str:
    """The title above the table."""
    return f"{page.year.number}年度部门整体支出绩效自评表"


def cells(page: ReportPage) -> list[Cell]:
    """The whole table."""
    placed = [
        Cell(0, 0, "部门名称", columns=2, heading=True),
        Cell(0, 2, page.office.name, columns=6),
        Cell(1, 0, "部门职责", columns=2, heading=True),
        Cell(1, 2, _paragraphs(page.table_sections["duties"]), columns=6),
    ]
    row = _budget(page, placed, 2)
    row = _goals(page, placed, row)
    row = _indicators(page, placed, row)
    placed += [
        Cell(row, 0, "总分", columns=5, heading=True),
        Cell(row, 5, printed(sum(item.evaluated.measured.weight for item in page.rows)), heading=True),
        Cell(row, 6, printed(page.total), heading=True),
        Cell(row, 7, page.evaluation.method.grade(page.total), heading=True),
    ]
    return placed


def _budget(page: ReportPage, placed: list[Cell], row: int) -> int:
    placed += [
        Cell(row, 0, "年度预算\n（万元）", rows=len(BUDGET_ROWS) + 1, columns=2, heading=True),
        Cell(row, 2, "支出性质", heading=True),
        Cell(row, 3, "年初预算数", heading=True),
        Cell(row, 4, "全年执行数（决算）", heading=True),
        Cell(row, 5, "执行率", columns=3, heading=True),
    ]
    for offset, (label, *names) in enumerate(BUDGET_ROWS, start=1):
        budget, final, rate = (page.figures[name] for name in names)
        placed += [
            Cell(row + offset, 2, label),
            Cell(row + offset, 3, budget.unit.number(budget.value), align="right", figure=budget.name),
            Cell(row + offset, 4, final.unit.number(final.value), align="right", figure=final.name),
            Cell(row + offset, 5, rate.printed, columns=3, align="right", figure=rate.name),
        ]
    return row + len(BUDGET_ROWS) + 1


def _goals(page: ReportPage, placed: list[Cell], row: int) -> int:
    placed += [
        Cell(row, 0, "年度总体目标", rows=2, columns=2, heading=True),
        Cell(row, 2, "年初设定目标", columns=2, heading=True),
        Cell(row, 4, "全年完成情况", columns=4, heading=True),
        Cell(row + 1, 2, _paragraphs(page.table_sections["goal"]), columns=2),
        Cell(row + 1, 4, _paragraphs(page.table_sections["completion"]), columns=4),
    ]
    return row + 2


def _indicators(page: ReportPage, placed: list[Cell], row: int) -> int:
    headings = (
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    )
    placed += [Cell(row, column, text, heading=True) for column, text in enumerate(headings)]
    row += 1
    for first, rows in groupby(page.rows, key=lambda r: r.evaluated.indicator.get_first_display()):
        group = list(rows)
        placed.append(Cell(row, 0, first, rows=len(group), heading=True))
        for second, members in groupby(group, key=lambda r: r.evaluated.indicator.get_second_display()):
            row = _second(placed, row, second, list(members))
    return row


def _second(placed: list[Cell], row: int, second: str, members: Sequence[IndicatorRow]) -> int:
    placed.append(Cell(row, 1, second, rows=len(members), heading=True))
    for ordinal, item in enumerate(members, start=1):
        placed += [
            Cell(row, 2, f"指标{ordinal}：{item.evaluated.indicator.name}"),
            Cell(row, 3, item.target, align="center"),
            Cell(row, 4, item.actual),
            Cell(row, 5, printed(item.evaluated.measured.weight), align="center"),
            Cell(row, 6, printed(item.score), align="center"),
            Cell(row, 7, item.remark),
        ]
        row += 1
    return row


def _paragraphs(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks)
