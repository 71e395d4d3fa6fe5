"""错位 Is a number that is said once a slip of the keyboard away from the same one elsewhere: 381名 for 318人?"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from anzhi.auditor.checks import matching
from anzhi.auditor.checks.matching import Item
from anzhi.auditor.checks.table_text import relation
from anzhi.auditor.language import labels
from anzhi.auditor.language.scopes import differ
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.auditor.slips import swapped

_ALIKE, _OFTEN, _LONG, _MOST = 3, 2, 5, 100
"""Characters in common by which two numbers are of one thing; times that a number is said so that it needs none; signs
of one that is hardly so by chance."""


def check(reading: Reading) -> Iterator[Relation]:
    """Every pair of amounts that are one but for two digits that changed places."""
    items = [item for item in matching.items(reading) if item.quantity.is_exact]
    alike: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        alike.setdefault((item.quantity.dimension, _digits(item)), []).append(item)
    for same in alike.values():
        if 1 < len(same) <= _MOST:
            yield from _pairs(reading, same, items)


def _digits(item: Item) -> str:
    """The digits of a number in no order, zeros aside, which are the same for two that differ by a swap."""
    return "".join(sorted(item.quantity.digits.replace("0", "")))


def _pairs(reading: Reading, items: Sequence[Item], everything: Sequence[Item]) -> Iterator[Relation]:
    times = Counter(item.quantity.value for item in items)
    for pair in combinations(items, 2):
        odd, right = sorted(pair, key=lambda item: times[item.quantity.value])
        if times[odd.quantity.value] > 1 or not swapped(right.quantity.value, odd.quantity):
            continue
        if not _may_be_one(odd, right) or _is_part(odd, right, everything):
            continue
        label = right.label if len(right.label) > 1 else odd.label or odd.quantity.printed
        places = (right.quantity, right.place), (odd.quantity, odd.place)
        kind = "table_text" if odd.is_cell != right.is_cell else "stated_twice"
        if _is_named_alike(odd, right):
            yield relation(reading, kind, *places, Verdict.ERROR, label)
        elif not _are_named(odd, right) and times[right.quantity.value] >= _OFTEN and odd.is_distinct:
            sure = len(re.sub("[,，]", "", odd.quantity.printed)) > _LONG
            yield relation(reading, kind, *places, Verdict.ERROR if sure else Verdict.PERSON, label)


def _may_be_one(first: Item, second: Item) -> bool:
    apart = first.place.at(0, 0) != second.place.at(0, 0)
    same = matching.comparable(first, second) and matching.same_stage(first, second)
    return apart and same and not differ(first.label, second.label)


def _is_part(first: Item, second: Item, items: Sequence[Item]) -> bool:
    """Does what the one has more than the other stand beside either? Then they are a whole and its part."""
    apart = abs(first.quantity.value - second.quantity.value)
    near = {first.place.at(0, 0), second.place.at(0, 0)}
    return any(item.quantity.value == apart and item.place.at(0, 0) in near for item in items)


def _is_named_alike(first: Item, second: Item) -> bool:
    """Do two amounts share a name, or where one has none, the words around them?"""
    if _are_named(first, second):
        return labels.common(labels.core(first.label), labels.core(second.label)) >= _ALIKE
    one, other = (matching.words(item.context) + "，" + item.label for item in (first, second))
    return labels.common(labels.core(one), labels.core(other)) >= _ALIKE


def _are_named(first: Item, second: Item) -> bool:
    """Has each a name of its own, so that two names tell two things apart?"""
    return len(first.label) > 1 and len(second.label) > 1
