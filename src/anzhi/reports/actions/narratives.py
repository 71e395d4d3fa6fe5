"""正文 Writing narrative and carrying it to the next year."""

from collections.abc import Mapping

from django.db import transaction

from anzhi.metrics.definitions import METRICS
from anzhi.metrics.prose import check
from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.reports.models import Narrative
from anzhi.reports.outline import SECTIONS
from anzhi.values.digest import sm3
from anzhi.values.refusal import Refused


@transaction.atomic
def write(
    year: int, texts: Mapping[str, str], *, by: Officer, begun_from: Mapping[str, str] | None = None
) -> list[Narrative]:
    """Save sections of a year's narrative, new or changed.

    Args:
        year: the year.
        texts: text by section.
        by: who writes.
        begun_from: SM3 of the texts that the writer began from, by section; of nothing for a new one.

    Raises:
        Refused: an unknown section, a typed number, an unknown figure, or somebody else wrote in the meantime.
    """
    for section, text in texts.items():
        if section not in SECTIONS:
            raise Refused("报告没有名为 {section} 的章节", section=section)
        check(text, METRICS)
    existing = {n.section: n for n in Narrative.objects.select_for_update().filter(year=year, section__in=texts)}
    for section, digest in (begun_from or {}).items():
        now = existing[section].text if section in existing else ""
        if digest != sm3(now.encode()) and now != texts[section]:
            raise Refused("这一节在您编辑期间已被他人改动，您写的内容还在下面，请对照后再保存")
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
