"""执行率 Is a rate of execution or completion, or an excess over the plan, what the two amounts give?"""

import re
from collections.abc import Iterator
from fractions import Fraction

from anzhi.auditor.checks import known, ratios, relations
from anzhi.auditor.language import labels
from anzhi.auditor.language.claims import Claim
from anzhi.auditor.language.mention import Mention, Role
from anzhi.auditor.language.scopes import differ
from anzhi.auditor.quantities.quantity import Located, decimal
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.auditor.slips import mistyped
from anzhi.auditor.tables.indicators import Scores
from anzhi.values.wording import phrase

_CAME, _SPENT = (
    re.compile(r"预算|到位|收到|下达|安排|总投资|资金总[额量]|总资金|资金共?计?$"),
    re.compile(r"支出|使用|执行|拨付|发放|支付|完成"),
)
_NAMED = 2
_PLANNED = ("budget", "adjusted", "plan")


def check(reading: Reading) -> Iterator[Relation]:
    """Every 执行率, 完成率, 完成预算的…% and 超额完成…% of a text."""
    for claim in reading.claims:
        if claim.subject.role is Role.EXECUTION and (pair := _pair(reading, claim)):
            label = claim.subject.label if len(claim.subject.label) > 2 else claim.levels[0].label
            stated = relations.located(claim.subject)
            yield ratios.relation(reading, "execution_rate", label or "执行率", stated, pair, _less(claim))
    for scores in reading.scores:
        yield from _points(reading, scores)


def _points(reading: Reading, scores: Scores) -> Iterator[Relation]:
    """执行率得分: the weight times the rate, at most the weight. Some offices lay down steps of their own."""
    row = scores.scored_execution
    given = row.weight if row else None
    weight, score = (given[0], row.number("rate_score")) if row and given else (None, None)
    rate = row.percent if row else None
    if row is None or weight is None or score is None or rate is None:
        return
    expected = weight.value * min(rate, Fraction(100)) / 100
    off = abs(expected - score.value)
    verdict = Verdict.OK if off <= score.step / 2 else Verdict.ROUNDING if off <= Fraction(2, 100) else Verdict.PERSON
    plainly = rate >= 100 or score.value > weight.value or score.places > 1  # to the hundredth: it was multiplied
    if verdict is Verdict.PERSON and plainly:
        verdict = Verdict.ERROR
    shown = relations.percent(expected, score)
    names = {"stated": score.printed, "expected": shown.printed}
    if verdict is Verdict.OK:
        said = phrase("预算执行得分 {stated} 等于分值乘以执行率", stated=score.printed)
    elif verdict is Verdict.ROUNDING:
        said = phrase("预算执行得分写 {stated}，分值乘以执行率为 {expected}，属四舍五入尾差", **names)
    elif verdict is Verdict.ERROR:
        said = phrase("预算执行得分写 {stated}，分值乘以执行率为 {expected}", **names)
    else:
        said = phrase("预算执行得分写 {stated}，分值乘以执行率为 {expected}；若另有计分办法则不算错，请核实", **names)
    where = [row.sheet.table.place(row.boxes[name].cell) for name in ("rate_score", "rate_weight") if name in row.boxes]
    printed = f"{weight.printed} × {decimal(min(rate, Fraction(100)), 2)}%"
    yield relations.relation(
        "execution_rate",
        verdict,
        said,
        document=reading.document,
        arithmetic=relations.equation(printed, verdict, shown.printed, score.printed),
        stated=relations.operand((score, where[0])),
        expected=shown,
        places=where,
    )


def _less(claim: Claim) -> int:
    """An excess is what lies above 100%."""
    return 100 if claim.subject.direction > 0 else 0


def _pair(reading: Reading, claim: Claim) -> ratios.Pair | None:
    """What was done and what was planned: those that fit, else that are sure, else that a slip tells."""
    stated, less = relations.located(claim.subject), _less(claim)
    named = [*_stated(claim), *_planned_before(claim), *_known(reading, claim)]
    pairs = [((relations.located(done), planned), sure) for done, planned, sure in named]
    pairs = [(pair, certain) for pair, certain in pairs if not ratios.is_in_other_units(stated, pair)]
    for pair, _ in pairs:
        if ratios.judged(stated, pair, less) is not Verdict.ERROR:
            return pair
    certain_ones = "分别" not in claim.subject.lead and not _is_one_of_several(claim)
    sure = [
        pair
        for pair, certain in pairs
        if (certain and certain_ones and ratios.is_meant(stated, pair, less)) or _is_slip(stated, pair, less)
    ]
    if sure:
        return sure[0]
    done = claim.levels[0] if claim.levels and not less else None
    return ratios.told_by_a_slip(reading, done, stated) if done else None


