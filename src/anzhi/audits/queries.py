"""查询 Reads of this room: what was said of findings, and the originals that an edited copy is held to."""

import json
from collections.abc import Iterable

from django.db.models import Q

from anzhi.audits.audited import Audited, Judged
from anzhi.audits.models import Judgement
from anzhi.reports import imprints
from anzhi.reports.models import Submission
from anzhi.reports.queries import report
from anzhi.values.imprint import Imprint
from anzhi.values.period import Year

FIGURES = "figures.json"


def judgements(found: Audited) -> Judged:
    """What was said of the findings in a file, by whom it ever was, under its bytes or under its text."""
    known = Judgement.objects.filter(
        Q(file_digest=found.digest) | Q(text_digest=found.report.document.digest), is_withdrawn=False
    )
    return {judgement.finding: judgement for judgement in known.select_related("recorded_by").order_by("pk")}


def latest(year: int) -> Submission | None:
    """The report of a year that was handed in last."""
    return Submission.objects.filter(year=year).order_by("-pk").first()


def originals(year: Year) -> tuple[Imprint, ...]:
    """The table and the report of a year as they were handed in last; as they would be made now, before that.

    Raises:
        Missing: the report cannot be made yet.
    """
    submission = latest(year.number)
    files: Iterable[bytes] = (
        submission.files.filter(name=FIGURES).values_list("content", flat=True) if submission else ()
    )
    for content in files:
        printed = json.loads(bytes(content)).get("printed", {})
        if printed:
            return tuple(imprints.recorded(name, lines) for name, lines in printed.items())
    return imprints.of(report(year))
