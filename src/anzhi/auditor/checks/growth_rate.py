"""增减率 Is the percentage, or the number of times, by which something grew or fell what the amounts give?"""

from collections.abc import Iterator
from fractions import Fraction

from anzhi.auditor import comparing
from anzhi.auditor.checks import known, relations
from anzhi.auditor.document import Place
from anzhi.auditor.language.claims import Claim
from anzhi.auditor.language.mention import Mention, Role
from anzhi.auditor.quantities import Quantity
from anzhi.auditor.quantities.units import TIMES
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import GRAVITY, Relation, Verdict
from anzhi.values.wording import Phrase, phrase

_NEARLY = Fraction(1, 10)


def check(reading: Reading) -> Iterator[Relation]:
    """Every 增长 or 下降 in percent or times against the amounts of its sentence."""
    for claim in reading.claims:
        if claim.subject.role is Role.GROWTH:
            asked = (_against_change(reading, claim), _against_base(reading, claim), _against_table(reading, claim))
            found = [relation for relation in asked if relation is not None]
            if found:
                yield min(found, key=lambda relation: -GRAVITY[relation.verdict])


def _against_base(reading: Reading, claim: Claim) -> Relation | None:
    """增长率 from the amount now and the amount before."""
    base = claim.base
    pairs = [(now, base) for now in claim.levels if base and now.quantity.dimension == base.quantity.dimension]
    if base is None:
        pairs = [
            (now, before)
            for now, before in (
                *zip(claim.levels, claim.levels[1:], strict=False),
                *zip(claim.levels[1:], claim.levels, strict=False),
            )
            if now.quantity.dimension == before.quantity.dimension and _years_follow(now, before)
        ]
    if not pairs:
        return None
    best = next((p for p in pairs if _judged(claim.subject, *_growth(*p)) is not Verdict.ERROR), pairs[0])
    value, slack = _growth(*best)
    left = f"({best[0].printed} - {best[1].printed}) ÷ {best[1].printed}"
    return _relation(reading, claim.subject, value, slack, left, [m.place for m in best], best[0])


def _against_table(reading: Reading, claim: Claim) -> Relation | None:
    """增长率 from the amount now and last year's, which stands in a table."""
    now = next((m for m in claim.levels if m.sentence == claim.subject.sentence), None)
    before = known.before(reading, now) if now and claim.base is None and claim.change is None else None
    if now is None or before is None or not before.quantity.value:
        return None
    value = (now.quantity.value - before.quantity.value) / before.quantity.value
    slack = comparing.ratio_slack(now.quantity, before.quantity)
    left = f"({now.printed} - {before.printed}) ÷ {before.printed}"
    return _relation(reading, claim.subject, value, slack, left, [now.place, before.place], now)


def _years_follow(now: Mention, before: Mention) -> bool:
    if before.stage == "prior" and now.stage != "prior":
        return True
    return bool(now.year and before.year and now.year > before.year)


def _growth(now: Mention, before: Mention) -> tuple[Fraction | None, Fraction]:
    a, b = now.quantity, before.quantity
    if not b.value:
        return None, Fraction(0)
    return (a.value - b.value) / b.value, comparing.ratio_slack(a, b)


def _against_change(reading: Reading, claim: Claim) -> Relation | None:
    """增长率 from the amount now and the change that stands beside it."""
    change = claim.change
    if change is None:
        return None
    levels = [m for m in claim.levels if m.quantity.dimension == change.quantity.dimension]
    levels = levels or _sentence_before(claim, change)
    if claim.base is not None and claim.base.quantity.dimension == change.quantity.dimension:
        before = claim.base.quantity
        value = change.signed / before.value if before.value else None
        left = f"{change.printed} ÷ {claim.base.printed}"
        return _relation(
            reading, claim.subject, value, _slack(change, before), left, [change.place, claim.base.place], change
        )
    if not levels:
        return None
    best = next((m for m in levels if _judged(claim.subject, *_from_change(m, change)) is not Verdict.ERROR), levels[0])
    value, slack = _from_change(best, change)
    sign = "-" if change.direction > 0 else "+"
    left = f"{change.printed} ÷ ({best.printed} {sign} {change.printed})"
    return _relation(reading, claim.subject, value, slack, left, [best.place, change.place], best)


