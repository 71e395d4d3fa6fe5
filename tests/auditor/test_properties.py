"""A right document stays right however it is written, and is wrong where one of its numbers is changed."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from anzhi.auditor import Relation, Report, Verdict, audit
from tests.auditor.right import Budget, Style, budgets, document, styles

NAMED = {
    "total": "parts_sum",
    "basic": "parts_sum",
    "three": "parts_sum",
    "basic again": "parts_sum",
    "wages": "parts_sum",
    "goods": "parts_sum",
    "total again": "change_amount",
    "last": "change_amount",
    "change": "change_amount",
    "table 合计": "table_totals",
    "table 工资福利支出": "table_totals",
}
"""Amounts of the document, and the relation that no longer holds when one is changed."""
SWAPPED = Budget(18 * 10**6, 246 * 10**6, 10**7, 10**7, 10**7, 10**9, 10**10)
"""A whole of 264 with a part of 246."""
MORE = st.integers(3, 9).map(lambda n: n * 10**6)
"""Fen: beyond rounding, and little enough for the parts still to be meant as parts."""


def audited(text: str) -> Report:
    return audit(text.encode(), name="right.md")


def kept(relation: Relation) -> tuple[str, str]:
    return relation.kind, relation.verdict.value


@settings(max_examples=25, deadline=None)
@given(budgets)
@example(SWAPPED)
def test_nothing_is_claimed_of_a_right_document(budget: Budget):
    report = audited(document(budget))

    assert [relation.message for relation in report.findings] == []
    assert {relation.kind for relation in report.relations} >= set(NAMED.values()) | {"growth_rate", "table_text"}


@settings(max_examples=25, deadline=None)
@given(budgets, styles)
def test_units_wide_digits_thousands_and_columns_change_no_verdict(budget: Budget, style: Style):
    plain, other = audited(document(budget)), audited(document(budget, style))

    assert sorted(map(kept, other.relations)) == sorted(map(kept, plain.relations))
    assert [relation.message for relation in other.findings] == []


# Drawn the same each time: a number that is wrong by just ten times is called a slip of the unit, and not its relation.
@settings(max_examples=25, deadline=None, derandomize=True)
@given(budgets, styles, st.sampled_from(sorted(NAMED)), MORE)
def test_one_wrong_number_is_named_with_the_relation_it_breaks(budget: Budget, style: Style, name: str, more: int):
    report = audited(document(budget, style, (name, more)))

    errors = {relation.kind for relation in report.findings if relation.verdict is Verdict.ERROR}
    assert NAMED[name] in errors | {"unit_slip"}


@settings(max_examples=25, deadline=None)
@given(budgets, st.sampled_from(sorted(NAMED)), MORE)
def test_an_error_points_at_the_sentence_that_is_wrong(budget: Budget, name: str, more: int):
    right, wrong = document(budget), document(budget, wrong=(name, more))
    changed = {b for a, b in zip(right.split("\n"), wrong.split("\n"), strict=True) if a != b}

    errors = [r for r in audited(wrong).findings if r.verdict is Verdict.ERROR]
    assert any(quoted.strip() in line for r in errors for _, quoted in r.quotes for line in changed)
