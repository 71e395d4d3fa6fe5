"""增减额 Is the amount by which something grew or fell the difference of the two amounts that are named?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from anzhi.auditor import comparing
from anzhi.auditor.checks import relations
from anzhi.auditor.language import labels
from anzhi.auditor.language.adding import agree, total_of
from anzhi.auditor.language.breakdowns import Breakdown
from anzhi.auditor.language.claims import Claim, subjects
from anzhi.auditor.language.mention import Mention, Passage, Role
from anzhi.auditor.quantities import Quantity
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.auditor.slips import mistyped
from anzhi.values.wording import phrase

_AFTER = re.compile(r"调整后|追加后|增加后|减少后|核减后|变更后|调整为|^[，\s]*(?:实际)?(?:下达|到位|后)")
_NEAR, _ALIKE = 2, 0.5
_BEFORE = ("prior", "budget", "adjusted", "plan", "opening")


def check(reading: Reading) -> Iterator[Relation]:
    """Every 增加 or 减少 against the amounts around it, and every change against the changes it is made of."""
    for claim in reading.claims:
        if claim.subject.role is Role.CHANGE and (found := _pair(claim)):
            yield _relation(reading, claim, *found)
        if claim.subject.role is Role.CHANGE and (after := _adjusted(claim)):
            yield _relation(reading, claim, after, claim.levels[0])
    for found_list in reading.breakdowns:
        if found_list.total.role is Role.CHANGE and len(found_list.parts) > 1:
            yield _parts(reading, found_list.total, found_list.parts, found_list.verdict)
        elif found_list.total.role is Role.LEVEL:
            yield from _beside(reading, found_list)


def _pair(claim: Claim) -> tuple[Mention, Mention] | None:
    """The amount now and the amount before; when several may be meant, those that fit, or a slip tells."""
    dimension, certain = claim.subject.quantity.dimension, True
    if claim.base is not None:
        if claim.base.quantity.dimension != dimension:
            return None
        said = subjects(claim, dimension)
        pairs = [(now, claim.base) for now in said.all]
        certain = said.certain is not None or len(pairs) == 1
    else:
        levels = [m for m in claim.levels if m.quantity.dimension == dimension and m.quantity.upper is None]
        neighbours = [*pairwise(levels), *zip(levels[1:], levels, strict=False)]
        pairs = [(now, before) for now, before in neighbours if _follows(now, before) and _is_meant(claim, before)]
    fitting = [pair for pair in pairs if _verdict(claim.subject, *pair) is not Verdict.ERROR]
    told = [(now, b) for now, b in pairs if certain or mistyped(now.quantity.value - b.quantity.value, _stated(claim))]
    return next(iter(fitting or told), None)


def _stated(claim: Claim) -> Quantity:
    return claim.subject.quantity


def _is_meant(claim: Claim, before: Mention) -> bool:
    """Does a claim compare with an amount: with last year's, or with the budget's?"""
    return not claim.against or claim.against == ("prior" if before.stage == "prior" or before.year else "budget")


def _adjusted(claim: Claim) -> Mention | None:
    """The amount after a change: 年初预算100万元，追加20万元，调整后预算120万元."""
    subject, mentions = claim.subject, claim.passage.mentions
    after = mentions[subject.index + 1] if subject.index + 1 < len(mentions) else None
    if after is None or claim.base is not None or not claim.levels or after.role is not Role.LEVEL:
        return None
    first = claim.levels[0]
    near = after.sentence == subject.sentence == first.sentence and after.bracket == subject.bracket == first.bracket
    same = first.quantity.dimension == subject.quantity.dimension == after.quantity.dimension
    return after if near and same and first.index == subject.index - 1 and _AFTER.search(after.before) else None


def _follows(now: Mention, before: Mention) -> bool:
    """Is one amount what the other was before: last year's, the budget's?"""
    alike = not now.label or not before.label or labels.likeness(now.label, before.label) >= _ALIKE
    if abs(now.clause - before.clause) > _NEAR or not alike:
        return False
    if now.year and before.year and now.year != before.year:
        return now.year > before.year
    return before.stage in _BEFORE and now.stage not in _BEFORE


def _verdict(subject: Mention, now: Mention, before: Mention) -> Verdict:
    stated = replace(subject.quantity, value=subject.signed)
    return comparing.amounts(now.quantity.value - before.quantity.value, [now.quantity, before.quantity], stated)


def _relation(reading: Reading, claim: Claim, now: Mention, before: Mention) -> Relation:
    subject, verdict = claim.subject, _verdict(claim.subject, now, before)
    difference = now.quantity.value - before.quantity.value
    first, second = (before, now) if subject.direction < 0 else (now, before)
    expected = relations.computed(abs(difference), subject.quantity)
    names = {"label": now.label or now.printed, "stated": subject.printed, "expected": expected.printed}
    wrong_way = difference * subject.direction < 0
    if verdict is Verdict.ERROR and not (
        subject.quantity.is_exact and now.quantity.is_exact and before.quantity.is_exact
    ):
        verdict = Verdict.PERSON
    if verdict is Verdict.OK:
        said = phrase("“{label}”的增减额 {stated} 与前后两数之差相等", label=names["label"], stated=names["stated"])
    elif verdict is Verdict.ROUNDING:
        said = phrase("“{label}”的增减额写 {stated}，两数之差为 {expected}，属四舍五入尾差", **names)
    elif wrong_way:
        said = phrase("“{label}”写的增减方向与前后两数相反：写 {stated}，两数之差为 {expected}", **names)
    else:
        said = phrase("“{label}”的增减额写 {stated}，前后两数之差为 {expected}", **names)
    left = relations.total([(1, first.quantity), (-1, second.quantity)])
    signed = relations.computed(first.quantity.value - second.quantity.value, subject.quantity)
    return relations.relation(
        "change_amount",
        verdict,
        said,
        document=reading.document,
        arithmetic=relations.equation(left, verdict, signed.printed, subject.printed),
        stated=relations.operand(relations.located(subject)),
        expected=expected,
        places=[subject.place, now.place, before.place],
    )


def _beside(reading: Reading, found: Breakdown) -> Iterator[Relation]:
    """总额减少2万元，其中：甲减少1万元；乙减少1万元: the changes beside a total and its parts."""
    if found.total not in found.passage.mentions or any(part not in found.passage.mentions for part in found.parts):
        return
    total = _change_of(found.passage, found.total)
    changes = [_change_of(found.passage, part) for part in found.parts]
    parts = tuple(change for change in changes if change is not None)
    if total is None or len(parts) < 2 or any(part.index <= total.index for part in parts):
        return
    verdict = agree(parts, total)
    unsaid = [p for p, change in zip(found.parts, changes, strict=True) if change is None and p.quantity.value]
    if verdict is not Verdict.ERROR or not unsaid:
        yield _parts(reading, total, parts, verdict)


def _change_of(passage: Passage, mention: Mention) -> Mention | None:
    """The change that is said of an amount, before another amount is named."""
    for later in passage.mentions[mention.index + 1 :]:
        if later.bracket != mention.bracket:
            continue
        if later.sentence != mention.sentence or later.role is Role.LEVEL:
            return None
        if later.role is Role.CHANGE:
            return later if later.quantity.dimension == mention.quantity.dimension else None
    return None


def _parts(reading: Reading, total: Mention, parts: tuple[Mention, ...], verdict: Verdict) -> Relation:
    value = total_of(parts) * (total.direction or 1)
    expected = relations.computed(value, total.quantity)
    names = {"stated": total.printed, "expected": expected.printed}
    if verdict is Verdict.OK:
        said = phrase("总的增减额 {stated} 等于各项增减额之和", stated=total.printed)
    elif verdict is Verdict.ROUNDING:
        said = phrase("总的增减额写 {stated}，各项增减额之和为 {expected}，属四舍五入尾差", **names)
    else:
        said = phrase("总的增减额写 {stated}，各项增减额（增为正、减为负）之和为 {expected}", **names)
    terms = [(part.direction * (total.direction or 1), relations.located(part)) for part in parts]
    return relations.added(reading.document, "change_amount", verdict, said, terms, relations.located(total), expected)
