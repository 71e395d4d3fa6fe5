"""检查 One question a file; the list below is all of them, in the order in which they are asked."""

from collections.abc import Callable, Iterator

from anzhi.auditor.checks import parts_sum
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation

Check = Callable[[Reading], Iterator[Relation]]

CHECKS: tuple[Check, ...] = (parts_sum.check,)
"""Every check. When two find the same relation, the first one keeps it."""
