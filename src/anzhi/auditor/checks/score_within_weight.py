"""得分不超分值 Is every score between zero and its weight?"""

from collections.abc import Iterator

from anzhi.auditor.checks import relations
from anzhi.auditor.checks.weights import place
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation, Verdict
from anzhi.auditor.tables.indicators import Indicator
from anzhi.values.wording import phrase


def check(reading: Reading) -> Iterator[Relation]:
    """Every row of indicators, and the total."""
    for scores in reading.scores:
        for indicator in scores.every:
            if found := _row(reading, indicator):
                yield found


def _row(reading: Reading, indicator: Indicator) -> Relation | None:
    weight, score = indicator.box("weight"), indicator.box("score")
    if not weight or not score or not weight.quantity or not score.quantity or weight.is_same(score):
        return None
    given, got = weight.quantity, score.quantity
    label = indicator.label or "总分"
    holds = 0 <= got.value <= given.value
    names = {"label": label, "score": got.printed, "weight": given.printed}
    if holds:
        said = phrase("“{label}”得分 {score} 在分值 {weight} 以内", **names)
        arithmetic = f"{given.printed} - {got.printed} = {relations.computed(given.value - got.value, got).printed}"
    elif got.value < 0:
        said = phrase("“{label}”得分 {score} 小于零", **names)
        arithmetic = f"{got.printed} < 0"
    else:
        said = phrase("“{label}”得分 {score} 超过分值 {weight}", **names)
        arithmetic = f"{got.printed} > {given.printed}"
    return relations.relation(
        "score_within_weight",
        Verdict.OK if holds else Verdict.ERROR,
        said,
        document=reading.document,
        arithmetic=arithmetic,
        stated=relations.operand((got, place(indicator, score))),
        expected=relations.operand((given, place(indicator, weight))),
        places=[place(indicator, score), place(indicator, weight)],
    )
