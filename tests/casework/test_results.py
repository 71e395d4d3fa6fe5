"""What differs between two results is exactly what their sums differ by."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from anzhi.casework import results
from anzhi.casework.results import Result
from anzhi.rules import packs
from anzhi.rules.engine import case
from anzhi.rules.engine.trace import Line
from anzhi.rules.engine.types import MONEY
from tests.casework import toy

LINE = Line("house", "房屋补偿费", "structure", "1", 0, "0.00元", "")
LINES = st.lists(
    st.builds(
        lambda rule, row, value: replace(LINE, rule=rule, row=row, value=value),
        st.sampled_from(["house", "moving"]),
        st.sampled_from("123"),
        st.integers(0, 10**12),
    ),
    max_size=6,
    unique_by=lambda line: (line.rule, line.row),
)


def _result(lines):
    return Result(tuple(lines), (), ())


@given(LINES, LINES)
def test_the_differences_add_up_to_the_difference(before, after):
    deltas = results.differences(before, after)

    assert sum(d.difference for d in deltas) == _result(after).total - _result(before).total
    assert all(delta.difference for delta in deltas)


@given(LINES, LINES)
def test_going_back_is_the_same_with_the_other_sign(before, after):
    there = {(d.rule, d.row): d.difference for d in results.differences(before, after)}
    back = {(d.rule, d.row): -d.difference for d in results.differences(after, before)}
    assert there == back


@given(LINES)
def test_a_result_does_not_differ_from_itself(lines):
    assert results.differences(lines, lines) == ()


@given(LINES)
def test_a_trace_reads_back_to_its_lines(lines):
    assert results.restore(_result(lines).trace) == tuple(lines)


@given(st.permutations(range(4)))
def test_the_order_of_buildings_changes_no_line(order):
    rows = [
        {"key": str(i), "construction": "earth_timber", "lower_area": f"{10 * i}.5", "upper_area": "0"}
        for i in range(4)
    ]
    written = {
        "project": {"computed_on": "2021-03-01"},
        "household": {"key": "h", "kind": "non_farm", "persons": [{"share": "1"}], "structures": rows},
    }
    one = results.compute(toy.PACK, case.read(toy.PACK.schema, written, of="household"))
    written["household"]["structures"] = [rows[place] for place in order]
    other = results.compute(toy.PACK, case.read(toy.PACK.schema, written, of="household"))

    assert one.total == other.total
    assert results.differences(one.lines, other.lines) == ()


def test_every_line_of_the_law_is_an_amount_of_money():
    for name in packs.PACKS:
        assert {rule.type for rule in packs.load(name).rules.values() if rule.is_line} == {MONEY}
