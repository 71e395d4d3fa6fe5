"""检查 One question a file; the list below is all of them, in the order in which they are asked."""

from collections.abc import Callable, Iterator

from anzhi.auditor.checks import (
    carry_over,
    change_amount,
    completeness,
    counts,
    cross_identity,
    deduction_reason,
    execution_rate,
    formula,
    growth_rate,
    leftover,
    means,
    misprint,
    parts_sum,
    per_head,
    points,
    score_rate,
    score_total,
    score_within_weight,
    share,
    stated_twice,
    stock,
    table_balance,
    table_rows,
    table_text,
    table_totals,
    target_met,
    three_public,
    unit_slip,
    weights,
)
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation

Check = Callable[[Reading], Iterator[Relation]]

CHECKS: tuple[Check, ...] = (
    parts_sum.check,
    table_totals.check,
    three_public.check,
    carry_over.check,
    stock.check,
    cross_identity.check,
    table_rows.check,
    table_balance.check,
    change_amount.check,
    points.check,
    growth_rate.check,
    share.check,
    execution_rate.check,
    formula.check,
    per_head.check,
    means.check,
    counts.check,
    weights.check,
    score_within_weight.check,
    score_total.check,
    score_rate.check,
    deduction_reason.check,
    target_met.check,
    table_text.check,
    stated_twice.check,
    misprint.check,
    unit_slip.check,
    completeness.check,
    leftover.check,
)
"""Every check. When two find the same relation, the first one keeps it."""
