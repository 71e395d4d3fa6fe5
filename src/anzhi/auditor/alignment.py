"""对齐 Laying two sequences side by side: what both have in order, and what lies between."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

Item = TypeVar("Item")
Step = tuple[bool, int, int, int, int]
"""Are the two stretches equal, where the first begins and ends, where the second does."""
Pair = tuple[Item | None, Item | None]
"""An item of each; None where one has no partner."""
_MOST = 250_000
"""Pairs of items that are compared for being alike; beyond that they are different."""


def steps(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> Iterator[Step]:
    """Stretches of two sequences in order; those that differ lie between those that are equal."""
    most = min(len(ours), len(theirs))
    head = next((n for n in range(most) if ours[n] != theirs[n]), most)
    tail = next((n for n in range(most - head) if ours[-1 - n] != theirs[-1 - n]), most - head)
    if head:
        yield True, 0, head, 0, head
    inner = SequenceMatcher(None, ours[head : len(ours) - tail], theirs[head : len(theirs) - tail], autojunk=False)
    for tag, i1, i2, j1, j2 in inner.get_opcodes():
        yield tag == "equal", head + i1, head + i2, head + j1, head + j2
    if tail:
        yield True, len(ours) - tail, len(ours), len(theirs) - tail, len(theirs)


def partners(
    ours: Sequence[Item],
    theirs: Sequence[Item],
    keys: Sequence[Callable[[Item], Hashable]],
    likeness: Callable[[Item, Item], float],
) -> Iterator[Pair[Item]]:
    """Every item with its partner, in order: equal by the first key, between those by the next, then alike.

    Args:
        ours: one sequence.
        theirs: the other.
        keys: what makes two items equal, the strictest first.
        likeness: from 0 to 1; 0 keeps two items apart.
    """
    if not keys or not ours or not theirs:
        yield from _alike(ours, theirs, likeness)
        return
    first, *rest = keys
    for equal, i1, i2, j1, j2 in steps([first(one) for one in ours], [first(one) for one in theirs]):
        if equal:
            yield from zip(ours[i1:i2], theirs[j1:j2], strict=True)
        else:
            yield from partners(ours[i1:i2], theirs[j1:j2], rest, likeness)


def _alike(
    ours: Sequence[Item], theirs: Sequence[Item], likeness: Callable[[Item, Item], float]
) -> Iterator[Pair[Item]]:
    """Partners whose likeness is greatest in all, without crossing."""
    if len(ours) * len(theirs) > _MOST:
        yield from ((one, None) for one in ours)
        yield from ((None, one) for one in theirs)
        return
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    like = [[likeness(one, other) for other in theirs] for one in ours]
    for i in reversed(range(len(ours))):
        for j in reversed(range(len(theirs))):
            paired = like[i][j] + best[i + 1][j + 1] if like[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(ours) and j < len(theirs):
        if like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            yield ours[i], theirs[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield ours[i], None
            i += 1
        else:
            yield None, theirs[j]
            j += 1
    yield from ((one, None) for one in ours[i:])
    yield from ((None, one) for one in theirs[j:])
