"""增减率 Is the percentage, or the number of times, by which something grew or fell what the amounts give?"""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from anzhi.auditor import comparing
from anzhi.auditor.checks import known, relations
from anzhi.auditor.document import Place
from anzhi.auditor.language.claims import Claim, subjects
from anzhi.auditor.language.mention import Mention, Role
from anzhi.auditor.quantities import Quantity
from anzhi.auditor.quantities.units import TIMES
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import GRAVITY, Relation, Verdict
from anzhi.auditor.slips import mistyped, transposed
from anzhi.values.wording import Phrase, phrase

_NEARLY = Fraction(1, 10)
_NEAR = 40
_RATE = re.compile(r"(?:节约|节支|压减|下降|减少|增长|增加)率")
_NOTHING = re.compile(
    r"(?:上年|去年|上年度|同期)(?:同期)?(?:没有|未|无)(?:安排|发生|支出|预算|此项|该项|收入|列支)[^，。；]{0,8}"
)


def check(reading: Reading) -> Iterator[Relation]:
    """Every 增长 or 下降 in percent or times against the amounts of its sentence, its paragraph or a table."""
    for claim in reading.claims:
        if _is_growth(claim) and not claim.is_adjusted:
            asked = (_against_change(reading, claim), _against_base(reading, claim), _against_table(reading, claim))
            found = [relation for relation in asked if relation is not None]
            found = found or [relation for relation in (_from_nothing(reading, claim),) if relation is not None]
            if found:
                yield min(found, key=lambda relation: -GRAVITY[relation.verdict])


def _is_growth(claim: Claim) -> bool:
    """Is it said of a change: 增长5%, or 节约2万元，节约率10%?"""
    named = claim.subject.role is Role.RATE and _RATE.search(claim.subject.before)
    return claim.subject.role is Role.GROWTH or bool(named and claim.change is not None and claim.base is not None)


def _against_base(reading: Reading, claim: Claim) -> Relation | None:
    """增长率 from the amount now and the amount before."""
    base, certain = claim.base, True
    if base is not None:
        said = subjects(claim, base.quantity.dimension)
        pairs = [(now, base) for now in said.all]
        certain = said.certain is not None or len(pairs) == 1
    else:
        neighbours = (*pairwise(claim.levels), *zip(claim.levels[1:], claim.levels, strict=False))
        pairs = [pair for pair in neighbours if _years_follow(*pair)] if claim.against != "budget" else []
        pairs = [(now, before) for now, before in pairs if now.quantity.dimension == before.quantity.dimension]
    if not pairs:
        return None
    best = next((p for p in pairs if _judged(claim.subject, *_growth(*p)) is not Verdict.ERROR), pairs[0])
    value, slack = _growth(*best)
    if _judged(claim.subject, value, slack) is Verdict.ERROR and not (certain or _slipped(claim.subject, value, *best)):
        return None
    left = f"({best[0].printed} - {best[1].printed}) ÷ {best[1].printed}"
    return _relation(reading, claim.subject, value, slack, left, [m.place for m in best], best[0])


def _slipped(subject: Mention, value: Fraction | None, now: Mention, before: Mention) -> bool:
    """Is it a slip that is known: digits mistyped, or the amount now taken as the base?"""
    if value is None or not now.quantity.value:
        return False
    stated = subject.quantity
    scale = 1 if stated.dimension == TIMES else 100
    turned = abs(now.quantity.value - before.quantity.value) / now.quantity.value * scale
    told = stated.places > 0 and comparing.percent(turned, stated) is Verdict.OK
    return told or mistyped(abs(value) * scale, stated)


def _against_table(reading: Reading, claim: Claim) -> Relation | None:
    """增长率 from the amount now and last year's, which stands in a table."""
    now = next((m for m in claim.levels if m.sentence == claim.subject.sentence), None)
    before = known.before(reading, now) if now and claim.base is None and claim.change is None else None
    if now is None or before is None or not before[0].value or claim.against == "budget":
        return None
    quantity, place = before
    value = (now.quantity.value - quantity.value) / quantity.value
    slack = comparing.ratio_slack(now.quantity, quantity)
    left = f"({now.printed} - {quantity.printed}) ÷ {quantity.printed}"
    return _relation(reading, claim.subject, value, slack, left, [now.place, place], now)


