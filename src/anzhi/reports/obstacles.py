"""障碍 Everything that still stands between a year's records and its finished report, each with where to go."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from anzhi.metrics.engine import Figures
from anzhi.metrics.prose import render
from anzhi.performance import scoring
from anzhi.performance.models import Evaluation
from anzhi.performance.queries import measure
from anzhi.performance.scoring import Method
from anzhi.reports.models import Narrative
from anzhi.reports.outline import SECTIONS
from anzhi.reports.queries import context, used
from anzhi.values.finding import Finding, Severity
from anzhi.values.period import Year
from anzhi.values.refusal import Missing, Refused


@dataclass(frozen=True)
class Obstacle:
    """Something that must be mended before the report can be made.

    Attributes:
        kind: what has to be opened: figure, section, indicator or evaluation.
        key: which one: a name, a section, the identifier of an indicator; empty for the evaluation.
        reason: what is wrong.
    """

    kind: str
    key: str
    reason: Refused | Finding


def obstacles(year: Year, figures: Figures) -> list[Obstacle]:
    """What keeps a year's report from being made; empty when ``queries.report`` succeeds."""
    texts = dict(Narrative.objects.filter(year=year.number).values_list("section", "text"))
    evaluation = Evaluation.objects.filter(year=year.number).prefetch_related("indicators").first()
    needed = used(year.number, texts.values())
    return [
        *(Obstacle("figure", name, figures.missing[name]) for name in sorted(needed) if name in figures.missing),
        *_sections(year, texts, figures),
        *_indicators(year, evaluation, figures),
    ]


def _sections(year: Year, texts: Mapping[str, str], figures: Figures) -> Iterator[Obstacle]:
    names = context(year, figures)
    for section in SECTIONS:
        text = texts.get(section, "")
        if not text.strip():
            yield Obstacle("section", section, Missing("还没有正文"))
        elif reason := _unprintable(text, names, figures):
            yield Obstacle("section", section, reason)


def _indicators(year: Year, evaluation: Evaluation | None, figures: Figures) -> Iterator[Obstacle]:
    if evaluation is None:
        yield Obstacle("evaluation", "", Missing("{year} 年还没有绩效指标", year=year.number))
        return
    method, names = scoring.load_method(evaluation.method), context(year, figures)
    indicators = list(evaluation.indicators.all())
    for finding in scoring.check_weights([(i.first, i.weight) for i in indicators], method):
        yield Obstacle("evaluation", "", finding)
    for indicator in indicators:
        try:
            measured = measure(indicator, figures).measured
        except Missing:
            continue  # named above, under its figure
        texts = (indicator.target_text, indicator.actual_text, indicator.deviation, indicator.improvement)
        reasons = [*_unscored(measured, method), *(_unprintable(text, names, figures) for text in texts)]
        yield from (Obstacle("indicator", str(indicator.pk), reason) for reason in reasons if reason)


def _unscored(measured: scoring.Measured, method: Method) -> list[Refused | Finding]:
    try:
        return [f for f in scoring.check_score(measured, method) if f.severity is Severity.ERROR]
    except Missing as missing:
        return [missing]


def _unprintable(text: str, names: Mapping[str, object], figures: Figures) -> Refused | None:
    """Why a text cannot be printed although its figures are there."""
    try:
        render(text, {**dict.fromkeys(figures.missing, ""), **names})
    except Refused as refusal:
        return refusal
    return None
