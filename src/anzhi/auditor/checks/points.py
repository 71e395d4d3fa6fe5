"""百分点 Is a change in percentage points the difference of two rates: 由38.6%提高到44.1%，提高5.5个百分点?"""

import re
from collections.abc import Iterator
from itertools import combinations

from anzhi.auditor.checks import relations
from anzhi.auditor.language.mention import Mention, Passage
from anzhi.auditor.quantities.quantity import decimal
from anzhi.auditor.quantities.units import PERCENT, POINTS
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Operand, Relation, Verdict
from anzhi.values.wording import phrase

_FROM, _TO = re.compile(r"[由从](?:[^，。；]{0,16})$"), re.compile(r"[到至为]\s*$")
_THAN = re.compile(r"(?<!可)[比较](?![例重率])[^，。；]{0,12}$|(?:目标|标准|要求|任务)值?(?:为|的)?$")
_WANTED = re.compile(r"^的?(?:目标|标准|要求|任务)")
_SHORT = re.compile(r"差|低|高|少|多")
_NEAR = 3
"""Rates before a change that it may be the difference of."""


def check(reading: Reading) -> Iterator[Relation]:
    """Every number of percentage points with the rates before it in its sentence."""
    for passage in reading.passages:
        for mention in passage.mentions:
            asked = mention.quantity.dimension == POINTS and mention.quantity.is_exact
            if asked and (pair := _pair(passage, mention)):
                yield _relation(reading, mention, *pair)


def _pair(passage: Passage, change: Mention) -> tuple[Mention, Mention] | None:
    """The rate before and the rate now: two that fit, else two that the words say are meant."""
    rates = [
        m
        for m in passage.mentions[: change.index]
        if (m.sentence, m.bracket) == (change.sentence, change.bracket)
        and m.quantity.dimension == PERCENT
        and m.quantity.hedge in ("", "over", "under")
        and m.quantity.upper is None
    ][-_NEAR:]
    pairs = [pair for two in combinations(reversed(rates), 2) for pair in (two, two[::-1])]
    fitting = [pair for pair in pairs if _holds(change, *pair)]
    meant = _meant(change, rates[-2:])
    return next(iter(fitting), meant)


def _meant(change: Mention, rates: list[Mention]) -> tuple[Mention, Mention] | None:
    """由…提高到…; …，较上年…提高; …，离…的目标还差: right before the change."""
    if len(rates) < 2 or change.index - rates[-1].index != 1 or rates[-1].index - rates[0].index != 1:
        return None
    first, second = rates
    if _FROM.search(first.before) and _TO.search(second.before):
        return first, second
    compared = _THAN.search(second.before) or second.quantity.hedge or _WANTED.match(second.after)
    moved = change.direction or _SHORT.search(change.before) or second.quantity.hedge
    return (second, first) if compared and moved else None


def _holds(change: Mention, before: Mention, now: Mention) -> bool:
    difference = now.quantity.value - before.quantity.value
    right_way = not change.direction or difference * change.direction >= 0
    coarse = (
        [m.quantity.step / 2 for m in (before, now)]
        if before.quantity.step + now.quantity.step > 2 * change.quantity.step
        else []
    )
    return right_way and abs(abs(difference) - change.quantity.value) <= sum(coarse)


def _relation(reading: Reading, change: Mention, before: Mention, now: Mention) -> Relation:
    verdict = Verdict.OK if _holds(change, before, now) else Verdict.ERROR
    difference = now.quantity.value - before.quantity.value
    shown = decimal(abs(difference), max(before.quantity.places, now.quantity.places)) + change.quantity.unit.symbol
    names = {"stated": change.printed, "expected": shown}
    if verdict is Verdict.OK:
        said = phrase("{stated} 与前后两个比率之差相等", stated=change.printed)
    elif difference * change.direction < 0:
        said = phrase("增减方向与前后两个比率相反：写 {stated}，两者之差为 {expected}", **names)
    else:
        said = phrase("写 {stated}，前后两个比率之差为 {expected}", **names)
    first, second = sorted((before, now), key=lambda mention: -mention.quantity.value)
    left = f"{first.printed} - {second.printed}"
    return relations.relation(
        "change_amount",
        verdict,
        said,
        document=reading.document,
        arithmetic=relations.equation(left, verdict, shown, change.printed),
        stated=relations.operand(relations.located(change)),
        expected=Operand(abs(difference), shown),
        places=[change.place, before.place, now.place],
    )
