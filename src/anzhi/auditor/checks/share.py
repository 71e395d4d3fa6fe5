"""占比 Is a share, or any other rate, the ratio of the amounts that it is said of?"""

import re
from collections.abc import Iterator
from itertools import pairwise

from anzhi.auditor.checks import ratios, relations
from anzhi.auditor.language import labels
from anzhi.auditor.language.breakdowns import total_of
from anzhi.auditor.language.claims import Claim
from anzhi.auditor.language.mention import Mention, Role
from anzhi.auditor.quantities.units import PERCENT
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict

_OF = re.compile(r"占(?P<whole>[^，。；占\d]{2,24}?)(?:比重|比例|的比重|的比例|比)?(?:的|为|：)*\s*$")
_ALIKE, _EARLIER = 0.75, 40


def check(reading: Reading) -> Iterator[Relation]:
    """Every 占…% and every …率 whose two amounts stand in its sentence, or in the one before."""
    for claim in reading.claims:
        if claim.subject.quantity.dimension != PERCENT:
            continue
        found = None
        if claim.subject.role is Role.SHARE:
            found = _share(reading, claim)
        elif claim.subject.role is Role.RATE:
            found = _rate(claim)
        if found:
            yield ratios.relation(reading, "share", _label(claim), relations.located(claim.subject), found)


def _label(claim: Claim) -> str:
    own = claim.subject.label
    first = claim.levels[0].label if claim.levels else ""
    return own if len(own) > 1 and not own.startswith("占") else (first or own or claim.subject.printed)


def _located(part: Mention, whole: Mention) -> ratios.Pair:
    return relations.located(part), relations.located(whole)


def _share(reading: Reading, claim: Claim) -> ratios.Pair | None:
    if not claim.levels:
        return None
    stated, part = relations.located(claim.subject), claim.levels[0]
    if claim.base is not None:
        levels = [m for m in claim.levels if m.quantity.dimension == claim.base.quantity.dimension]
        pairs, certain = [_located(level, claim.base) for level in levels], True
    elif named := _named(claim, part):
        pairs, certain = [_located(part, whole) for whole in named], True
    else:
        pairs = [_located(part, whole) for whole in _wholes(reading, claim, part)]
        certain = reading.whole_of(claim.passage, part) is not None
    fitting = [pair for pair in pairs if ratios.judged(stated, pair) is not Verdict.ERROR]
    return next(iter(fitting or (pairs if certain else _together(reading, claim, part))), None)


def _before(claim: Claim, part: Mention) -> list[Mention]:
    """Amounts of the dimension that were said before, nearest first."""
    earlier = reversed(claim.passage.mentions[max(0, part.index - _EARLIER) : part.index])
    return [m for m in earlier if m.role is Role.LEVEL and m.quantity.dimension == part.quantity.dimension]


def _named(claim: Claim, part: Mention) -> list[Mention]:
    """What the share is said to be of, when an amount before has that name: 占政府采购支出总额的80%."""
    said = _OF.search(claim.subject.before)
    whole = labels.clean(said["whole"]) if said else ""
    if labels.is_generic(whole) or len(whole) < 4:
        return []
    return [
        m
        for m in _before(claim, part)
        if labels.likeness(whole, m.label) >= _ALIKE and m.quantity.value >= part.quantity.value
    ]


def _wholes(reading: Reading, claim: Claim, part: Mention) -> list[Mention]:
    """What an amount can be a share of: the total it is listed under, else any larger amount said before."""
    named = reading.whole_of(claim.passage, part)
    others = [m for m in _before(claim, part) if m.quantity.value >= part.quantity.value]
    return [named, *others] if named is not None else others


def _together(reading: Reading, claim: Claim, part: Mention) -> list[ratios.Pair]:
    """Shares of what the amounts of a sentence make together, when the other shares of it are."""
    del reading
    near = claim.passage.mentions[max(0, part.index - _EARLIER) : part.index + _EARLIER]
    group = [m for m in near if (m.sentence, m.bracket) == (part.sentence, part.bracket)]
    pairs = [(a, b) for a, b in pairwise(group) if a.role is Role.LEVEL and b.role is Role.SHARE]
    parts = [a for a, _ in pairs if a.quantity.dimension == part.quantity.dimension]
    if len(parts) < 3 or part not in parts:
        return []
    whole = relations.summed(total_of(parts), parts[0].quantity, parts[0].place)
    held = [ratios.judged(relations.located(b), (relations.located(a), whole)) is not Verdict.ERROR for a, b in pairs]
    return [(relations.located(part), whole)] if sum(held) * 2 > len(held) else []


def _rate(claim: Claim) -> ratios.Pair | None:
    """A rate of the last two amounts of one unit: 应签100户，已签95户，签约率95%."""
    if not claim.levels or ("率" not in claim.subject.before and "比例" not in claim.subject.before):
        return None
    part = claim.levels[0]
    same = [part, *(m for m in _before(claim, part) if m.sentence >= part.sentence - 1 and m.bracket == part.bracket)]
    if len(same) < 2 or part.quantity.upper is not None:
        return None
    stated = relations.located(claim.subject)
    pairs = [_located(part, whole) for whole in same[1:3]]
    pairs += [_located(whole, part) for whole in same[1:2] if whole.quantity.value <= part.quantity.value]
    fitting = [pair for pair in pairs if ratios.judged(stated, pair) is not Verdict.ERROR]
    return next(iter(fitting or (pairs if _certain(claim, part, same[1]) else [])), None)


def _certain(claim: Claim, part: Mention, whole: Mention) -> bool:
    """Is the rate called as the part is, right after it?"""
    stem = set(claim.subject.label.removesuffix("为").removesuffix("率")[-2:])
    near = part.clause >= claim.subject.clause - 2 and part.quantity.value <= whole.quantity.value
    return near and len(stem) == 2 and stem <= set(part.label + part.before)
