"""快照 The facts of a case frozen as canonical bytes, read back, and compared with what the records say now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from anzhi.casework import facts
from anzhi.registry.models import Household
from anzhi.rules.engine import case
from anzhi.rules.engine.case import Row
from anzhi.rules.engine.types import Type
from anzhi.rules.facts import CASE
from anzhi.values import canonical
from anzhi.values.refusal import Refused

VERSION = "1"
"""Of the form that snapshots are written in."""
_FORM = "快照格式"
"""What differs when the facts say the same and are asked for otherwise than then."""


@dataclass(frozen=True)
class Change:
    """A fact that differs between two snapshots.

    Attributes:
        entity: kind of the row.
        key: the row.
        fact: name of the fact; empty when the whole row is new or gone.
        label: what people call the kind of row and the fact.
        before: as printed; empty when it was not there.
        after: as printed; empty when it is not there any more.
    """

    entity: str
    key: str
    fact: str
    label: str
    before: str
    after: str


def freeze(household: Household, on: date) -> bytes:
    """The facts of a household's case on a day of computing, as canonical bytes."""
    return canonical.encode({"version": VERSION, "of": "household", "case": facts.of_household(household, on)})


def written(content: bytes) -> Mapping[str, Any]:
    """The case in a snapshot, as it is written down.

    Raises:
        Refused: the bytes are damaged, or in a form that this program does not know.
    """
    found: Any = canonical.decode(content)
    if not isinstance(found, dict) or found.get("version") != VERSION:
        raise Refused("快照的版本无法识别")
    stands: Mapping[str, Any] = found["case"]
    return stands


def thaw(content: bytes) -> Row:
    """The case in a snapshot as rules compute it.

    Raises:
        Refused: the bytes are damaged, or name a fact that there is not any more.
    """
    return case.read(CASE, written(content), of="household")


def changes(before: bytes, after: bytes) -> tuple[Change, ...]:
    """What differs between two snapshots of one household; nothing only if they are the same bytes."""
    if before == after:
        return ()
    old, new = dict(_rows(written(before))), dict(_rows(written(after)))
    found = tuple(change for row in {**old, **new} for change in _compared(row, old.get(row), new.get(row)))
    return found or (Change("", "", "", _FORM, "", ""),)


def _rows(stands: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Mapping[str, Any]]]:
    """Every row of a case with its own facts, by kind and key."""
    for name, row in stands.items():
        yield (name, row["key"]), {fact: value for fact, value in row.items() if not isinstance(value, list)}
        for plural, below in row.items():
            child = CASE.child(name, plural)
            if child is not None:
                yield from (((child.name, inner["key"]), inner) for inner in below)


def _compared(row: tuple[str, str], old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> Iterator[Change]:
    kind, key = row
    entity = CASE.entities[kind]
    if old is None or new is None:
        present, absent = entity.label, ""
        yield Change(kind, key, "", entity.label, *((absent, present) if old is None else (present, absent)))
        return
    for name, fact in entity.facts.items():
        if old.get(name) != new.get(name):
            label = f"{entity.label}·{fact.label}"
            yield Change(kind, key, name, label, _printed(fact.type, old.get(name)), _printed(fact.type, new.get(name)))


def _printed(kind: Type, value: Any) -> str:
    """A fact as people read it, even if it is none that could be entered today."""
    if value is None:
        return ""
    try:
        return kind.say(kind.parse(value))
    except Refused:
        return str(value)
