"""人均与单价 Is an average the amount divided by the number, and a price times a number the amount?"""

import re
from collections.abc import Iterator
from fractions import Fraction

from anzhi.auditor.checks import relations
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
_RATE = re.compile(r"(元|平方米|亩)/(人|户|亩|次|名|个|辆|台|套|平方米|生)$")


def check(reading: Reading) -> Iterator[Relation]:
    """Every average and every price in a sentence with its amount and its number."""
    for passage in reading.passages:
        groups: dict[tuple[int, int], list[Mention]] = {}
        for mention in passage.mentions:
            groups.setdefault((mention.bracket, mention.sentence), []).append(mention)
        for group in groups.values():
            for mention in group:
                yield from _average(reading, passage, group, mention)


def _average(reading: Reading, passage: Passage, group: list[Mention], mention: Mention) -> Iterator[Relation]:
    if mention.role is not Role.LEVEL or not mention.quantity.value or mention.quantity.upper is not None:
        return
    rate = _RATE.search(mention.quantity.unit.dimension + "") if "/" in mention.quantity.dimension else None
    found = None if rate else _AVERAGE.search(mention.before)
    if not rate and not found:
        return
    word = rate[2] if rate else next((g for g in found.groups() if g), "")[:1] if found else ""
    dimension = rate[1] if rate else mention.quantity.dimension
    wanted = _UNITS.get("人" if word == "名" else word, {word})
    others = [m for m in group if m is not mention and m.role is Role.LEVEL and m.quantity.is_exact]
    amounts = [m for m in others if m.quantity.dimension == dimension and abs(m.index - mention.index) <= 3]
    counts = [
        m
        for m in others
        if (m.quantity.dimension in wanted or not word or m.after.startswith(word))
        and m.quantity.unit.is_count
        and m.quantity.value
        and abs(m.index - mention.index) <= 3
    ]
    pairs = [
        (amount, count)
        for amount in amounts
        for count in counts
        if dimension == MONEY or amount.quantity.value > mention.quantity.value
    ]
    if not pairs:
        return
    fitting = [pair for pair in pairs if _verdict(mention, *pair) is not Verdict.ERROR]
    if fitting or (len(pairs) == 1 and word):
        yield _relation(reading, mention, *(fitting or pairs)[0])


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
