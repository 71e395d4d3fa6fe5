"""查询 Reads of the performance room: a year's indicators with target, actual value and score."""

from dataclasses import dataclass
from fractions import Fraction

from anzhi.metrics.definitions import METRICS
from anzhi.metrics.engine import Figures, compute
from anzhi.performance import scoring
from anzhi.performance.models import Evaluation, Indicator, Signature
from anzhi.performance.scoring import Measured, Method
from anzhi.values.finding import Finding
from anzhi.values.period import Year
from anzhi.values.refusal import Missing

_TARGET_TEXT = {"at_least": "{}以上", "exactly": "{}", "at_most": "{}以内"}
_HUNDREDTHS = 100


@dataclass(frozen=True)
class Evaluated:
    """An indicator and what was measured for it."""

    indicator: Indicator
    measured: Measured
    target: str


@dataclass(frozen=True)
class EvaluationPage:
    """A year's self-evaluation.

    Attributes:
        year: the year.
        method: the scoring method.
        rows: indicators in their order.
    """

    year: Year
    method: Method
    rows: tuple[Evaluated, ...]

    @property
    def findings(self) -> list[Finding]:
        """Deductions without reason, weights that do not sum, unmet targets with full marks."""
        return list(scoring.check([row.measured for row in self.rows], self.method))

    @property
    def total(self) -> int:
        """Total score in hundredths of a point.

        Raises:
            Missing: an indicator cannot be scored yet.
        """
        return sum(scoring.score(row.measured, self.method) for row in self.rows)


def metrics_used(year: int) -> list[str]:
    """Names of the metrics that a year's indicators are measured and aimed by."""
    rows = Indicator.objects.filter(evaluation__year=year).values_list("metric", "target_metric")
    return sorted({name for row in rows for name in row if name})


def signatures(year: int, digest: str) -> dict[Signature.Step, Signature | None]:
    """The signatures under a content, step by step. Those under an earlier content do not count."""
    found = Signature.objects.filter(year=year, digest=digest).select_related("officer__organisation")
    by_step = {signature.step: signature for signature in found}
    return {step: by_step.get(step) for step in Signature.Step}


def void_signatures(year: int, digest: str) -> list[Signature]:
    """Signatures under contents that have changed since, newest first."""
    earlier = Signature.objects.filter(year=year).exclude(digest=digest)
    return list(earlier.select_related("officer").order_by("-pk"))


def lacking_signatures(year: int, digest: str) -> list[Signature.Step]:
    """Steps that nobody has signed for a content."""
    return [step for step, signature in signatures(year, digest).items() if signature is None]


def texts(year: int) -> list[str]:
    """What a year's indicators say in words, with the names of figures in it."""
    fields = ("target_text", "actual_text", "deviation", "improvement")
    return [text for row in Indicator.objects.filter(evaluation__year=year).values_list(*fields) for text in row]


def evaluation(year: Year, figures: Figures | None = None) -> EvaluationPage:
    """A year's indicators with targets, actual values and scores.

    Raises:
        Missing: the year has no indicators, or a figure they need cannot be computed.
    """
    found = Evaluation.objects.filter(year=year.number).prefetch_related("indicators").first()
    if found is None:
        raise Missing("{year} 年还没有绩效指标", year=year.number)
    if figures is None:
        figures = compute(year, metrics_used(year.number))
    method = scoring.load_method(found.method)
    return EvaluationPage(year, method, tuple(measure(i, figures) for i in found.indicators.all()))


def measure(indicator: Indicator, figures: Figures) -> Evaluated:
    """An indicator with its target and what was measured for it.

    Raises:
        Missing: a figure it needs cannot be computed.
    """
    target, text = _target(indicator, figures)
    is_quantity = indicator.measure == Indicator.Measure.QUANTITY
    measured = Measured(
        ordinal=indicator.ordinal,
        name=indicator.name,
        first=indicator.first,
        weight=indicator.weight,
        comparator=indicator.comparator,
        target=target,
        actual=figures[indicator.metric].value if is_quantity else None,
        grade=indicator.grade,
        adjusted=indicator.score,
        deviation=indicator.deviation,
    )
    return Evaluated(indicator, measured, text)


def _target(indicator: Indicator, figures: Figures) -> tuple[Fraction | None, str]:
    """The target in the metric's smallest unit, and how it prints."""
    if indicator.measure == Indicator.Measure.QUALITY:
        return None, indicator.target_text
    if indicator.target_metric:
        figure = figures[indicator.target_metric]
        return figure.value, indicator.target_text or _TARGET_TEXT[indicator.comparator].format(figure.printed)
    unit = METRICS[indicator.metric].unit
    target = Fraction(indicator.target or 0, _HUNDREDTHS) * unit.scale
    return target, indicator.target_text or _TARGET_TEXT[indicator.comparator].format(unit.trimmed().text(target))
