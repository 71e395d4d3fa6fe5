"""已知数 What the document says elsewhere of an amount: last year's, or the budget for it."""

import re
from collections.abc import Iterator

from anzhi.auditor.checks.matching import agrees
from anzhi.auditor.facts import Fact, words
from anzhi.auditor.language import labels
from anzhi.auditor.language.mention import Mention
from anzhi.auditor.language.names import name_of
from anzhi.auditor.quantities.quantity import Located
from anzhi.auditor.reading import Reading
from anzhi.auditor.tables.sheet import Entry

_YEAR, _PRIOR = re.compile(r"(?:19|20)\d{2}"), re.compile(r"上年|去年|同期")
_OTHER = re.compile(r"增减|率|占|比重|%|差额")


def before(reading: Reading, mention: Mention) -> Located | None:
    """The amount of the year before, when a table gives just one."""
    year = mention.year if mention.year is not None else reading.year
    found = [
        (fact.quantity, fact.place)
        for fact in _of_name(reading, mention)
        if fact.in_table
        and (
            (fact.stage == "prior" and fact.year == year)
            or (year is not None and fact.year == year - 1 and fact.stage == "final")
        )
    ]
    found = found or list(_in_row(reading, mention, year))
    return found[0] if len({quantity.value for quantity, _ in found}) == 1 else None


def _in_row(reading: Reading, mention: Mention, year: int | None) -> Iterator[Located]:
    """The column of the year before in the row of this name in which this very amount stands."""
    if labels.is_generic(mention.label) or year is None:
        return
    for row in reading.rows.get(mention.label, ()):
        now = [e for e in row if _of_year(e, year) and agrees(e.quantity, mention.quantity)]
        if now:
            yield from ((e.quantity, e.place) for e in row if _of_year(e, year - 1) or _PRIOR.search(e.header))


def _of_year(entry: Entry, year: int) -> bool:
    found = _YEAR.search(entry.header)
    return bool(found and int(found[0]) == year and not _OTHER.search(entry.header))


def planned(reading: Reading, mention: Mention) -> Fact | None:
    """The budget for an amount that was carried out, when just one is given."""
    year = mention.year if mention.year is not None else reading.year
    found = [f for f in _of_name(reading, mention) if f.stage in ("budget", "adjusted") and f.year == year]
    return found[0] if len({fact.quantity.value for fact in found}) == 1 else None


def _of_name(reading: Reading, mention: Mention) -> list[Fact]:
    name = name_of(words(mention))
    return [fact for fact in reading.facts_by_name.get(name, ()) if not fact.scope]
