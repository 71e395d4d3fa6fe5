"""总得分 Is the total score the sum of the scores, in table and text, and does the grade fit it?"""

import re
from collections.abc import Iterator
from fractions import Fraction

from anzhi.auditor.checks import relations
from anzhi.auditor.checks.weights import leaves_execution, numbers, place
from anzhi.auditor.language.mention import Mention, Passage
from anzhi.auditor.quantities import Quantity
from anzhi.auditor.quantities.quantity import Located, decimal
from anzhi.auditor.quantities.units import SCORE
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Operand, Relation, Verdict
from anzhi.auditor.tables.indicators import STANDARD, Scores
from anzhi.values.wording import phrase

_OWN_SCORE = re.compile(
    r"(?:自评|综合|评价|评估|绩效|总体|最终|总)(?:总|综合)?(?:得分|评分|分数?)(?:值)?(?:共计?|合计|为|是|达|：)*\s*$|评分结果为$|得分合计|总分为?$"
)
_GRADES = (("优", Fraction(90)), ("良", Fraction(80)), ("中", Fraction(60)), ("差", Fraction(0)))
"""财预〔2020〕10号: 优 from 90, 良 from 80, 中 from 60, 差 below. An office may have laid down others."""
_GRADE = re.compile(
    r"(?:等级|等次|级别|结果|评价|评定|档次)[^，。；、（）]{0,8}?[为是：]\s*[“\"]?(优秀|优|良好|良|中|合格|差)(?=[”\"等级。，；、（）\s]|$)"
)
_FEW = 2
_LAID_DOWN = re.compile(r"\d+\s*[-—~至]\s*\d+\s*分?[^。；]{0,12}[优良中差]|[优良中差][^。；]{0,8}\d+\s*[-—~至]\s*\d+")


def check(reading: Reading) -> Iterator[Relation]:
    """The total row of every table of indicators, and every total that the text states."""
    totals: list[Located] = []
    for scores in reading.scores:
        parts = _scored(reading, scores)
        if len(parts) > _FEW:
            yield from _tables(reading, scores, parts)
            totals += _total_of(scores)
    for passage in reading.passages:
        for mention in passage.mentions:
            if mention.quantity.dimension == SCORE and mention.quantity.is_exact and _OWN_SCORE.search(mention.before):
                if len(totals) == 1 and not _is_with_execution(reading, mention):
                    yield _text(reading, mention, totals[0])
                yield from _grade(reading, passage, mention)


def _tables(reading: Reading, scores: Scores, parts: list[Located]) -> Iterator[Relation]:
    """The total row, and the total in the head of the form."""
    for stated in _total_of(scores):
        if not _is_short_of_execution(reading, scores, parts, stated[0]):
            yield _sum(reading, scores, parts, stated)
    if scores.overall:
        yield _sum(reading, scores, parts, scores.overall)


def _total_of(scores: Scores) -> list[Located]:
    box = scores.total.box("score") if scores.total else None
    return [(box.quantity, place(scores.total, box))] if scores.total and box and box.quantity else []


def _is_with_execution(reading: Reading, mention: Mention) -> bool:
    """Is a total all that is scored, that of execution included, which the total row leaves out?"""
    tables = [_scored(reading, scores) for scores in reading.scores if reading.execution_of(scores)]
    return any(sum((q.value for q, _ in parts), Fraction(0)) == mention.quantity.value for parts in tables)


def _is_short_of_execution(reading: Reading, scores: Scores, parts: list[Located], total: Quantity) -> bool:
    """Are the points for execution given somewhere else, so that the others need not make the total?"""
    weight = scores.total.number("weight") if scores.total else None
    given = sum((q.value for q, _ in numbers(scores, "weight")), Fraction(0))
    missing = total.value - sum((q.value for q, _ in parts), Fraction(0))
    alone = reading.execution_of(scores) is None
    return alone and weight is not None and leaves_execution(reading, given, weight.value) and 0 <= missing <= STANDARD


def _scored(reading: Reading, scores: Scores) -> list[Located]:
    found = numbers(scores, "score")
    execution = reading.execution_of(scores)
    if execution and (points := execution.points):
        found.append(points)
    return found


def _sum(reading: Reading, scores: Scores, parts: list[Located], stated: Located) -> Relation:
    value = sum((quantity.value for quantity, _ in parts), Fraction(0))
    alone = numbers(scores, "score")
    if value != stated[0].value and sum((q.value for q, _ in alone), Fraction(0)) == stated[0].value:
        parts, value = alone, stated[0].value
    places = max(quantity.places for quantity, _ in parts)
    off = abs(value - stated[0].value)
    verdict = Verdict.OK if not off else Verdict.ROUNDING if places and off <= Fraction(2, 100) else Verdict.ERROR
    shown = decimal(value, places)
    if verdict is Verdict.OK:
        said = phrase("总分 {total} 等于各项得分之和", total=stated[0].printed)
    elif verdict is Verdict.ROUNDING:
        said = phrase("总分写 {total}，各项得分之和为 {sum}，属四舍五入尾差", total=stated[0].printed, sum=shown)
    else:
        said = phrase("总分写 {total}，各项得分之和为 {sum}", total=stated[0].printed, sum=shown)
    terms = [(1, part) for part in parts]
    return relations.added(reading.document, "score_total", verdict, said, terms, stated, Operand(value, shown))


def _text(reading: Reading, mention: Mention, total: Located) -> Relation:
    same = mention.quantity.value == total[0].value
    names = {"text": mention.printed, "table": total[0].printed}
    said = (
        phrase("正文的总分 {text} 与表内总分一致", text=mention.printed)
        if same
        else phrase("正文写总分 {text}，表内总分为 {table}", **names)
    )
    return relations.relation(
        "score_total",
        Verdict.OK if same else Verdict.ERROR,
        said,
        document=reading.document,
        arithmetic=f"{mention.printed} {'=' if same else '≠'} {total[0].printed}",
        stated=relations.operand(relations.located(mention)),
        expected=relations.operand(total),
        places=[mention.place, total[1]],
    )


def _grade(reading: Reading, passage: Passage, mention: Mention) -> Iterator[Relation]:
    """A grade beside the score, unless the document lays down steps of its own."""
    end = passage.plain.find("。", mention.place.end)
    found = _GRADE.search(passage.plain, mention.place.end, end if end >= 0 else len(passage.plain))
    if not found or any(_LAID_DOWN.search(other.plain) for other in reading.passages):
        return
    expected = next(grade for grade, least in _GRADES if mention.quantity.value >= least)
    grade = {"优秀": "优", "良好": "良", "合格": "中"}.get(found[1], found[1])
    same = grade == expected
    names = {"score": mention.printed, "grade": found[1], "expected": expected}
    said = (
        phrase("得分 {score} 与等级“{grade}”相符", score=mention.printed, grade=found[1])
        if same
        else phrase("得分 {score} 按通行的分档应为“{expected}”，却写“{grade}”，请核实", **names)
    )
    yield relations.relation(
        "score_total",
        Verdict.OK if same else Verdict.PERSON,
        said,
        document=reading.document,
        arithmetic=f"{mention.printed} → {expected}" + ("" if same else f" ≠ {grade}"),
        stated=relations.operand(relations.located(mention)),
        places=[mention.place, passage.place.at(found.start(), found.end())],
    )
