"""补偿计算书 A result laid out so that the household can check it: lines with arithmetic, and where numbers are from.

Pure: lines of a trace in, plain values out. Every standard is named once and numbered; lines point to its number.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from anzhi.casework import results
from anzhi.rules.engine.trace import Line, UsedParameter

FOUND = "found"
"""How sure the law is where nothing has to be said."""
Names = Mapping[tuple[str, str], str]
"""What people call the rows of a case, by kind and key."""


@dataclass(frozen=True)
class Standard:
    """A number of the law that the statement uses, with the number under which it is listed."""

    number: int
    used: UsedParameter


@dataclass(frozen=True)
class Item:
    """A line.

    Attributes:
        name: what people call its row; empty for the household itself.
        line: what was worked out.
        standards: numbers of the standards in it.
        doubts: how sure the law behind it is, where that is less than found: of its rule and of its standards.
    """

    name: str
    line: Line
    standards: tuple[int, ...]
    doubts: tuple[str, ...]

    @property
    def is_decision(self) -> bool:
        """Does its result say something else than its formula?"""
        return self.line.formula != self.line.printed

    @property
    def amount(self) -> int:
        """What it comes to in fen; of a line of the statement, not of what it rests on."""
        return results.amount(self.line)


@dataclass(frozen=True)
class Group:
    """Lines of one kind, and their sum in fen; what other lines rest on has no sum."""

    label: str
    items: tuple[Item, ...]
    amount: int | None = None

    @property
    def standards(self) -> tuple[int, ...]:
        """Numbers of the standards in all its lines."""
        return tuple(sorted({number for item in self.items for number in item.standards}))

    @property
    def doubts(self) -> tuple[str, ...]:
        """As of its lines."""
        return tuple(dict.fromkeys(doubt for item in self.items for doubt in item.doubts))


@dataclass(frozen=True)
class Statement:
    """A statement.

    Attributes:
        groups: lines that come to an amount, those of one kind together.
        nothing: lines that come to nothing, with the reason in their formula.
        grounds: what they rest on, by kind, in the order of computing.
        standards: the numbers of the law in all of them.
        total: sum of the lines in fen.
    """

    groups: tuple[Group, ...]
    nothing: tuple[Item, ...]
    grounds: tuple[Group, ...]
    standards: tuple[Standard, ...]
    total: int


def statement(lines: Sequence[Line], grounds: Sequence[Line], names: Names) -> Statement:
    """Lay out the lines of a result and what they rest on."""
    standards = _standards((*lines, *grounds))
    items = [_item(line, names, standards) for line in lines]
    some = [item for item in items if item.amount]
    return Statement(
        groups=tuple(Group(label, found, sum(i.amount for i in found)) for label, found in _by_label(some)),
        nothing=tuple(item for item in items if not item.amount),
        grounds=tuple(Group(*found) for found in _by_label([_item(line, names, standards) for line in grounds])),
        standards=tuple(standards.values()),
        total=sum(item.amount for item in items),
    )


def _standards(lines: Sequence[Line]) -> dict[tuple[str, ...], Standard]:
    """Every standard once, numbered as they come."""
    found: dict[tuple[str, ...], Standard] = {}
    for used in (used for line in lines for used in line.parameters):
        found.setdefault(_key(used), Standard(len(found) + 1, used))
    return found


def _key(used: UsedParameter) -> tuple[str, ...]:
    return used.name, used.of_class, used.since


def _item(line: Line, names: Names, standards: Mapping[tuple[str, ...], Standard]) -> Item:
    certainties = (line.certainty, *(used.certainty for used in line.parameters))
    return Item(
        name="" if line.entity in ("household", "project") else names.get((line.entity, line.row), ""),
        line=line,
        standards=tuple(sorted(standards[_key(used)].number for used in line.parameters)),
        doubts=tuple(dict.fromkeys(certainty for certainty in certainties if certainty != FOUND)),
    )


def _by_label(items: Sequence[Item]) -> Iterator[tuple[str, tuple[Item, ...]]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.line.label, []).append(item)
    yield from ((label, tuple(some)) for label, some in found.items())
