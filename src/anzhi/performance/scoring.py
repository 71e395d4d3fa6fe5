"""评分 Scoring: what a method makes of a target and an actual value. Pure; the method is data (performance/methods).

Weights and scores are hundredths of a point.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files
from typing import Any

import yaml

from anzhi.values.citation import Citation
from anzhi.values.exact import half_up
from anzhi.values.finding import Finding, Severity
from anzhi.values.refusal import Missing, Refused
from anzhi.values.wording import Phrase, phrase

POINT = 100
"""Hundredths in one point."""
_MIRRORED = {"at_least": "at_most", "at_most": "at_least", "exactly": "exactly"}


@dataclass(frozen=True)
class Band:
    """The share of the weight that a grade may get, in percent: from ``low``, up to ``high`` or below ``below``.

    ``propose`` is the share given without anybody's judgement; empty where the method gives only a range.
    """

    low: int
    high: int | None
    below: int | None
    propose: int | None

    def contains(self, share: Fraction) -> bool:
        """Is a share (of one) within the band?"""
        return share * 100 >= self.low and (
            share * 100 <= self.high if self.high is not None else share * 100 < (self.below or 0)
        )

    def words(self) -> Phrase:
        """The band as it is said."""
        if self.high is not None:
            return phrase("{low}%（含）至 {high}%（含）", low=self.low, high=self.high)
        return phrase("{low}%（含）至 {below}%", low=self.low, below=self.below)


@dataclass(frozen=True)
class Method:
    """A scoring method.

    Attributes:
        name: its file name.
        label: its title.
        source: where it is laid down.
        weights: points of each first-level group; they sum to 100.
        bands: shares by grade.
        over_target: percent above a target from which the target looks too low; empty where none is given.
        grades: overall grades with the least total in points, best first.
    """

    name: str
    label: str
    source: Citation
    weights: Mapping[str, int]
    bands: Mapping[str, Band]
    over_target: int | None
    grades: tuple[tuple[str, int], ...]

    def grade(self, total: int) -> str:
        """The overall grade of a total in hundredths of a point."""
        return next(name for name, least in self.grades if total >= least * POINT)


@dataclass(frozen=True)
class Measured:
    """An indicator with what it measured.

    Attributes:
        ordinal: its place in the table.
        name: the third-level indicator.
        first: its first-level group.
        weight: hundredths of a point.
        comparator: at_least, exactly or at_most; empty for a quality.
        target: what was aimed at, in the metric's smallest unit; empty for a quality.
        actual: what was reached; empty for a quality.
        grade: achieved, partial or missed; empty for a quantity, or for a quality nobody graded yet.
        adjusted: the officer's score, if there is one.
        deviation: the officer's reason.
    """

    ordinal: int
    name: str
    first: str
    weight: int
    comparator: str
    target: Fraction | None
    actual: Fraction | None
    grade: str
    adjusted: int | None
    deviation: str

    @property
    def is_met(self) -> bool:
        """A quantity that reached its target, or a quality graded as achieved."""
        if self.target is None or self.actual is None:
            return self.grade == "achieved"
        return {
            "at_least": self.actual >= self.target,
            "exactly": self.actual == self.target,
            "at_most": self.actual <= self.target,
        }[self.comparator]


def load_method(name: str) -> Method:
    """Read a method by name.

    Raises:
        Refused: there is none of that name, or its weights do not sum to 100.
    """
    path = files("anzhi.performance").joinpath("methods", f"{name}.yaml")
    if not path.is_file():
        raise Refused("没有名为 {name} 的评分办法", name=name)
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    if sum(data["weights"].values()) != 100:
        raise Refused("评分办法 {name} 的一级指标分值之和不是 100", name=name)
    over = data["over_target"]
    return Method(
        name=name,
        label=data["label"],
        source=Citation(**data["source"]),
        weights=data["weights"],
        bands={
            grade: Band(band["from"], band.get("to"), band.get("below"), band.get("propose"))
            for grade, band in data["quality"].items()
        },
        over_target=over["percent"] if over else None,
        grades=tuple(data["grades"].items()),
    )


def propose(measured: Measured, method: Method) -> int:
    """The score that the method gives by itself.

    A quantity that is met gets the full weight. Otherwise it gets the weight times actual/target, or target/actual
    where less is better, never more than the weight. A target below zero is measured by what was to fall: a fall of 5
    aimed at and one of 3 reached is three fifths. A quality gets what its band proposes.

    Raises:
        Missing: a quality has no grade, or its grade leaves the score to an officer.
    """
    if measured.target is None or measured.actual is None:
        return _propose_quality(measured, method)
    if measured.is_met:
        return measured.weight
    reached = _reached(measured.comparator, measured.target, measured.actual)
    return half_up(measured.weight * min(max(reached, Fraction(0)), Fraction(1)))


def score(measured: Measured, method: Method) -> int:
    """The score that counts: the officer's where there is one, otherwise the method's."""
    return measured.adjusted if measured.adjusted is not None else propose(measured, method)


def check_adjustment(measured: Measured, points: int, deviation: str, method: Method) -> None:
    """May an officer give this score?

    Raises:
        Refused: above the weight, below it without a reason, or outside the band of the grade.
    """
    if not 0 <= points <= measured.weight:
        raise Refused(
            "“{name}”的得分 {points} 不在 0 至 {weight} 分之间",
            name=measured.name,
            points=printed(points),
            weight=printed(measured.weight),
        )
    if points < measured.weight and not deviation.strip():
        raise Refused("“{name}”扣分必须说明原因", name=measured.name)
    if measured.target is None:
        if not measured.grade:
            raise Missing("“{name}”是定性指标，请先评定达成程度", name=measured.name)
        band = method.bands[measured.grade]
        if not band.contains(Fraction(points, measured.weight)):
            raise Refused(
                "“{name}”的得分 {points} 不在该达成程度的区间内（分值的 {band}）",
                name=measured.name,
                points=printed(points),
                band=band.words(),
            )


def check(indicators: Sequence[Measured], method: Method) -> Iterator[Finding]:
    """What is wrong, or looks wrong, with a scored set of indicators."""
    yield from check_weights([(i.first, i.weight) for i in indicators], method)
    for indicator in indicators:
        yield from check_score(indicator, method)


def check_score(indicator: Measured, method: Method) -> Iterator[Finding]:
    """What is wrong, or looks wrong, with the score of one indicator.

    Raises:
        Missing: it cannot be scored yet.
    """
    points = score(indicator, method)
    if points < indicator.weight and not indicator.deviation.strip():
        yield _finding(
            Severity.ERROR,
            "deduction",
            "“{name}”得 {points} 分、满分 {weight} 分，没有说明扣分原因",
            name=indicator.name,
            points=printed(points),
            weight=printed(indicator.weight),
        )
    if points == indicator.weight and not indicator.is_met:
        yield _finding(Severity.WARNING, "full_marks", "“{name}”未达到指标值却得满分", name=indicator.name)
    if method.over_target is not None and _excess(indicator) * 100 > method.over_target:
        yield _finding(
            Severity.WARNING,
            "over_target",
            "“{name}”超过指标值 {percent}% 以上，指标值可能偏低，请说明",
            name=indicator.name,
            percent=method.over_target,
        )


def check_weights(weights: Sequence[tuple[str, int]], method: Method) -> Iterator[Finding]:
    """Do the weights sum to 100, and each first-level group to what the method gives it?

    Args:
        weights: first-level group and weight of each indicator.
        method: the scoring method.
    """
    total = sum(weight for _, weight in weights)
    if total != 100 * POINT:
        yield _finding(Severity.ERROR, "weights", "分值之和为 {total}，应为 100", total=printed(total))
    groups = dict.fromkeys([*method.weights, *(first for first, _ in weights)])
    for group in groups:
        stated = sum(weight for first, weight in weights if first == group)
        given = method.weights.get(group, 0) * POINT
        if stated != given:
            yield _finding(
                Severity.ERROR,
                "weights",
                "一级指标 {group} 的分值之和为 {stated}，评分办法规定 {given}",
                group=group,
                stated=printed(stated),
                given=printed(given),
            )


def printed(points: int) -> str:
    """Hundredths of a point as people write them: 10, 9.5."""
    whole, part = divmod(points, POINT)
    return f"{whole}.{part:02d}".rstrip("0") if part else str(whole)


def _excess(indicator: Measured) -> Fraction:
    if indicator.comparator != "at_least" or indicator.actual is None or not indicator.target or indicator.target < 0:
        return Fraction(0)
    return indicator.actual / indicator.target - 1


def _propose_quality(measured: Measured, method: Method) -> int:
    if not measured.grade:
        raise Missing("“{name}”是定性指标，请先评定达成程度", name=measured.name)
    band = method.bands[measured.grade]
    if band.propose is None:
        if measured.adjusted is not None:
            return measured.adjusted
        raise Missing("“{name}”未全部达成，请在分值的 {band}之间评分并说明原因", name=measured.name, band=band.words())
    return half_up(Fraction(measured.weight * band.propose, 100))


def _reached(comparator: str, target: Fraction, actual: Fraction) -> Fraction:
    if target < 0:
        return _reached(_MIRRORED[comparator], -target, -actual)
    if comparator == "at_most":
        return target / actual
    if comparator == "exactly" and actual > target:
        return target / actual
    return actual / target if target else Fraction(0)


def _finding(severity: Severity, check: str, message: str, **parameters: object) -> Finding:
    return Finding(severity, check, message, tuple(parameters.items()))
