import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from anzhi.reports import writing
from anzhi.reports.writing import Block

LEVELS = ("h1", "h2", "h3", "item")
KINDS = st.sampled_from([*LEVELS, "plain", "text"])
BLOCKS = st.lists(st.builds(lambda kind, text: Block(kind, ((text, False),)), KINDS, st.text("甲乙丙", min_size=1)))
LINES = st.lists(st.sampled_from(["## ", "### ", "- ", "**", "*", "甲", " "]), max_size=4).map("".join)
CHINESE = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")


def ordinal(blocks: list[Block], index: int) -> int:
    """How many of its kind there are up to a paragraph, since the last heading above its level."""
    level = LEVELS.index(blocks[index].kind)
    since = max((i for i in range(index) if blocks[i].kind in LEVELS[:level]), default=-1)
    return sum(block.kind == blocks[index].kind for block in blocks[since + 1 : index + 1])


@given(BLOCKS)
def test_every_level_counts_anew_under_the_one_above(blocks):
    for index, (before, after) in enumerate(zip(blocks, writing.number(blocks), strict=True)):
        if before.kind not in LEVELS:
            assert after == before
        elif (count := ordinal(blocks, index)) <= 10:
            mark = {
                "h1": f"{CHINESE[count]}、",
                "h2": f"（{CHINESE[count]}）",
                "h3": f"{count}．",
                "item": f"（{count}）",
            }
            assert after.text == mark[before.kind] + before.text


@given(st.lists(LINES))
def test_no_word_is_lost_and_no_mark_is_printed(lines):
    words = [re.sub(r"^(###|##|-) ", "", line.strip()).replace("**", "") for line in lines]

    assert [block.text for block in writing.blocks("\n".join(lines))] == [text for text in words if text]


@given(st.lists(LINES))
@example(["## **"])
def test_any_text_can_be_numbered(lines):
    writing.number(writing.blocks("\n".join(lines)))


@pytest.mark.parametrize(
    ("line", "kind"),
    [("## 甲", "h2"), ("### 甲", "h3"), ("- 甲", "item"), ("甲", "text"), ("##甲", "text"), ("  甲  ", "text")],
)
def test_the_beginning_of_a_line_says_what_it_is(line, kind):
    assert [block.kind for block in writing.blocks(line)] == [kind]


def test_what_stands_between_stars_is_bold():
    [block] = writing.blocks("甲**乙**丙**丁**")

    assert block.runs == (("甲", False), ("乙", True), ("丙", False), ("丁", True))


def test_blank_lines_are_no_paragraphs():
    assert writing.blocks("\n  \n甲\n\n") == [Block("text", (("甲", False),))]


@pytest.mark.parametrize(("level", "kind"), [(0, "plain"), (1, "h1"), (2, "h2"), (3, "h3")])
def test_a_heading_of_the_outline_has_its_level(level, kind):
    assert writing.heading(level, "甲") == Block(kind, (("甲", False),))
