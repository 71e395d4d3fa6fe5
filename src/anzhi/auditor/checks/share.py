"""占比 Is a share, or any other rate, the ratio of the amounts that it is said of?"""

from collections.abc import Iterator

from anzhi.auditor.checks import ratios, relations
from anzhi.auditor.language.claims import Claim
from anzhi.auditor.language.mention import Mention, Role
from anzhi.auditor.quantities.units import PERCENT
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict


def check(reading: Reading) -> Iterator[Relation]:
    """Every 占…% and every …率 whose two amounts stand in its sentence."""
    for claim in reading.claims:
        if claim.subject.quantity.dimension != PERCENT:
            continue
        found = None
        if claim.subject.role is Role.SHARE:
            found = _share(reading, claim)
        elif claim.subject.role is Role.RATE:
            found = _rate(reading, claim)
        if found:
            yield ratios.relation(reading, "share", _label(claim), relations.located(claim.subject), found)


def _label(claim: Claim) -> str:
    own = claim.subject.label
    return own if len(own) > 1 and not own.startswith("占") else (claim.levels[0].label or own or claim.subject.printed)


def _located(part: Mention, whole: Mention) -> ratios.Pair:
    return relations.located(part), relations.located(whole)


def _share(reading: Reading, claim: Claim) -> ratios.Pair | None:
    if not claim.levels:
        return None
    stated, part = relations.located(claim.subject), claim.levels[0]
    if claim.base is not None:
        levels = [m for m in claim.levels if m.quantity.dimension == claim.base.quantity.dimension]
        pairs = [_located(level, claim.base) for level in levels]
    else:
        pairs = [_located(part, whole) for whole in _wholes(reading, claim, part)]
    fitting = [pair for pair in pairs if ratios.judged(stated, pair) is not Verdict.ERROR]
    certain = claim.base is not None or reading.whole_of(claim.passage, part) is not None
    return next(iter(fitting or (pairs if certain else [])), None)


def _wholes(reading: Reading, claim: Claim, part: Mention) -> list[Mention]:
    """What an amount can be a share of: the total it is listed under, else any larger amount said before."""
    named = reading.whole_of(claim.passage, part)
    others = [
        m
        for m in reversed(claim.passage.mentions[: part.index])
        if m.role is Role.LEVEL
        and m.quantity.dimension == part.quantity.dimension
        and m.quantity.value >= part.quantity.value
    ]
    return [named, *others] if named is not None else others


def _rate(reading: Reading, claim: Claim) -> ratios.Pair | None:
    """A rate of the last two amounts of one unit: 应签100户，已签95户，签约率95%."""
    if not claim.levels or ("率" not in claim.subject.before and "比例" not in claim.subject.before):
        return None
    part = claim.levels[0]
    same = [m for m in claim.levels if m.quantity.dimension == part.quantity.dimension and m.quantity.upper is None]
    if len(same) < 2:
        return None
    stated = relations.located(claim.subject)
    pairs = [_located(part, whole) for whole in same[1:3]]
    pairs += [_located(whole, part) for whole in same[1:2] if whole.quantity.value <= part.quantity.value]
    fitting = [pair for pair in pairs if ratios.judged(stated, pair) is not Verdict.ERROR]
    stem = claim.subject.label.removesuffix("为").removesuffix("率")[-2:]
    certain = len(stem) == 2 and stem in part.label and part.clause >= claim.subject.clause - 2
    return next(iter(fitting or (pairs if certain and part.quantity.value <= same[1].quantity.value else [])), None)