def _is_one_of_several(claim: Claim) -> bool:
    """分别为88.9%和92.9%: the second rate of several that are said in order."""
    mentions = claim.passage.mentions
    before = mentions[claim.subject.index - 1] if claim.subject.index else None
    return before is not None and before.clause == claim.subject.clause and "分别" in before.lead


def _is_slip(stated: Located, pair: ratios.Pair, less: int) -> bool:
    (part, _), (whole, _) = pair
    return bool(whole.value) and mistyped(part.value / whole.value * 100 - less, stated[0])


Named = tuple[Mention, Located, bool]
"""What was done, what was planned, and whether it is sure that a rate is of these two."""


def _stated(claim: Claim) -> Iterator[Named]:
    """Of the amounts of the sentence: 占预算100万元的95%; 预算100万元，执行95万元，执行率95%."""
    levels = [m for m in claim.levels if m.quantity.upper is None and "/" not in m.quantity.dimension]
    if claim.base is not None:
        same = [m for m in levels if m.quantity.dimension == claim.base.quantity.dimension]
        yield from ((m, relations.located(claim.base), len(same) == 1 or m is same[0]) for m in same)
        return
    if not levels:
        return
    same = [m for m in levels if m.quantity.dimension == levels[0].quantity.dimension]
    done = [m for m in same if m.stage not in _PLANNED and m.role is Role.LEVEL]
    planned = sorted((m for m in same if m.stage in _PLANNED), key=lambda m: m.stage != "adjusted")
    planned += [m for m in done[1:] if _CAME.search(m.before) and _SPENT.search(done[0].before)]
    done = [m for m in done if m not in planned]
    for p in planned[:3]:
        for d in done[:3]:
            if not differ(p.before, d.before):
                near = d is done[0] and p is planned[0] and d.segment == claim.subject.segment
                yield d, relations.located(p), near and not _is_settled(claim, p, d)
    if not planned and len(same) == 2 and same[0].role is Role.LEVEL and not differ(same[0].before, same[1].before):
        yield same[0], relations.located(same[1]), False


def _is_settled(claim: Claim, planned: Mention, done: Mention) -> bool:
    """Is the rate of another amount said between, so that what was planned is of that one?"""
    between = claim.passage.mentions[planned.index + 1 : done.index]
    return any(m.role is Role.EXECUTION for m in between)


def _known(reading: Reading, claim: Claim) -> Iterator[Named]:
    """Of what was planned, when the document names it elsewhere."""
    if not claim.levels or claim.levels[0].quantity.upper is not None or claim.base is not None:
        return
    done = claim.levels[0]
    if (fact := known.planned(reading, done)) is not None:
        yield done, (fact.quantity, fact.place), True


def _is_plan_of(planned: Mention, done: Mention) -> bool:
    """计划建成泊位6500个。…建成泊位6240个: of one name."""
    return planned.stage == "plan" and labels.common(planned.label, done.label) >= _NAMED


def _planned_before(claim: Claim) -> Iterator[Named]:
    """Of what came, in the sentence before."""
    if not claim.levels or claim.base is not None:
        return
    done = claim.levels[0]
    before = [
        m for m in claim.passage.mentions[: done.index] if m.role is Role.LEVEL and m.sentence >= done.sentence - 1
    ]
    came = [
        m
        for m in before
        if m.quantity.dimension == done.quantity.dimension
        and (_CAME.search(m.before) or _is_plan_of(m, done))
        and not differ(m.before, done.before)
        and m.quantity.value
    ]
    came.sort(key=lambda m: m.stage != "adjusted")
    if _SPENT.search(done.before) or any(_is_plan_of(m, done) for m in came):
        alone = len(came) == 1
        yield from ((done, relations.located(m), alone and not _is_settled(claim, m, done)) for m in came)
