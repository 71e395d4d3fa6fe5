"""主张 What a sentence says of an amount: that it changed, grew, is a share of something, or carried out a plan."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anzhi.auditor.language import labels, roles
from anzhi.auditor.language.mention import Mention, Passage, Role
from anzhi.auditor.language.names import name_of

_NEAREST = 16
"""Amounts before a claim that it may be said of."""
_ADJUSTED = re.compile(r"[同可]比?口径|自然口径|剔除|扣除|还原|不考虑|可比价|不变价|按可比|不含")
"""What is compared is not the amount as it stands."""
_BUDGET, _PRIOR = re.compile(r"预算|计划|目标|任务"), re.compile(r"上年|去年|上一年|同期|\d{4}年|同比|上届|上期")
_SAME = 3 / 4
_EARLIER = ("budget", "adjusted", "prior", "plan", "opening")
"""Stages of an amount that a later one is compared with, so that the two are no list."""


@dataclass(frozen=True)
class Claim:
    """A change, a growth or a rate, and what it can be said of.

    Attributes:
        passage: where it is said.
        subject: the change, growth or rate itself.
        levels: amounts before it in the sentence that it can be said of, nearest first.
        base: what it is compared with, when the sentence names that.
        change: the change that a growth goes with: 增加5万元，增长5%.
        noun: what is said to have changed, when the claim names it: 收入增加5万元.
        against: ``budget`` or ``prior``, when it is said with what it is compared.
        is_adjusted: is it said of the amount without a part of it, or in another way of counting?
    """

    passage: Passage
    subject: Mention
    levels: tuple[Mention, ...]
    base: Mention | None
    change: Mention | None
    noun: str = ""
    against: str = ""
    is_adjusted: bool = False


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
    noun = against = ""
    for mention in group:
        if mention.role is Role.LEVEL:
            levels.append(mention)
            base = base if previous is not None and previous.role is Role.BASE else None
            change, noun, against = None, "", ""
        elif mention.role is Role.BASE:
            base, change, noun, against = mention, None, roles.noun(mention.before), _against(mention.lead)
        else:
            own, new = roles.noun(mention.before), _against(roles.compared(mention.lead))
            if new and previous is not None and previous.role is not Role.BASE:
                base = change = None  # 比预算50万元减少5万元，比上年增加2万元: the second is not from the budget
                noun = ""
            if own and change is not None and mention.role is Role.CHANGE and not new:
                base = None  # 与上年9.80万元相比减少1.20万元，其中接待费减少1.20万元
            noun, against = own or noun, new or against
            if (
                mention.role is Role.EXECUTION
                and change is not None
                and base is not None
                and base.stage not in _EARLIER
            ):
                base = None  # 比执行数100万元增加2万元，为预算的98%: the rate is not of what was carried out
            adjusted = bool(_ADJUSTED.search(_back(passage, mention)))
            yield Claim(passage, mention, tuple(reversed(levels[-_NEAREST:])), base, change, noun, against, adjusted)
            if mention.role in (Role.SHARE, Role.EXECUTION):
                base = None  # 占预算100万元的95%，增加5万元: the change is not from the budget
            change = mention if mention.role is Role.CHANGE else change
        previous = mention


def _against(words: str) -> str:
    return "prior" if _PRIOR.search(words) else "budget" if _BUDGET.search(words) else ""


def _back(passage: Passage, mention: Mention) -> str:
    """The words of a claim back to the claim before it, or to the beginning of its sentence."""
    before = [m for m in passage.mentions[: mention.index] if m.sentence == mention.sentence]
    last = next((m for m in reversed(before) if m.role in (Role.GROWTH, Role.CHANGE)), None)
    start = max(last.place.end if last else 0, mention.place.start - 60)
    return passage.plain[start : mention.place.start].rpartition("。")[2]


@dataclass(frozen=True)
class Subjects:
    """Amounts that a change or growth may be said of.

    Attributes:
        certain: the one that it is said of, when that is sure.
        all: every one that it may be said of, likeliest first.
    """

    certain: Mention | None
    all: tuple[Mention, ...]


def subjects(claim: Claim, dimension: str) -> Subjects:
    """What a change of a dimension is said of.

    By its own name (收入增加5万元) an amount before that is called so; without a name the amount right before it, when
    that is not the last one of a list; in a sentence without an amount what its paragraph is about.
    """
    start = claim.change or claim.subject
    if reached := _reached(claim, dimension):
        return Subjects(reached, (reached,))
    before = [
        m
        for m in claim.passage.mentions[: start.index]
        if m.role is Role.LEVEL and m.quantity.dimension == dimension and m.quantity.upper is None
    ]
    if claim.noun:
        named = called(claim.noun, before)
        if named:
            return Subjects(named[-1], tuple(reversed(named)))
    own = [m for m in claim.levels if (m.quantity.dimension == dimension and m in before) or m.index == start.parent]
    if own:
        sure = not claim.noun and not _is_last_of_list(claim, own)
        return Subjects(own[0] if sure else None, tuple(own))
    topics = _topics([m for m in before if m.depth == 0])
    sure = not claim.noun and len({m.quantity.value for m in topics}) == 1
    return Subjects(topics[0] if sure else None, tuple(topics))


def _reached(claim: Claim, dimension: str) -> Mention | None:
    """由10辆减少到8辆: what stands right behind the amount that it comes from."""
    after = claim.base.index + 1 if claim.base else 0
    mentions = claim.passage.mentions
    found = mentions[after] if 0 < after < claim.subject.index else None
    fits = found is not None and found.role is Role.LEVEL and found.quantity.dimension == dimension
    return found if fits else None


def called(noun: str, mentions: list[Mention]) -> list[Mention]:
    """The amounts that are called so: by the very name, else by one that ends so, else by one much like it."""
    same = [m for m in mentions if m.label == noun or (name_of(noun) and name_of(m.label) == name_of(noun))]
    ending = [m for m in mentions if len(noun) > 1 and m.label.endswith(noun) and noun not in ("收入", "支出")]
    alike = [m for m in mentions if min(len(noun), len(m.label)) > 3 and labels.likeness(noun, m.label) >= _SAME]
    return same or (ending if len({m.quantity.value for m in ending}) == 1 else []) or alike


def _is_last_of_list(claim: Claim, own: list[Mention]) -> bool:
    """Does another amount stand right before the nearest one, so that both may be meant?"""
    nearest = own[0]
    before = claim.passage.mentions[nearest.index - 1] if nearest.index else None
    return before is not None and before in own and before.stage not in _EARLIER


def _topics(before: list[Mention]) -> list[Mention]:
    """What a paragraph may be about at its end: its first amount, and the first one of the sentence before."""
    if not before:
        return []
    last = [m for m in before if m.sentence == before[-1].sentence]
    return [before[0], last[0], *(m for m in last[1:])]
