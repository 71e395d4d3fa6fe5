"""The office published a report for 2021. Whatever number stands in it stands in ours, with its unit."""

import re
from pathlib import Path

import pytest

from tests.reports.reading import everything, paragraphs, word_grid

pytestmark = pytest.mark.django_db

NUMBERS = Path(__file__).with_name("published_numbers.txt").read_text(encoding="utf-8").split()
OUTLINE = (
    ("公文一级", "一、部门（单位）概况"),
    ("公文二级", "（一）部门（单位）基本情况"),
    ("公文三级", "1．职能职责"),
    ("公文三级", "2．机构设置（含人员情况）"),
    ("公文二级", "（二）部门（单位）整体支出规模、使用方向和主要内容、涉及范围等"),
    ("公文一级", "二、部门（单位）整体支出管理及使用情况"),
    ("公文二级", "（一）基本支出"),
    ("公文二级", "（二）专项支出"),
    ("公文一级", "三、部门（单位）专项组织实施情况"),
    ("公文二级", "（一）专项组织情况分析"),
    ("公文二级", "（二）专项管理情况分析"),
    ("公文一级", "四、部门（单位）整体支出绩效情况"),
    ("公文一级", "五、存在的主要问题及原因分析"),
    ("公文一级", "六、下一步改进措施和有关建议"),
    ("公文一级", "其他需要说明的情况"),
)
"""The published headings, in their order; parts 四 to 六 have more of them, which belong to the year."""
SCORES = (10, 10, 10, 5, 5, 9, 5, 5, 10, 8, 9, 10)
WEIGHTS = (10, 10, 10, 5, 5, 10, 5, 5, 10, 10, 10, 10)


@pytest.fixture(scope="module")
def text(folder: Path) -> str:
    return everything(folder)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_published_number_stands_in_the_table_or_the_report(text, number):
    assert re.search(rf"(?<![\d.]){re.escape(number)}", text)


def test_the_report_has_its_six_parts_in_order(folder):
    headings = iter(paragraphs(folder / "自评报告.docx"))

    assert [heading for heading in OUTLINE if heading not in headings] == []


def test_every_heading_and_item_is_numbered_in_sequence(folder):
    found = [text for style, text in paragraphs(folder / "自评报告.docx") if style == "公文一级"]

    assert [text[:2] for text in found] == ["一、", "二、", "三、", "四、", "五、", "六、", "其他"]


def test_every_indicator_stands_in_the_table_with_its_published_points(folder):
    grid = word_grid(folder / "自评表.docx")
    [top] = {row for (row, _), text in grid.items() if text == "一级指标"}
    [bottom] = {row for (row, _), text in grid.items() if text == "总分"}

    points = [(grid[row, 5], grid[row, 6]) for row in range(top + 1, bottom)]
    assert points == [(str(weight), str(score)) for weight, score in zip(WEIGHTS, SCORES, strict=True)]
    assert (grid[bottom, 5], grid[bottom, 6]) == ("100", "96")


def test_the_budget_block_has_the_published_totals(folder):
    grid = word_grid(folder / "自评表.docx")
    printed = {grid[row, 2]: (grid[row, 3], grid[row, 4]) for row in range(2, 6)}

    assert printed["合计"] == ("408.01", "423.25")
    assert printed["（1）基本支出"] == ("272.16", "293.56")
    assert printed["（2）项目支出"] == ("135.85", "129.69")


def test_the_sum_in_the_text_adds_up(text):
    [terms] = set(re.findall(r"（(\d+)＋(\d+)－(\d+)＝(\d+)）", text))
    approved, carried, housed, waiting = map(int, terms)

    assert approved + carried - housed == waiting


def test_no_placeholder_is_left(text):
    assert not re.search(r"[{}%]\}|\{[{%]|None|nan", text)
