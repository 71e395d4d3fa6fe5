"""平均分 Is a mean that of the numbers that are listed before it: 96分、95分、94分，平均95分?"""

import re
from collections.abc import Iterator
from fractions import Fraction

from anzhi.auditor.checks import relations
from anzhi.auditor.language.mention import Mention, Passage, Role
from anzhi.auditor.quantities.units import SCORE
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.values.wording import phrase

_MEAN = re.compile(r"平均[^，。；]{0,6}$|均分[为是]?$")
_FEWEST, _NEARLY = 3, 20


def check(reading: Reading) -> Iterator[Relation]:
    """Every mean score behind three scores or more in one sentence."""
    for passage in reading.passages:
        for mention in passage.mentions:
            if mention.quantity.dimension == SCORE and mention.quantity.is_exact and _MEAN.search(mention.before):
                yield from _mean(reading, passage, mention)


def _mean(reading: Reading, passage: Passage, mention: Mention) -> Iterator[Relation]:
    listed = [
        m
        for m in passage.mentions[: mention.index]
        if (m.sentence, m.bracket) == (mention.sentence, mention.bracket)
        and m.quantity.dimension == SCORE
        and m.role is Role.LEVEL
        and m.quantity.is_exact
    ]
    if len(listed) < _FEWEST:
        return
    value = sum((m.quantity.value for m in listed), Fraction(0)) / len(listed)
    stated = mention.quantity
    off = abs(value - stated.value)
    if off * _NEARLY > stated.value:
        return  # a mean of others
    verdict = Verdict.OK if off <= stated.step / 2 else Verdict.ROUNDING if off < stated.step else Verdict.ERROR
    expected = relations.percent(value, stated)
    names = {"stated": mention.printed, "expected": expected.printed}
    said = (
        phrase("平均数 {stated} 与所列各数相符", stated=mention.printed)
        if verdict is Verdict.OK
        else phrase("平均数写 {stated}，所列各数的平均为 {expected}", **names)
    )
    left = f"({relations.total([(1, m.quantity) for m in listed])}) ÷ {len(listed)}"
    yield relations.relation(
        "per_head",
        verdict,
        said,
        document=reading.document,
        arithmetic=relations.equation(left, verdict, expected.printed, mention.printed),
        stated=relations.operand(relations.located(mention)),
        expected=expected,
        places=[mention.place, *(m.place for m in listed)],
    )
