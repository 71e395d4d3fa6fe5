"""人均与单价 Is an average the amount divided by the number, and a price times a number the amount?"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from anzhi.auditor.checks import relations
from anzhi.auditor.language import labels
from anzhi.auditor.language.mention import Mention, Passage, Role
from anzhi.auditor.quantities.units import MONEY, PEOPLE
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.values.wording import phrase

_AVERAGE = re.compile(
    r"(人|户|生|亩|次|均|批|个|台|辆|床|村|校|车)均[^，。；]{0,8}$|平均(?:每)?(.{0,1})[^，。；]{0,6}$|每(人|户|亩|生|次|个|辆|台|村|校|省|市|县|镇|乡|站|家)(?:平均)?[^，。；]{0,6}$"
)
_UNITS = {
    "人": {PEOPLE, "人次"},
    "生": {PEOPLE},
    "户": {"户"},
    "亩": {"平方米"},
    "次": {"次", "人次", "批次"},
    "批": {"批次", "批"},
    "车": {"辆"},
    "校": {"所"},
}
_NEAR = 3
_RATE = re.compile(r"(元|平方米|亩)/(人|户|亩|次|名|个|辆|台|套|平方米|生)$")


def check(reading: Reading) -> Iterator[Relation]:
    """Every average and every price in a sentence with its amount and its number."""
    for passage in reading.passages:
        groups: dict[tuple[int, int], list[Mention]] = {}
        for mention in passage.mentions:
            groups.setdefault((mention.bracket, mention.sentence), []).append(mention)
        for group in groups.values():
            parent = [passage.mentions[group[0].parent]] if group[0].parent is not None else []
            for mention in group:
                if found := _found(passage, [*parent, *group], mention):
                    yield _relation(reading, mention, *found)


def _found(passage: Passage, group: Sequence[Mention], mention: Mention) -> tuple[Mention, Mention] | None:
    """The amount and the number that an average is of."""
    asked = _asked(mention)
    if asked is None:
        return None
    word, dimension = asked
    near = [m for m in group if m is not mention and _is_known(m) and abs(m.index - mention.index) <= _NEAR]
    counts = [m for m in group if m is not mention and _is_known(m) and _is_counted(m, word)]
    amounts = [m for m in near if m.quantity.dimension == dimension]
    certain = bool(amounts) and bool(word)
    if not amounts:  # 接待费8.5万元。…来宾680人次，人均125元
        before = [
            m
            for m in passage.mentions[max(0, mention.index - 8 * _NEAR) : mention.index]
            if _is_known(m) and m not in group
        ]
        amounts = [m for m in before[-2 * _NEAR :] if m.quantity.dimension == dimension]
        named = [m for m in amounts if labels.common(m.label, mention.label) >= _NEAR]
        amounts = named[-1:] or amounts
        certain = len({m.quantity.value for m in amounts}) == 1
    pairs = [(a, c) for a in amounts for c in counts if dimension == MONEY or a.quantity.value > mention.quantity.value]
    fitting = [pair for pair in pairs if _verdict(mention, *pair) is not Verdict.ERROR]
    return next(iter(fitting or (pairs if len(pairs) == 1 and certain else [])), None)


def _asked(mention: Mention) -> tuple[str, str] | None:
    """Of what an amount is the average, and what it measures; None when it is no average."""
    if mention.role is not Role.LEVEL or not mention.quantity.value or mention.quantity.upper is not None:
        return None
    if rate := _RATE.search(mention.quantity.dimension):
        return ("人" if rate[2] == "名" else rate[2]), rate[1]
    found = _AVERAGE.search(mention.before)
    return (next((g for g in found.groups() if g), "")[:1], mention.quantity.dimension) if found else None


def _is_known(mention: Mention) -> bool:
    return mention.role is Role.LEVEL and mention.quantity.is_exact


def _is_counted(mention: Mention, word: str) -> bool:
    """Is it a number of what the average is of?"""
    if not mention.quantity.unit.is_count or not mention.quantity.value:
        return False
    return not word or mention.quantity.dimension in _UNITS.get(word, {word}) or mention.after.startswith(word)


def _verdict(mention: Mention, amount: Mention, count: Mention) -> Verdict:
    stated = mention.quantity
    value = amount.quantity.value / count.quantity.value
    if abs(value - stated.value) <= stated.step / 2 or stated.value * count.quantity.value == amount.quantity.value:
        return Verdict.OK
    slack = amount.quantity.step / 2 / count.quantity.value + stated.step / 2
    near = abs(value - stated.value) <= max(slack, stated.step)
    if near or (stated.hedge and abs(value - stated.value) <= stated.value / 20):
        return Verdict.ROUNDING if not stated.hedge else Verdict.OK
    return Verdict.ERROR


def _relation(reading: Reading, mention: Mention, amount: Mention, count: Mention) -> Relation:
    verdict = _verdict(mention, amount, count)
    if verdict is Verdict.ERROR and mention.quantity.hedge:
        verdict = Verdict.PERSON
    expected = relations.computed(amount.quantity.value / count.quantity.value, mention.quantity)
    rounded = _rounded(amount.quantity.value / count.quantity.value, mention)
    names = {"label": mention.label or mention.printed, "stated": mention.printed, "expected": rounded}
    if verdict is Verdict.OK:
        said = phrase("“{label}”{stated} 与总额除以数量相符", label=names["label"], stated=mention.printed)
    elif verdict is Verdict.ROUNDING:
        said = phrase("“{label}”写 {stated}，总额除以数量为 {expected}，属四舍五入尾差", **names)
    else:
        said = phrase("“{label}”写 {stated}，总额除以数量为 {expected}", **names)
    left = f"{amount.printed} ÷ {count.printed}"
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


def _rounded(value: Fraction, mention: Mention) -> str:
    return relations.percent(value / mention.quantity.unit.scale, mention.quantity).printed
