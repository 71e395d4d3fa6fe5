"""绩效与正文 The year's indicators with the officers' adjustments, and the narrative of the report."""

from importlib.resources import files

from anzhi.demo.world import World, read
from anzhi.performance.actions import evaluations
from anzhi.performance.models import Evaluation, Indicator
from anzhi.performance.queries import evaluation
from anzhi.reports.actions import narratives
from anzhi.reports.outline import SECTIONS
from anzhi.values.exact import smallest
from anzhi.values.period import Year

_HUNDREDTHS = 100


def build(world: World) -> None:
    """Define, grade, score; write."""
    data, by = read("indicators.yaml"), world.clerks["综合部"]
    entries = data["indicators"]
    evaluations.define(
        Evaluation(year=2021, method=data["method"]),
        [_indicator(ordinal, entry) for ordinal, entry in enumerate(entries, start=1)],
        by=by,
    )
    for indicator, entry in zip(Indicator.objects.order_by("ordinal"), entries, strict=True):
        if "grade" in entry:
            evaluations.grade(indicator, Indicator.Grade(entry["grade"]), by=by)
    rows = evaluation(Year.whole(2021)).rows
    for row, entry in zip(rows, entries, strict=True):
        if "adjust" in entry:
            adjustment = entry["adjust"] | {"score": smallest(entry["adjust"]["score"], _HUNDREDTHS)}
            evaluations.adjust(row, **adjustment, by=by)
    folder = files("anzhi.demo").joinpath("narrative", "2021")
    texts = {section: folder.joinpath(f"{section}.md").read_text(encoding="utf-8") for section in SECTIONS}
    narratives.write(2021, texts, by=by)


def _indicator(ordinal: int, entry: dict) -> Indicator:
    return Indicator(
        ordinal=ordinal,
        first=entry["first"],
        second=entry["second"],
        name=entry["name"],
        weight=entry["weight"] * _HUNDREDTHS,
        measure="quantity" if "metric" in entry else "quality",
        metric=entry.get("metric", ""),
        comparator=entry.get("comparator", ""),
        target=smallest(entry["target"], _HUNDREDTHS) if "target" in entry else None,
        target_metric=entry.get("target_metric", ""),
        target_text=entry.get("target_text", ""),
        actual_text=entry["actual"],
    )
