"""An edited copy is held to its original: what was changed by hand is named, and nothing else is."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from anzhi.auditor import Verdict, audit, read
from anzhi.auditor.original import compare, held
from anzhi.values.imprint import Imprint, Line, Stretch
from anzhi.values.refusal import Refused

WORDS = st.text("支出签约户其中，。和较上年", min_size=1, max_size=8)
NUMBERS = st.one_of(
    st.integers(0, 99_999).map(lambda n: f"{n:,}户"),
    st.integers(0, 10**6).map(lambda n: f"{n / 100:.2f}万元"),
    st.integers(0, 10_000).map(lambda n: f"{n / 100:.2f}%"),
)


@st.composite
def printed(draw: st.DrawFn) -> list[Line]:
    """Lines in which every number was printed by a figure of its own."""
    lines, count = [], 0
    for _ in range(draw(st.integers(1, 6))):
        line = [Stretch(draw(WORDS))]
        for _ in range(draw(st.integers(0, 3))):
            line += [Stretch(draw(NUMBERS), f"figure_{count}", f"数字{count}"), Stretch(draw(WORDS))]
            count += 1
        lines.append(tuple(line))
    assume(count)
    return lines


def text(lines: list[Line]) -> str:
    return "\n".join("".join(stretch.text for stretch in line) for line in lines)


def found(lines: list[Line], copy: str):
    return compare(read(copy.encode(), "copy.txt"), [Imprint("original", tuple(lines))])


@given(printed())
def test_a_copy_that_nobody_edited_has_no_finding(lines: list[Line]):
    assert found(lines, text(lines)) == ()


@given(printed(), st.data())
def test_whichever_figure_is_changed_it_is_named_and_no_other(lines: list[Line], data: st.DataObject):
    places = [(n, m) for n, line in enumerate(lines) for m, stretch in enumerate(line) if stretch.figure]
    n, m = data.draw(st.sampled_from(places))
    was = lines[n][m]
    now = data.draw(NUMBERS.filter(lambda number: number != was.text))
    edited = [tuple(Stretch(now) if (a, b) == (n, m) else s for b, s in enumerate(x)) for a, x in enumerate(lines)]
    # A copy of which less than a third is left is none; here two lines that never change stand around.
    frame = [(Stretch("部门职责和机构设置"),), (Stretch("其他需要说明的情况"),), (Stretch("无其他情况"),)]
    [finding] = found([*frame, *lines], text([*frame, *edited]))

    assert (finding.about, finding.verdict) == (was.figure, Verdict.ERROR)
    assert finding.arithmetic == f"{was.text} → {now}"


LINES: list[Line] = [
    (Stretch("一、基本情况"),),
    (Stretch("（1）2021年签约"), Stretch("4,351", "signed", "签约户"),
     Stretch("户，走访"), Stretch("十二", "visits", "走访"), Stretch("次。")),
    (Stretch("（2）支出"), Stretch("1,209.50万元", "spending", "支出"),
     Stretch("，较上年"), Stretch("增加3.2万元", "change", "增减"), Stretch("。")),
    (Stretch("项目：甲地块、乙地块。"),),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("4,351户", "4,353户", {"signed": "4,351户 → 4,353户"}),
        ("4,351户", "4,351人", {"signed": "4,351户 → 4,351人"}),
        ("1,209.50万元", "1,209.50元", {"spending": "1,209.50万元 → 1,209.50元"}),
        ("十二", "十三", {"visits": "十二 → 十三"}),
        ("增加3.2万元", "减少3.2万元", {"change": "增加3.2万元 → 减少3.2万元"}),
        ("2021年", "2022年", {"": "2021年 → 2022年"}),
        ("签约4,351户，", "", {"signed": "4,351户 → —"}),
        ("项目：", "另有5个项目：", {"": "— → 5个"}),
    ],
)
def test_what_was_changed_deleted_or_added_is_said(old: str, new: str, named: dict[str, str]):
    copy = text(LINES).replace(old, new)
    assert {finding.about: finding.arithmetic for finding in found(LINES, copy)} == named


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1,209.50万元", "１２０９．５０万元"),
        ("1,209.50万元", "12,095,000元"),
        ("走访", "上门走访群众"),
        ("（1）", "1．"),
        ("一、基本情况\n", ""),
        ("项目：甲地块、乙地块。", "项目有甲地块与乙地块。"),
    ],
)
def test_the_same_numbers_in_other_words_are_no_finding(old: str, new: str):
    assert found(LINES, text(LINES).replace(old, new)) == ()


def test_lines_may_stand_elsewhere():
    first, second, third, last = text(LINES).split("\n")
    assert found(LINES, "\n".join([last, third, first, second])) == ()


def test_two_figures_that_were_swapped_are_both_named():
    copy = text(LINES).replace("4,351", "X").replace("1,209.50万元", "4,351万元").replace("X", "1,209.50")
    assert {finding.about for finding in found(LINES, copy)} == {"signed", "spending"}


def test_a_finding_stands_where_the_number_is():
    document = read(text(LINES).replace("4,351", "4,352").encode(), "copy.txt")
    [finding] = compare(document, [Imprint("original", tuple(LINES))])
    assert finding.place is not None
    assert document.text_at(finding.place) == "4,352户"


def test_what_is_no_copy_is_refused():
    with pytest.raises(Refused, match="都不相像"):
        found(LINES, "另一份文件，与原件没有一句相同。\n共3项。")


def test_an_audit_keeps_its_relations_beside_the_comparison():
    report = audit("签约4,352户，其中：甲1户、乙2户。\n一、基本情况\n项目：甲地块、乙地块。".encode(), "copy.txt")
    both = held(report, [Imprint("original", tuple(LINES))])
    assert set(report.relations) < set(both.relations)
    assert both.relations[-1].kind == "original"


def test_a_finding_is_known_again_and_no_two_are_one():
    lines = "支出合计100万元，其中：基本支出60万元，项目支出45万元。", "收入合计9万元，其中：甲4万元，乙5万元。"
    content = "\n".join(lines).encode()
    report, again = audit(content, "a.txt"), audit(content.replace(b"\n", b"\r\n"), "b.txt")
    identities = [relation.identity for relation in report.relations]
    assert identities == [relation.identity for relation in again.relations]
    assert len(set(identities)) == len(identities) > 0
    assert report.document.digest == again.document.digest
