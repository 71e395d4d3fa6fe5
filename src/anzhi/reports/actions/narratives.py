"""正文 Writing narrative and carrying it to the next year."""

from collections.abc import Mapping

from django.db import transaction

from anzhi.metrics.definitions import METRICS
from anzhi.metrics.prose import check
from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.reports.models import Narrative
from anzhi.reports.outline import SECTIONS
from anzhi.values.refusal import Refused


@transaction.atomic
def write(year: int, texts: Mapping[str, str], *, by: Officer) -> list[Narrative]:
    """Save sections of a year's narrative, new or changed.

    Raises:
        Refused: an unknown section, a typed number, an unknown figure.
    """
    for section, text in texts.items():
        if section not in SECTIONS:
            raise Refused("报告没有名为 {section} 的章节", section=section)
        check(text, METRICS)
    existing = {n.section: n for n in Narrative.objects.select_for_update().filter(year=year, section__in=texts)}
    changed = events.change(
        {n: {"text": texts[s]} for s, n in existing.items() if n.text != texts[s]}, verb="narrative.write", by=by
    )
    added = events.add(
        [Narrative(year=year, section=s, text=text) for s, text in texts.items() if s not in existing],
        verb="narrative.write",
        by=by,
    )
    return [*changed, *added]


@transaction.atomic
def carry_forward(from_year: int, to_year: int, *, by: Officer) -> list[Narrative]:
    """Start a year's narrative as a copy of an earlier one; the figures in it follow the new year by themselves.

    Raises:
        Refused: there is nothing to copy, or the year has text already.
    """
    texts = dict(Narrative.objects.filter(year=from_year).values_list("section", "text"))
    if not texts:
        raise Refused("{year} 年没有报告正文可以结转", year=from_year)
    if Narrative.objects.filter(year=to_year).exists():
        raise Refused("{year} 年已有报告正文", year=to_year)
    return write(to_year, texts, by=by)
