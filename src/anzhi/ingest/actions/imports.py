"""导入 Bringing a workbook into the record: whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from django.db import transaction

from anzhi.ingest.models import Import
from anzhi.ingest.nouns.base import Item, Noun, slices
from anzhi.ingest.problems import Problems, Progress, silent
from anzhi.ingest.reading import read
from anzhi.ingest.workbook import Source, open_source
from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.values.refusal import Refused

NAMED = 500
"""So many records are named at most when an action refuses them; each has to be tried alone."""


@dataclass(frozen=True)
class Outcome:
    """What became of a workbook.

    Attributes:
        added: records entered.
        present: records that were there already, the same in every cell.
        problems: what is wrong, by line; nothing was entered when there is any.
        source: the table that was read, to be returned with its problems.
        more: True when there were too many problems to name them all.
    """

    added: int
    present: int
    source: Source
    problems: Problems = field(default_factory=Problems)
    more: bool = False


def bring_in(noun: Noun, path: Path, *, file_name: str, by: Officer, progress: Progress = silent) -> Outcome:
    """Read a workbook, check every row, and enter what is new in one transaction.

    Args:
        noun: the kind of record its rows are.
        path: where the file is.
        file_name: what it was called, for the trail.
        by: who brings it.
        progress: told how far the work is.

    Raises:
        Refused: the file as a whole cannot be read.
    """
    source = open_source(path, noun.columns)
    problems = Problems()
    work = noun.check(read(source, noun.columns, problems, progress), problems, progress)
    if problems or not work.new:
        return Outcome(0, work.present, source, problems)
    try:
        _enter(noun, work.new, work.present, path, file_name, by, progress)
    except Refused:
        _name_refused(noun, work.new, problems, by, progress)
        if not problems:  # a rule that speaks of the workbook as a whole
            raise
        return Outcome(0, work.present, source, problems, more=len(problems) >= NAMED)
    return Outcome(len(work.new), work.present, source)


@transaction.atomic
def _enter(
    noun: Noun, items: Sequence[Item], present: int, path: Path, file_name: str, by: Officer, progress: Progress
) -> None:
    done = 0
    for part in slices(items, noun.slice):
        progress("write", done, len(items))
        noun.write([item.facts for item in part], by=by)
        done += len(part)
    record = Import(
        noun=noun.key,
        file_name=file_name[-120:],
        digest=_digest(path),
        added=len(items),
        present=present,
        recorded_by=by,
    )
    events.add([record], verb="import.complete", by=by)


def _name_refused(noun: Noun, items: Sequence[Item], problems: Problems, by: Officer, progress: Progress) -> None:
    """Find the records that the actions refuse: try parts, halve those that are refused; leave nothing behind."""
    places = {column.name: index for index, column in enumerate(noun.columns)}
    parts = list(slices(items, noun.slice))[::-1]
    with transaction.atomic():
        while parts and len(problems) < NAMED:
            progress("name", len(items) - sum(map(len, parts)), len(items))
            part = parts.pop()
            try:
                with transaction.atomic():
                    noun.write([item.facts for item in part], by=by)
            except Refused as refusal:
                if len(part) == 1:
                    problems.add(part[0].line, refusal, places.get(refusal.field))
                else:
                    half = len(part) // 2
                    parts += [part[half:], part[:half]]
        transaction.set_rollback(True)


def _digest(path: Path) -> str:
    digest = hashes.Hash(hashes.SM3())
    with path.open("rb") as file:
        while chunk := file.read(2**20):
            digest.update(chunk)
    return digest.finalize().hex()
