"""What the trials of the demo office are tried with: a day, households read one by one, and the exact computation."""

from collections.abc import Iterable
from datetime import date

from anzhi.casework import facts
from anzhi.registry.models import Household
from anzhi.rules.engine import case
from anzhi.rules.engine.case import Row
from anzhi.rules.engine.exact import Run
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.problems import Problem
from anzhi.rules.engine.types import Value
from anzhi.rules.facts import CASE

ON = date(2026, 6, 30)
"""The day of computing."""


def alone(keys: Iterable[int]) -> dict[int, Row]:
    """Households, each read from the records by itself."""
    found = facts.with_facts(Household.objects.filter(pk__in=list(keys)))
    return {one.pk: case.read(CASE, facts.of_household(one, ON), of="household") for one in found}


def exactly(pack: Pack, rows: Iterable[Row], rule: str) -> dict[int, Value | Problem]:
    """A rule on each row, computed by itself."""
    run, found = Run(pack), {}
    for row in rows:
        results = run.results(row, [rule])
        found[int(row.key)] = results.values.get(rule, results.problems.get(rule))
    return found
