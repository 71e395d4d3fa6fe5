"""扣分有因 Does every deduction have a reason, and every reason a deduction?"""

import re
from collections.abc import Iterator
from fractions import Fraction

from anzhi.auditor.checks import relations
from anzhi.auditor.checks.weights import named, place
from anzhi.auditor.quantities.quantity import decimal
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Operand, Relation, Verdict
from anzhi.auditor.tables.indicators import Indicator, Scores, is_blank
from anzhi.values.wording import phrase

_NONE = re.compile(
    r"^[^，。；\d]{0,10}(?:为|达到?|：)?100%[。]?$|^[无否/\\—–\-。.\s]*$|^(?:无偏差|已完成|完成|无原因|正常|达标|按期完成|全部完成|不涉及|无需改进|继续保持)[。]?$"
)
_REASON = re.compile(
    r"因|由于|受.{0,20}影响|未(?!来|雨)|没有|不足|不够|不到位|不高|不及时|不完善|滞后|延期|延迟|推迟|较[慢低少差]|偏[低慢少差]|困难|缺|调整|疫情|存在|导致|造成|低于|少于|尚|待|难|问题|无法"
)
_MEASURE = re.compile(
    r"将|拟|通过|强[^，。；]{1,3}$|下一步|今后|加强|加快|加大|强化|强督|提高|提升|完善|改进|优化|继续|建立|健全|督促|推动|推进|落实|争取|扩大|做好"
)
_FACT = re.compile(r"\d|因|未|没")
"""What is counted or was not done is a reason, whatever is to be done about it."""
_TAKEN = re.compile(r"(?<!不)(?:扣减?|减)(?:除|去|了)?(\d+(?:\.\d+)?)分")
_FAILED = re.compile(r"未(?:完成|达|能|按|落实|实现)|滞后|延期|延迟|不足|低于|偏低|没有完成|欠缺")


def check(reading: Reading) -> Iterator[Relation]:
    """Every indicator of a table that has a column for reasons."""
    for scores in reading.scores:
        if any(indicator.box("reason") for indicator in scores.indicators):
            yield from _deductions(reading, scores)
            for indicator in scores.indicators:
                if found := _row(reading, indicator):
                    yield found


def _lost(indicator: Indicator) -> Fraction | None:
    weight, score = indicator.number("weight"), indicator.number("score")
    return weight.value - score.value if weight and score else None


def _deductions(reading: Reading, scores: Scores) -> Iterator[Relation]:
    """All deductions together against what is missing from the total."""
    total = scores.total
    lost = [(i, value) for i in scores.indicators if (value := _lost(i))]
    missing = _lost(total) if total else None
    if not total or missing is None or not lost or reading.execution_of(scores):
        return
    value = sum((value for _, value in lost), Fraction(0))
    if value != missing:  # then the weights or the scores do not add up, which is a question of its own
        return
    names = {"count": len(lost), "sum": decimal(value, 0 if value.denominator == 1 else 2)}
    weight, score = total.number("weight"), total.number("score")
    printed = f"{weight.printed} - {score.printed}" if weight and score else ""
    said = phrase("{count} 处扣分共 {sum} 分，与总分所扣一致", **names)
    parts = " + ".join(decimal(v, 0 if v.denominator == 1 else 2) for _, v in lost)
    where = [place(i, box) for i, _ in (*lost, (total, missing)) if (box := i.box("score"))]
    yield relations.relation(
        "deduction_reason",
        Verdict.OK,
        said,
        document=reading.document,
        arithmetic=f"{parts} = {names['sum']} = {printed}",
        stated=relations.operand((score, where[-1])) if score else None,
        expected=relations.computed(weight.value - value, score) if weight and score else None,
        places=where,
    )


def reason_of(indicator: Indicator) -> str:
    """What the column for reasons says of a row; empty when it says nothing, or that there is nothing to say."""
    reason = indicator.box("reason")
    return "" if reason is None or is_blank(reason) or _NONE.match(reason.text) else reason.text


def gives_reason(indicator: Indicator) -> bool:
    """Does a row say why points are missing, and not only what will be done about it?"""
    words = reason_of(indicator)
    clauses = [clause for clause in re.split("[，。；]", words) if clause]
    told = _REASON.search(words) or _FACT.search(words) or not all(_MEASURE.search(clause) for clause in clauses)
    return bool(words and told)


def _row(reading: Reading, indicator: Indicator) -> Relation | None:
    lost, reason, score = _lost(indicator), indicator.box("reason"), indicator.box("score")
    if lost is None or reason is None or score is None:
        return None
    words = reason_of(indicator)
    actual = indicator.box("actual")
    done = actual.text if actual else ""
    names = {"label": indicator.label, "lost": decimal(lost, 0 if lost.denominator == 1 else 2)}
    if lost > 0 and not words:
        verdict, said = Verdict.ERROR, phrase("“{label}”扣了 {lost} 分，没有说明原因", **names)
    elif (said_lost := _deducted(words)) and said_lost != lost:
        verdict, said = (
            Verdict.ERROR,
            phrase(
                "“{label}”扣了 {lost} 分，说明栏却写扣 {said} 分",
                **names,
                said=decimal(said_lost, 0 if said_lost.denominator == 1 else 2),
            ),
        )
    elif lost > 0 and not gives_reason(indicator) and not _REASON.search(done):
        verdict, said = Verdict.PERSON, phrase("“{label}”扣了 {lost} 分，说明栏只写了措施，没有写原因", **names)
    elif lost > 0:
        verdict, said = Verdict.OK, phrase("“{label}”扣了 {lost} 分，写明了原因", **names)
    elif lost == 0 and words and _FAILED.search(words):
        verdict, said = Verdict.PERSON, phrase("“{label}”得了满分，说明栏却写着没有做到的原因", label=indicator.label)
    else:
        return None
    where = place(indicator, score)
    got = score.quantity
    return relations.relation(
        "deduction_reason",
        verdict,
        said,
        document=reading.document,
        arithmetic=_arithmetic(indicator, str(names["lost"])),
        stated=Operand(got.value, got.printed, where) if got else None,
        places=[where, place(indicator, reason), *named(indicator)],
    )


def _deducted(words: str) -> Fraction | None:
    """How many points a reason says were taken off, when it says so once."""
    found = _TAKEN.findall(words)
    return Fraction(found[0]) if len(found) == 1 else None


def _arithmetic(indicator: Indicator, lost: str) -> str:
    weight, score = indicator.number("weight"), indicator.number("score")
    return f"{weight.printed} - {score.printed} = {lost}" if weight and score else ""
