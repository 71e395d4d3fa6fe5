"""人均与单价 Is an average the amount divided by the number, and a price times a number the amount?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from anzhi.auditor import comparing
from anzhi.auditor.checks import relations
from anzhi.auditor.language import labels
from anzhi.auditor.language.averages import Average, average_of
from anzhi.auditor.language.mention import Mention, Passage, Role
from anzhi.auditor.quantities.units import MONEY
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.auditor.slips import mistyped
from anzhi.values.wording import phrase

_NEAR, _BACK, _MONTHS = 3, 24, 12
_ALIKE = 2
_LIMITED = re.compile(r"以[上下内]的?")
_EARLIER = ("budget", "adjusted", "plan", "prior")


@dataclass(frozen=True)
class _Pair:
    """An amount and a number of things, and whether an average must be of these."""

    amount: Mention
    count: Mention
    things: Fraction
    sure: bool


def check(reading: Reading) -> Iterator[Relation]:
    """Every average and every price with its amount and its number."""
    for passage in reading.passages:
        average: Average | None = None
        for mention in passage.mentions:
            average = average_of(mention, average)
            if average and (found := _found(reading, passage, mention, average)):
                yield _relation(reading, mention, average, found)


def _found(reading: Reading, passage: Passage, mention: Mention, average: Average) -> _Pair | None:
    """The amount and the number that an average is of: those that fit, else those that are sure or a slip tells."""
    pairs = [*_beside(passage, mention, average), *_before(passage, mention, average)]
    if average.noun or mention.label:
        pairs += _named(reading, mention, average)
    for pair in pairs:
        if _verdict(mention, average, pair) is not Verdict.ERROR:
            return pair
    sure = [p for p in pairs if p.sure and not average.is_standard and _is_meant(mention, average, p)]
    told = [p for p in pairs if p in sure or _is_slip(mention, p)]
    return told[0] if told else None


def _is_amount(mention: Mention, average: Average, other: Mention) -> bool:
    return (
        other.role is Role.LEVEL
        and other.quantity.is_exact
        and other.quantity.dimension == average.dimension
        and other is not mention
        and average_of(other) is None
        and (average.dimension == MONEY or other.quantity.value > mention.quantity.value)
    )


def _beside(passage: Passage, mention: Mention, average: Average) -> Iterator[_Pair]:
    """In the sentence: 680人次、8.5万元，人均125元; 28个，每个5万元，共140万元."""
    group = [m for m in passage.mentions if (m.sentence, m.bracket) == (mention.sentence, mention.bracket)]
    if mention.parent is not None:
        group = [passage.mentions[mention.parent], *group]
    near = [m for m in group if abs(m.index - mention.index) <= _NEAR]
    near = [m for m in near if m.segment == mention.segment or m.index == mention.parent]
    amounts = [m for m in near if _is_amount(mention, average, m)]
    counts = [(m, things) for m in group if m is not mention and (things := average.counts(m))]
    close = [m for m, _ in counts if m in near and not _LIMITED.search(m.before)]
    sure = len(amounts) == 1 and len(close) == 1 and _is_of(average, amounts[0], close[0])
    for amount, (count, things) in product(amounts, counts):
        yield _Pair(amount, count, things, sure and count in close and bool(average.word))


def _is_of(average: Average, amount: Mention, count: Mention) -> bool:
    """Is an average of these by its name, or has it none of its own?"""
    noun = average.noun
    return not noun or any(labels.common(noun, m.before + m.after) >= min(_ALIKE, len(noun)) for m in (amount, count))


def _before(passage: Passage, mention: Mention, average: Average) -> Iterator[_Pair]:
    """接待费8.5万元。…来宾680人次，人均125元: an amount of a sentence before."""
    earlier = passage.mentions[max(0, mention.index - _BACK) : mention.index]
    group = [m for m in earlier if (m.sentence, m.bracket) == (mention.sentence, mention.bracket)]
    if any(_is_amount(mention, average, m) for m in group):
        return
    counts = [(m, things) for m in group if (things := average.counts(m))]
    amounts = [m for m in earlier if m not in group and m.depth == 0 and _is_amount(mention, average, m)]
    amounts = [m for m in amounts if labels.common(m.label, mention.label) >= _NEAR] or amounts
    amounts = [m for m in amounts if m.stage not in _EARLIER] or amounts
    sure = len({m.quantity.value for m in amounts}) == 1 and len(counts) == 1 and not average.noun
    for amount, (count, things) in product(reversed(amounts), counts):
        yield _Pair(amount, count, things, sure)


def _named(reading: Reading, mention: Mention, average: Average) -> Iterator[_Pair]:
    """生均公用经费初中900元, 初中在校生100人 and 初中应拨9万元: of one name, wherever they stand."""
    noun = mention.label if len(mention.label) > 1 and not labels.is_generic(mention.label) else average.noun
    if len(noun) < _ALIKE:
        return
    named = [m for m in reading.mentions if m.label.startswith(noun) and m is not mention]
    amounts = [m for m in named if _is_amount(mention, average, m)]
    counts = [(m, things) for m in named if (things := average.counts(m))]
    for amount, (count, things) in product(amounts[:_NEAR], counts[:_NEAR]):
        yield _Pair(amount, count, things, sure=False)


def _is_meant(mention: Mention, average: Average, pair: _Pair) -> bool:
    value = pair.amount.quantity.value / pair.things
    return any(
        comparing.is_plausible(value / n, mention.quantity.value) for n in ((1, _MONTHS) if average.monthly else (1,))
    )


def _is_slip(mention: Mention, pair: _Pair) -> bool:
    """Would the average, or the amount, be right with one slip of the keyboard undone?"""
    stated, amount = mention.quantity, pair.amount.quantity
    return mistyped(amount.value / pair.things, stated) or mistyped(stated.value * pair.things, amount)


def _verdict(mention: Mention, average: Average, pair: _Pair) -> Verdict:
    months = (1, _MONTHS) if average.monthly else (1,)
    found = [_judged(mention, pair.amount, pair.things * n) for n in months]
    return next((v for v in (Verdict.OK, Verdict.ROUNDING) if v in found), Verdict.ERROR)


def _judged(mention: Mention, amount: Mention, things: Fraction) -> Verdict:
    stated = mention.quantity
    value = amount.quantity.value / things
    if abs(value - stated.value) <= stated.step / 2 or stated.value * things == amount.quantity.value:
        return Verdict.OK
    slack = amount.quantity.step / 2 / things + stated.step / 2
    near = abs(value - stated.value) <= slack or abs(value - stated.value) < stated.step
    if near or (stated.hedge and abs(value - stated.value) <= stated.value / 20):
        return Verdict.ROUNDING if not stated.hedge else Verdict.OK
    return Verdict.ERROR


def _relation(reading: Reading, mention: Mention, average: Average, pair: _Pair) -> Relation:
    amount, count = pair.amount, pair.count
    verdict = _verdict(mention, average, pair)
    if verdict is Verdict.ERROR and mention.quantity.hedge:
        verdict = Verdict.PERSON
    monthly = average.monthly and _judged(mention, amount, pair.things) is Verdict.ERROR
    value = amount.quantity.value / pair.things / (_MONTHS if monthly else 1)
    expected = relations.computed(value, mention.quantity)
    rounded = relations.percent(value / mention.quantity.unit.scale, mention.quantity).printed
    names = {"label": mention.label or mention.printed, "stated": mention.printed, "expected": rounded}
    if verdict is Verdict.OK:
        said = phrase("“{label}”{stated} 与总额除以数量相符", label=names["label"], stated=mention.printed)
    elif verdict is Verdict.ROUNDING:
        said = phrase("“{label}”写 {stated}，总额除以数量为 {expected}，属四舍五入尾差", **names)
    else:
        said = phrase("“{label}”写 {stated}，总额除以数量为 {expected}", **names)
    left = f"{amount.printed} ÷ {count.printed}" + (f" ÷ {_MONTHS}" if monthly else "")
    return relations.relation(
        "per_head",
        verdict,
        said,
        document=reading.document,
        arithmetic=relations.equation(left, verdict, rounded, mention.printed),
        stated=relations.operand(relations.located(mention)),
        expected=expected,
        places=[mention.place, amount.place, count.place],
    )