def _from_nothing(reading: Reading, claim: Claim) -> Relation | None:
    """上年没有安排，增长100%: of nothing there is no growth."""
    subject = claim.subject
    said = _NOTHING.search(claim.passage.plain, max(0, subject.place.start - _NEAR), subject.place.start)
    if said is None or re.search("[。；]", claim.passage.plain[said.end() : subject.place.start]):
        return None
    return _relation(reading, subject, None, Fraction(0), "", [claim.passage.place.at(*said.span())], subject)


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
    """增长率 from the amount now, or before, and the change that stands beside it."""
    change = claim.change
    if change is None:
        return None
    if claim.base is not None and claim.base.quantity.dimension == change.quantity.dimension:
        return _of_base(reading, claim, change, claim.base)
    said = subjects(claim, change.quantity.dimension)
    if not said.all:
        return None
    holds = (m for m in said.all if _judged(claim.subject, *_from_change(m, change)) is not Verdict.ERROR)
    best = next(holds, said.certain or said.all[0])
    value, slack = _from_change(best, change)
    if _judged(claim.subject, value, slack) is Verdict.ERROR and best is not said.certain:
        best = next((m for m in said.all if _is_turned(claim.subject, m, change)), best)
        if not _is_turned(claim.subject, best, change):
            return None
        value, slack = _from_change(best, change)
    sign = "-" if change.direction > 0 else "+"
    left = f"{change.printed} ÷ ({best.printed} {sign} {change.printed})"
    return _relation(reading, claim.subject, value, slack, left, [best.place, change.place], best)


def _of_base(reading: Reading, claim: Claim, change: Mention, base: Mention) -> Relation:
    """增长率 from the amount before and the change; when the change has a slip, that is what is wrong."""
    before = base.quantity
    value = change.signed / before.value if before.value else None
    slack = comparing.ratio_slack(change.quantity, before)
    if value is not None and _judged(claim.subject, value, slack) is Verdict.ERROR:
        for other in transposed(change.quantity):
            if _judged(claim.subject, other * change.direction / before.value, slack) is not Verdict.ERROR:
                return _mistaken(reading, claim, change, base, other)
    left = f"{change.printed} ÷ {base.printed}"
    return _relation(reading, claim.subject, value, slack, left, [change.place, base.place], change)


def _mistaken(reading: Reading, claim: Claim, change: Mention, base: Mention, right: Fraction) -> Relation:
    """The rate fits the change with two digits the other way round, so that the change is what is wrong."""
    expected = relations.computed(right, change.quantity)
    said = phrase(
        "增减额写 {stated}，按基数和增减率应为 {expected}，数字可能颠倒",
        stated=change.printed, expected=expected.printed,
    )  # fmt: skip
    return relations.relation(
        "change_amount",
        Verdict.ERROR,
        said,
        document=reading.document,
        arithmetic=f"{base.printed} × {claim.subject.printed} ≈ {expected.printed} ≠ {change.printed}",
        stated=relations.operand(relations.located(change)),
        expected=expected,
        places=[change.place, base.place, claim.subject.place],
    )


def _is_turned(subject: Mention, now: Mention, change: Mention) -> bool:
    """Is a growth the change in percent of the amount now, or its right value mistyped?"""
    if not now.quantity.value:
        return False
    stated = subject.quantity
    of_now = abs(change.quantity.value / now.quantity.value) * 100
    told = stated.places > 0 and comparing.percent(of_now, stated) is Verdict.OK
    value = _from_change(now, change)[0]
    return told or (value is not None and mistyped(abs(value) * 100, stated))


def _from_change(now: Mention, change: Mention) -> tuple[Fraction | None, Fraction]:
    before = now.quantity.value - change.signed
    if not before:
        return None, Fraction(0)
    return change.signed / before, 100 * (
        change.quantity.step / 2 + abs(change.signed / before) * now.quantity.step
    ) / abs(before)


def _judged(subject: Mention, value: Fraction | None, slack: Fraction) -> Verdict:
    if value is None:
        return Verdict.ERROR
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
        return phrase("“{label}”的基数为零，增减率 {stated} 没有意义", label=label, stated=subject.printed)
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
