"""绩效自评 Defining a year's indicators, grading, adjusting scores, carrying the set forward."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from anzhi.metrics.definitions import METRICS
from anzhi.metrics.prose import check
from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.performance import scoring
from anzhi.performance.models import Evaluation, Indicator
from anzhi.performance.queries import Evaluated
from anzhi.values.refusal import Refused


@transaction.atomic
def define(evaluation: Evaluation, indicators: Sequence[Indicator], *, by: Officer) -> Evaluation:
    """Set a year's indicators, all at once, so that their weights can be held to 100.

    Raises:
        Refused: the weights do not sum as the method says, or an indicator names an unknown figure.
    """
    method = scoring.load_method(evaluation.method)
    for finding in scoring.check_weights([(i.first, i.weight) for i in indicators], method):
        raise Refused(finding.message, **dict(finding.parameters))
    for indicator in indicators:
        for name in (indicator.metric, indicator.target_metric):
            if name and name not in METRICS:
                raise Refused("指标“{indicator}”引用了不存在的数字 {name}", indicator=indicator, name=name)
        for text in (indicator.name, indicator.target_text, indicator.actual_text):
            check(text, METRICS)
    [evaluation] = events.add([evaluation], verb="evaluation.define", by=by)
    for indicator in indicators:
        indicator.evaluation = evaluation
    events.add(indicators, verb="evaluation.add_indicator", by=by)
    return evaluation


def grade(indicator: Indicator, grade: Indicator.Grade, *, by: Officer) -> Indicator:
    """Say how far a quality was achieved. A score given under another grade is void.

    Raises:
        Refused: the indicator is a quantity.
    """
    if indicator.measure != Indicator.Measure.QUALITY:
        raise Refused("“{indicator}”是定量指标，由数字评定", indicator=indicator)
    void = {"score": None, "deviation": "", "improvement": ""}
    return events.change({indicator: {"grade": grade, **void}}, verb="indicator.grade", by=by)[0]


@transaction.atomic
def adjust(evaluated: Evaluated, *, score: int, deviation: str = "", improvement: str = "", by: Officer) -> Indicator:
    """Give a score other than the proposed one, in hundredths of a point.

    Raises:
        Refused: above the weight, outside the band of the grade, or a deduction without a reason.
    """
    indicator = Indicator.objects.select_for_update().get(pk=evaluated.indicator.pk)
    method = scoring.load_method(indicator.evaluation.method)
    for text in (deviation, improvement):
        check(text, METRICS)
    scoring.check_adjustment(replace(evaluated.measured, grade=indicator.grade), score, deviation, method)
    values = {"score": score, "deviation": deviation.strip(), "improvement": improvement.strip()}
    return events.change({indicator: values}, verb="indicator.adjust", by=by)[0]


def restore(indicator: Indicator, *, by: Officer) -> Indicator:
    """Give up the officer's score, with its reason: the method's proposal stands again."""
    return events.change(
        {indicator: {"score": None, "deviation": "", "improvement": ""}}, verb="indicator.restore", by=by
    )[0]


@transaction.atomic
def carry_forward(from_year: int, to_year: int, *, by: Officer) -> Evaluation:
    """Start a year's evaluation from an earlier one: same indicators and targets, no grades, no scores.

    Raises:
        Refused: there is nothing to carry, or the year has its own already.
    """
    source = Evaluation.objects.filter(year=from_year).first()
    if source is None:
        raise Refused("{year} 年没有绩效指标可以结转", year=from_year)
    if Evaluation.objects.filter(year=to_year).exists():
        raise Refused("{year} 年已有绩效指标", year=to_year)
    kept = (
        "ordinal", "first", "second", "name", "weight", "measure", "metric",
        "comparator", "target", "target_metric", "target_text", "actual_text",
    )  # fmt: skip
    return define(
        Evaluation(year=to_year, method=source.method),
        [Indicator(**{name: getattr(old, name) for name in kept}) for old in source.indicators.all()],
        by=by,
    )
