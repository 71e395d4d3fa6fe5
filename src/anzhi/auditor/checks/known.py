"""已知数 What the document says elsewhere of a known amount: last year's, or the budget for it."""

from anzhi.auditor.facts import Fact, words
from anzhi.auditor.language.mention import Mention
from anzhi.auditor.language.names import name_of
from anzhi.auditor.reading import Reading

_CARRIED_OUT = ("final", "")


def before(reading: Reading, mention: Mention) -> Fact | None:
    """The amount of the year before, when a table gives just one."""
    year = mention.year if mention.year is not None else reading.year
    found = [
        fact
        for fact in _of_name(reading, mention)
        if fact.in_table
        and (
            (fact.stage == "prior" and fact.year == year)
            or (year is not None and fact.year == year - 1 and fact.stage == "final")
        )
    ]
    return found[0] if len({fact.quantity.value for fact in found}) == 1 else None


def planned(reading: Reading, mention: Mention) -> Fact | None:
    """The budget for an amount that was carried out, when just one is given."""
    year = mention.year if mention.year is not None else reading.year
    found = [f for f in _of_name(reading, mention) if f.stage in ("budget", "adjusted") and f.year == year]
    return found[0] if len({fact.quantity.value for fact in found}) == 1 else None


def _of_name(reading: Reading, mention: Mention) -> list[Fact]:
    name = name_of(words(mention))
    return [fact for fact in reading.facts_by_name.get(name, ()) if not fact.scope]
