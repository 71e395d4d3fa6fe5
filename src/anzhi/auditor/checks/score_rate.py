"""得分率 Is a rate of scores the score divided by its weight?"""

from collections.abc import Iterator

from anzhi.auditor.checks import ratios
from anzhi.auditor.checks.weights import place
from anzhi.auditor.quantities.units import PERCENT
from anzhi.auditor.reading import Reading
from anzhi.auditor.report import Relation
from anzhi.auditor.tables.indicators import Indicator
from anzhi.auditor.tables.sheet import tidy


def check(reading: Reading) -> Iterator[Relation]:
    """Every row of a table with weights, scores and their rates, the total too."""
    for scores in reading.scores:
        for indicator in scores.every:
            if found := _row(reading, indicator):
                yield found


def _row(reading: Reading, indicator: Indicator) -> Relation | None:
    boxes = [indicator.box(name) for name in ("score_rate", "score", "weight")]
    if not all(box and box.quantity for box in boxes):
        return None
    rate, score, weight = ((box.quantity, place(indicator, box)) for box in boxes if box and box.quantity)
    if rate[0].dimension != PERCENT or not weight[0].value:
        return None
    label = indicator.label or next(iter(indicator.sheet.left(indicator.row, weight[1].column or 0)), "")
    return ratios.relation(reading, "share", tidy(label), rate, (score, weight))
