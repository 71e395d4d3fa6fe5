"""主张 What a sentence says of an amount: that it changed, grew, is a share of something, or carried out a plan."""

from collections.abc import Iterator
from dataclasses import dataclass

from anzhi.auditor.language.mention import Mention, Passage, Role

_NEAREST = 16
"""Amounts before a claim that it may be said of."""


@dataclass(frozen=True)
class Claim:
    """A change, a growth or a rate, and what it can be said of.

    Attributes:
        passage: where it is said.
        subject: the change, growth or rate itself.
        levels: amounts before it in the sentence that it can be said of, nearest first.
        base: what it is compared with, when the sentence names that.
        change: the change that a growth goes with: 增加5万元，增长5%.
    """

    passage: Passage
    subject: Mention
    levels: tuple[Mention, ...]
    base: Mention | None
    change: Mention | None


def claims(passage: Passage) -> Iterator[Claim]:
    """Every claim of a passage, sentence by sentence."""
    groups: dict[tuple[int, int], list[Mention]] = {}
    for mention in passage.mentions:
        groups.setdefault((mention.bracket, mention.sentence), []).append(mention)
    for group in groups.values():
        yield from _of(passage, group)


def _of(passage: Passage, group: list[Mention]) -> Iterator[Claim]:
    parent = group[0].parent
    levels = [passage.mentions[parent]] if parent is not None else []
    base: Mention | None = None
    change: Mention | None = None
    previous: Mention | None = None
    for mention in group:
        if mention.role is Role.LEVEL:
            levels.append(mention)
            base = base if previous is not None and previous.role is Role.BASE else None
            change = None
        elif mention.role is Role.BASE:
            base, change = mention, None
        else:
            yield Claim(passage, mention, tuple(reversed(levels[-_NEAREST:])), base, change)
            if mention.role in (Role.SHARE, Role.EXECUTION):
                base = None  # 占预算100万元的95%，增加5万元: the change is not from the budget
            change = mention if mention.role is Role.CHANGE else change
        previous = mention