def _sentence_before(claim: Claim, change: Mention) -> list[Mention]:
    """The first amount of the sentence before, whose parts the others are: 总计100万元。比上年增加5万元，增长5.26%."""
    before = [
        m
        for m in claim.passage.mentions
        if m.sentence == claim.subject.sentence - 1 and m.role is Role.LEVEL and m.bracket == claim.subject.bracket
    ]
    return before[:1] if before and before[0].quantity.dimension == change.quantity.dimension else []


def _from_change(now: Mention, change: Mention) -> tuple[Fraction | None, Fraction]:
    before = now.quantity.value - change.signed
    if not before:
        return None, Fraction(0)
    return change.signed / before, 100 * (
        change.quantity.step / 2 + abs(change.signed / before) * now.quantity.step
    ) / abs(before)


def _slack(change: Mention, before: Quantity) -> Fraction:
    return comparing.ratio_slack(change.quantity, before)


def _judged(subject: Mention, value: Fraction | None, slack: Fraction) -> Verdict:
    if value is None:
        return Verdict.PERSON
    if (value > 0) - (value < 0) == -subject.direction:
        return Verdict.ERROR
    stated = subject.quantity
    if stated.dimension == TIMES:
        return _times(abs(value), stated)
    verdict = comparing.percent(abs(value) * 100, stated, slack)
    if verdict is Verdict.ERROR and stated.hedge and abs(abs(value) * 100 - stated.value) <= stated.value * _NEARLY:
        return Verdict.OK
    return verdict


def _times(value: Fraction, stated: Quantity) -> Verdict:
    if stated.hedge and abs(value - stated.value) <= max(stated.step, stated.value * _NEARLY):
        return Verdict.OK
    return Verdict.OK if abs(value - stated.value) <= stated.step / 2 else Verdict.ERROR


def _relation(
    reading: Reading,
    subject: Mention,
    value: Fraction | None,
    slack: Fraction,
    left: str,
    places: list[Place],
    named: Mention,
) -> Relation:
    verdict = _judged(subject, value, slack)
    stated = subject.quantity
    scale = 1 if stated.dimension == TIMES else 100
    expected = relations.percent(abs(value) * scale, stated) if value is not None else None
    shown = expected.printed if expected else "—"
    suffix = "" if scale == 1 else " × 100%"
    return relations.relation(
        "growth_rate",
        verdict,
        _said(subject, named.label or named.printed, verdict, value, shown),
        document=reading.document,
        arithmetic=relations.equation(left + suffix, verdict, shown, subject.printed),
        stated=relations.operand(relations.located(subject)),
        expected=expected,
        places=[subject.place, *places],
    )


def _said(subject: Mention, label: str, verdict: Verdict, value: Fraction | None, shown: str) -> Phrase:
    names = {"label": label, "stated": subject.printed, "expected": shown}
    if value is None:
        return phrase("“{label}”的基数为零，增减率 {stated} 没有意义，请核实", label=label, stated=subject.printed)
    if verdict is Verdict.OK:
        return phrase("“{label}”的增减率 {stated} 与金额相符", label=label, stated=subject.printed)
    if verdict is Verdict.ROUNDING:
        return phrase("“{label}”的增减率写 {stated}，按金额计算为 {expected}，可能二次舍入或截断", **names)
    if value * subject.direction < 0:
        return phrase("“{label}”写的增减方向与金额相反：写 {stated}，按金额计算为 {expected}", **names)
    if subject.quantity.dimension == TIMES and abs(abs(value) + 1 - subject.quantity.value) <= max(
        subject.quantity.step, _NEARLY
    ):
        return phrase("“{label}”写增长 {stated}，实为增长 {expected}；{stated} 是两年之比", **names)
    return phrase("“{label}”的增减率写 {stated}，按金额计算为 {expected}", **names)
