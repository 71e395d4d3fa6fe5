"""占比 Is a share, or any other rate, the ratio of the amounts that it is said of?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from anzhi.auditor.checks import ratios, relations
from anzhi.auditor.language import labels
from anzhi.auditor.language.adding import total_of
from anzhi.auditor.language.claims import Claim, called
from anzhi.auditor.language.mention import Mention, Role
from anzhi.auditor.language.names import name_of
from anzhi.auditor.language.scopes import differ
from anzhi.auditor.quantities.quantity import Located
from anzhi.auditor.quantities.units import PERCENT
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.auditor.slips import mistyped

_SAID = re.compile(
    r"^(?P<part>[^占]*?)[，]?所?占(?P<whole>[^，。；占]*?)(?:的?(?:比重|比例|比率)|的|比)?(?:[为达到是约近：]|分别|高达|超过)*\s*$"
)
_MERE = re.compile(r"^(?:其中|约|合计|共计?|分别|各|均|仅|也|还|又|已|并|且)*$")
_EARLIER, _NEAR, _WHOLES = 40, 2, 3
_ALL = ("支出", "收入", "总支出", "总收入")
_ONE_FOR_ONE = re.compile(r"入住率|使用率|入学率|上座率|占用率|到岗率")
_CALLED_RATE = re.compile(r"率|比例|满意度")
_NEGATED = re.compile("[不未无非]")


@dataclass(frozen=True)
class _Ratio:
    """Two amounts that a share may be of, and whether it must be of these."""

    pair: ratios.Pair
    sure: bool


def check(reading: Reading) -> Iterator[Relation]:
    """Every 占…% and every …率 whose two amounts stand in its sentence, or in one before."""
    for claim in reading.claims:
        if claim.subject.quantity.dimension != PERCENT or claim.is_adjusted:
            continue
        found: list[_Ratio] = []
        if claim.subject.role is Role.SHARE:
            found = list(_share(reading, claim))
        elif claim.subject.role is Role.RATE:
            found = list(_rate(reading, claim))
        stated = relations.located(claim.subject)
        pair = _chosen(stated, found)
        if pair is None and claim.levels and claim.subject.role in (Role.SHARE, Role.RATE):
            pair = ratios.told_by_a_slip(reading, claim.levels[0], stated)
        if pair:
            yield ratios.relation(reading, "share", _label(claim), stated, pair)


def _chosen(stated: Located, found: Sequence[_Ratio]) -> ratios.Pair | None:
    """The two amounts that fit, else those that are sure, else those that a slip of the keyboard tells."""
    for ratio in found:
        if ratios.judged(stated, ratio.pair) is not Verdict.ERROR:
            return ratio.pair
    found = [ratio for ratio in found if not ratios.is_in_other_units(stated, ratio.pair)]
    sure = [ratio for ratio in found if ratio.sure and ratios.is_meant(stated, ratio.pair)]
    told = [ratio.pair for ratio in found if ratio in sure or _is_slip(stated, ratio.pair)]
    return told[0] if told else None


def _is_slip(stated: Located, pair: ratios.Pair) -> bool:
    (part, _), (whole, _) = pair
    return bool(whole.value) and part.value <= whole.value and mistyped(part.value / whole.value * 100, stated[0])


def _label(claim: Claim) -> str:
    own = claim.subject.label
    first = claim.levels[0].label if claim.levels else ""
    return own if len(own) > 1 and not own.startswith("占") else (first or own or claim.subject.printed)


def _located(part: Mention, whole: Mention) -> ratios.Pair:
    return relations.located(part), relations.located(whole)


def _share(reading: Reading, claim: Claim) -> Iterator[_Ratio]:
    part, sure, whole = _part(claim)
    if part is None:
        return
    if claim.base is not None:
        if part.quantity.dimension == claim.base.quantity.dimension:
            yield _Ratio(_located(part, claim.base), sure)
        return
    named = _named(reading, claim, part, whole) if len(whole) > 1 else []
    yield from (_Ratio((relations.located(part), one), sure) for one in named)
    above = reading.whole_of(claim.passage, part)
    if above is not None:
        yield _Ratio(_located(part, above), sure and not named)
    larger = (other for other in _before(claim, part) if other.quantity.value >= part.quantity.value)
    yield from (_Ratio(_located(part, other), sure=False) for other in larger)
    if above is None and not named:
        yield from (_Ratio(pair, sure=True) for pair in _together(claim, part))


def _part(claim: Claim) -> tuple[Mention | None, bool, str]:
    """What has the share, whether that is sure, and the words for what it is a share of."""
    subject = claim.subject
    first = claim.base or subject
    said = _SAID.search(first.before)
    noun = labels.clean(said["part"]) if said else ""
    whole = labels.clean(said["whole"]) if said else ""
    levels = [m for m in claim.levels if m.quantity.upper is None]
    if noun and not _MERE.match(noun):
        before = [m for m in claim.passage.mentions[: subject.index] if m.role is Role.LEVEL]
        found = [m for m in before if m.label == noun] or called(noun, before)
        return (found[-1] if found else None), True, whole
    if mapped := _in_order(claim):
        return mapped, True, whole
    if not levels:
        return None, False, whole
    near = levels[0].clause >= first.clause - 1 or levels[0].index == subject.parent
    return levels[0], near and (levels[0].index >= first.index - 1), whole


def _in_order(claim: Claim) -> Mention | None:
    """甲5家、乙3家，分别占62.5%、37.5%: the amount at the place of the share."""
    mentions = claim.passage.mentions
    shares = [m for m in mentions if m.sentence == claim.subject.sentence and m.role is Role.SHARE]
    shares = [m for m in shares if m.clause == claim.subject.clause]
    if len(shares) < _NEAR or "分别" not in shares[0].before:
        return None
    parts = [m for m in mentions[: shares[0].index] if m.role is Role.LEVEL and m.sentence == claim.subject.sentence]
    parts = [m for m in parts if m.quantity.dimension == parts[-1].quantity.dimension][-len(shares) :]
    return parts[shares.index(claim.subject)] if len(parts) == len(shares) and claim.subject in shares else None


def _before(claim: Claim, part: Mention) -> list[Mention]:
    """Amounts of the dimension that were said before, nearest first."""
    earlier = reversed(claim.passage.mentions[max(0, part.index - _EARLIER) : part.index])
    return [m for m in earlier if m.role is Role.LEVEL and m.quantity.dimension == part.quantity.dimension]


def _named(reading: Reading, claim: Claim, part: Mention, whole: str) -> list[Located]:
    """What a share is said to be of, where an amount of the paragraph or a known one of the document has that name."""
    if whole in _ALL and (near := _of_all(claim, part, whole)):
        return [relations.located(near)]
    found = called(whole, [m for m in reversed(_before(claim, part)) if m.quantity.value >= part.quantity.value])
    if found and (len(whole) > _NEAR + 1 or name_of(whole)):
        return [relations.located(found[-1])]
    known = [f for f in reading.facts_by_name.get(name_of(whole), ()) if not f.scope and f.stage == "final"]
    known = [f for f in known if not f.in_table or f.name not in ("revenue", "expenditure")]
    known = [f for f in known if f.quantity.dimension == part.quantity.dimension and f.year in (None, reading.year)]
    values = {f.quantity.value for f in known}
    return [(known[0].quantity, known[0].place)] if len(values) == 1 and name_of(whole) else []


def _of_all(claim: Claim, part: Mention, whole: str) -> Mention | None:
    """The first amount of 支出 or 收入 in the nearest sentence before that begins with one."""
    firsts = {m.sentence: m for m in reversed(claim.passage.mentions[: part.index]) if m.depth == 0}
    found = [m for _, m in sorted(firsts.items(), reverse=True) if whole[-2:] in m.label and m.role is Role.LEVEL]
    fits = [m for m in found if m.quantity.dimension == part.quantity.dimension and m.stage not in ("prior", "budget")]
    return next((m for m in fits if m.quantity.value >= part.quantity.value), None)


def _together(claim: Claim, part: Mention) -> list[ratios.Pair]:
    """Shares of what the amounts of a sentence make together, when the other shares of it are."""
    near = claim.passage.mentions[max(0, part.index - _EARLIER) : part.index + _EARLIER]
    group = [m for m in near if (m.sentence, m.bracket) == (part.sentence, part.bracket)]
    pairs = [(a, b) for a, b in pairwise(group) if a.role is Role.LEVEL and b.role is Role.SHARE]
    parts = [a for a, _ in pairs if a.quantity.dimension == part.quantity.dimension]
    if len(parts) < _WHOLES or part not in parts:
        return []
    whole = relations.summed(total_of(parts), parts[0].quantity, parts[0].place)
    held = [ratios.judged(relations.located(b), (relations.located(a), whole)) is not Verdict.ERROR for a, b in pairs]
    return [(relations.located(part), whole)] if sum(held) * 2 > len(held) else []


def _rate(reading: Reading, claim: Claim) -> Iterator[_Ratio]:
    """A rate of two amounts of one unit: 应签100户，已签95户，签约率95%; 满意80份，基本满意15份，满意率95%."""
    if not claim.levels or not _CALLED_RATE.search(claim.subject.before):
        return
    yield from _across(claim)
    last = claim.levels[0]
    same = [last, *(m for m in _before(claim, last) if m.sentence >= last.sentence - 1 and m.bracket == last.bracket)]
    same = [m for m in same if m.quantity.upper is None]
    if len(same) < _NEAR:
        return
    part = next((m for m in same[:_WHOLES] if _is_called(claim, m)), None)
    wholes = [m for m in same[1 : _WHOLES + 1] if m is not part]
    for whole in wholes:
        yield _Ratio(_located(last, whole), sure=False)
        if whole.quantity.value > last.quantity.value and _is_denied(last):  # 23个标段中有5个未按期完工，完工率78.3%
            rest = relations.summed(whole.quantity.value - last.quantity.value, last.quantity, last.place)
            yield _Ratio((rest, relations.located(whole)), sure=False)
        if part is not None:
            sure = part is last and _is_whole(reading, claim, part, whole, wholes)
            yield _Ratio(_located(part, whole), sure)
        inner = [m for m in reversed(same) if m.index > whole.index]
        for value in accumulate(m.quantity.value for m in inner):
            yield _Ratio((relations.summed(value, last.quantity, last.place), relations.located(whole)), sure=False)
    if wholes and wholes[0].quantity.value <= last.quantity.value:
        yield _Ratio(_located(wholes[0], last), sure=False)


def _across(claim: Claim) -> Iterator[_Ratio]:
    """床位890张，入住498人，入住率56.0%: of things of two kinds, one for one."""
    last = claim.levels[0]
    whole = claim.levels[1] if len(claim.levels) > 1 else None
    if whole is None or not (last.quantity.unit.is_count and whole.quantity.unit.is_count):
        return
    beside = last.index == claim.subject.index - 1 and whole.index == last.index - 1
    if beside and _ONE_FOR_ONE.search(claim.subject.before) and last.quantity.dimension != whole.quantity.dimension:
        yield _Ratio(_located(last, whole), sure=True)


def _is_called(claim: Claim, part: Mention) -> bool:
    """Is a rate called as an amount is: 签约率 of 已签95户?"""
    stem = claim.subject.label.rstrip("为达到是约").removesuffix("率").removesuffix("度")[-2:]
    words = part.label + part.before + part.after
    return len(stem) == _NEAR and set(stem) <= set(words) and not _is_denied(part)


def _is_denied(part: Mention) -> bool:
    """Is an amount of what was not done: 5个未按期完工, 不合格3件?"""
    return bool(_NEGATED.search(part.label + part.before) or _NEGATED.match(part.after.removeprefix("的")))


def _is_whole(reading: Reading, claim: Claim, part: Mention, whole: Mention, wholes: Sequence[Mention]) -> bool:
    """Is an amount all that a rate can be of: the only larger one, in the same breath?"""
    if part.clause < claim.subject.clause - 1 or part.quantity.value > whole.quantity.value:
        return False
    above = reading.whole_of(claim.passage, part)
    if any(m.role is Role.RATE for m in claim.passage.mentions[whole.index + 1 : part.index]):
        return False  # 筛查100人，筛查率99%；管理95人，管理率…: the first has a rate of its own
    larger = {m.quantity.value for m in wholes if m.quantity.value >= part.quantity.value}
    alone = larger == {whole.quantity.value} and whole.sentence == part.sentence
    return above is whole or (alone and not differ(part.before, whole.before))
