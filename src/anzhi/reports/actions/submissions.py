"""签署与报送 Signing what the report says now, and handing it in frozen."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction

from anzhi.metrics import engine
from anzhi.metrics.model import Simple
from anzhi.office.actions import events
from anzhi.office.models import Event, Officer
from anzhi.performance.actions import signatures
from anzhi.performance.models import Evaluation, Signature
from anzhi.performance.queries import lacking_signatures
from anzhi.reports import content
from anzhi.reports.files import MAKERS
from anzhi.reports.models import Submission, SubmittedFigure, SubmittedFile
from anzhi.reports.queries import ReportPage, report
from anzhi.values.digest import sm3
from anzhi.values.figure import Figure
from anzhi.values.period import Year
from anzhi.values.refusal import Refused
from anzhi.values.wording import Listed

Beside = Callable[[Submission, Mapping[str, bytes]], object]
"""What is written with a submission and its files, in the same transaction; a refusal of it is one of the whole."""


@transaction.atomic
def sign(year: Year, step: Signature.Step, *, seen: str, by: Officer) -> Signature:
    """Sign a year's table and report.

    Args:
        year: the year and the day it is seen from.
        step: prepared, reviewed or approved.
        seen: digest of the content that the officer read.
        by: who signs.

    Raises:
        Missing: the report cannot be made yet.
        Refused: it changed after it was read; or see ``signatures.sign``.
    """
    _hold(year)
    _unchanged(year, seen)
    return signatures.sign(year.number, seen, step, by=by)


def submit(year: Year, *, seen: str, by: Officer, beside: Beside | None = None) -> Submission:
    """Hand a report in: freeze its figures, the records behind them, and its files.

    What is frozen is read before anything is locked, and read again only if somebody wrote meanwhile: on the embedded
    database nobody else can write while a writer works.

    Raises:
        Missing: the report cannot be made yet.
        Refused: it changed after it was read, a signature is lacking, it was handed in before, or records change at
            this very moment.
    """
    written = Event.objects.count()
    draft = _draft(year, seen)
    with transaction.atomic():
        _hold(year)
        current = draft if Event.objects.count() == written else _draft(year, seen)
        submission = _hand_in(current, by)
        if beside is not None:
            beside(submission, {file.name: bytes(file.content) for file in current.files})
        return submission


@dataclass(frozen=True)
class _Draft:
    """A submission with everything that will be frozen in it, not yet written."""

    submission: Submission
    figures: list[SubmittedFigure]
    files: list[SubmittedFile]


def _draft(year: Year, seen: str) -> _Draft:
    page = _unchanged(year, seen)
    if lacking := lacking_signatures(year.number, seen):
        raise Refused("还不能报送，缺少签署：{steps}", steps=Listed(tuple(step.label for step in lacking)))
    submission = Submission(
        year=year.number,
        as_of=year.as_of,
        digest=seen,
        total=page.total,
        grade=page.evaluation.method.grade(page.total),
    )
    if Submission.objects.filter(year=year.number, digest=seen).exists():
        raise Refused("这份内容已经报送")
    return _Draft(submission, list(_figures(page)), list(_files(page)))


def _hand_in(draft: _Draft, by: Officer) -> Submission:
    draft.submission.officer = by
    [submission] = events.add([draft.submission], verb="submission.submit", by=by)
    for frozen in (*draft.figures, *draft.files):
        frozen.submission = submission
    events.add(draft.figures, verb="submission.freeze_figure", by=by)
    events.add(draft.files, verb="submission.freeze_file", by=by)
    return submission


def _hold(year: Year) -> None:
    """Signing and handing in happen one after the other."""
    Evaluation.objects.select_for_update().filter(year=year.number).first()


def _unchanged(year: Year, seen: str) -> ReportPage:
    """The report of now, if it still is what the officer read."""
    page = report(year)
    if content.digest(page) != seen:
        raise Refused("自评表或报告的内容在您打开之后有改动，请重新阅读后再办理")
    return page


def _figures(page: ReportPage) -> Iterator[SubmittedFigure]:
    """Every figure used, and every one it is computed from."""
    computed = engine.compute(page.year, list(page.figures))
    for metric in engine.closure(list(page.figures)):
        figure = computed[metric.name]
        rows = _evidence(page, figure) if isinstance(metric, Simple) else []
        evidence = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
        yield SubmittedFigure(
            name=figure.name,
            label=figure.label,
            value=str(figure.value),
            unit=figure.unit.symbol,
            printed=figure.printed,
            records=figure.evidence,
            parts=[part.name for part in engine.simple_parts(figure.name)],
            evidence=evidence,
            evidence_digest=sm3(evidence),
        )


def _evidence(page: ReportPage, figure: Figure) -> list[tuple[int, str, int]]:
    """The records of a counted figure. They must give the very value that the report prints."""
    rows = page.evidence[figure.name].rows
    printed = page.figures.get(figure.name, figure)
    if not sum(amount for _, _, amount in rows) == figure.value == printed.value:
        raise Refused("“{label}”的记录正在变动，请稍后重试", label=figure.label)
    return list(rows)


def _files(page: ReportPage) -> Iterator[SubmittedFile]:
    for name, make in MAKERS.items():
        made = make(page)
        yield SubmittedFile(name=name, content=made, digest=sm3(made))
