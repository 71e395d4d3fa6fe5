"""结果 What the law makes of a case: every line with their sum, or all that is missing.

Pure: a policy pack and a case in, plain values out. The trace of a result is stored as bytes; computed again from the
same case with the same pack it is the same bytes.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anzhi.rules.engine import trace
from anzhi.rules.engine.case import Row
from anzhi.rules.engine.exact import Run
from anzhi.rules.engine.lacking import Lack, lacking
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.rule import Rule
from anzhi.rules.engine.trace import Line
from anzhi.rules.engine.types import MONEY
from anzhi.values.refusal import Refused


@dataclass(frozen=True)
class Result:
    """What a case comes to.

    Attributes:
        lines: worked out, in the order of the pack's rules and of the rows; none while anything is missing.
        grounds: what the lines rest on, worked out: who is eligible, which area is legal, the governing day.
        lacks: everything that is missing; empty when the case could be computed.
    """

    lines: tuple[Line, ...]
    grounds: tuple[Line, ...]
    lacks: tuple[Lack, ...]

    @property
    def total(self) -> int:
        """Sum of the lines in fen."""
        return sum(amount(line) for line in self.lines)

    @property
    def trace(self) -> bytes:
        """The lines and what they rest on, as they are stored."""
        stored = trace.store(self.lines) | {"grounds": trace.store(self.grounds)["lines"]}
        return json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@dataclass(frozen=True)
class Delta:
    """A line before and after: what has to be paid or taken back on top of what was agreed.

    Attributes:
        rule: the line's rule.
        label: what people call it.
        entity: kind of its row.
        row: key of its row.
        before: fen; None where the line was not there.
        after: fen; None where it is no longer there.
    """

    rule: str
    label: str
    entity: str
    row: str
    before: int | None
    after: int | None

    @property
    def difference(self) -> int:
        """What the line changes the sum by."""
        return (self.after or 0) - (self.before or 0)


def lines_of(pack: Pack) -> list[Rule]:
    """The rules whose results are lines of a household's statement.

    Raises:
        Refused: the pack has none, or one that is no amount of money.
    """
    below = [entity.name for entity in pack.schema.children("household")]
    rules = [rule for rule in pack.rules.values() if rule.is_line and rule.of in ("household", *below)]
    if not rules or any(rule.type != MONEY for rule in rules):
        raise Refused("政策包“{pack}”没有可用于住户核定的补偿项目", pack=pack.label)
    return rules


def compute(pack: Pack, household: Row) -> Result:
    """Every line of a household's case.

    Raises:
        Refused: see ``lines_of``.
    """
    run = Run(pack)
    asked = [(rule.name, row) for rule in lines_of(pack) for row in _rows(household, rule.of)]
    lacks = set().union(*(lacking(run, name, row) for name, row in asked))
    if lacks:
        return Result((), (), tuple(sorted(lacks)))
    lines = tuple(trace.tell(run, row, name, parts=False) for name, row in asked)
    return Result(lines, tuple(trace.grounds(run, asked)), ())


def restore(stored: bytes) -> tuple[Line, ...]:
    """The lines of a stored trace.

    Raises:
        ValueError: a format that this program does not know.
    """
    return tuple(trace.restore(json.loads(stored)))


def restore_grounds(stored: bytes) -> tuple[Line, ...]:
    """What the lines of a stored trace rest on.

    Raises:
        ValueError: a format that this program does not know.
    """
    read = json.loads(stored)
    return tuple(trace.restore({"version": read["version"], "lines": read["grounds"]}))


def amount(line: Line) -> int:
    """What a line comes to in fen."""
    if not isinstance(line.value, int):
        raise TypeError(f"{line.rule} is no amount")
    return line.value


def differences(before: Sequence[Line], after: Sequence[Line]) -> tuple[Delta, ...]:
    """The lines that differ; a line is known by its rule and its row."""
    old, new = ({(line.rule, line.row): line for line in lines} for lines in (before, after))
    return tuple(
        delta
        for key, line in {**old, **new}.items()
        if (
            delta := Delta(
                line.rule,
                line.label,
                line.entity,
                line.row,
                amount(old[key]) if key in old else None,
                amount(new[key]) if key in new else None,
            )
        ).difference
    )


def _rows(household: Row, entity: str) -> Iterator[Row]:
    if entity == "household":
        yield household
        return
    for rows in household.children.values():
        yield from (row for row in rows if row.entity == entity)
