"""所缺 Everything that keeps a rule from a result: not only the first reason, every one that can be seen already.

``exact`` stops at the first thing that is missing. Somebody who has to supply what is missing wants the whole list, and
the row that each belongs to. What is only asked once something else is known does not show yet.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from anzhi.rules.engine import expression as e
from anzhi.rules.engine.case import Row
from anzhi.rules.engine.exact import NoCase, Run, Stop
from anzhi.rules.engine.problems import Problem


@dataclass(frozen=True, order=True)
class Lack:
    """A reason, and the kind and key of the row that it is about."""

    problem: Problem
    entity: str
    row: str


def lacking(run: Run, name: str, row: Row) -> set[Lack]:
    """What keeps a rule from a result on a row; nothing when it has one."""
    try:
        run.value(name, row)
    except Stop as stop:
        return _of_rule(run, name, row) or {Lack(stop.problem, row.entity, row.key)}
    return set()


def _of_rule(run: Run, name: str, row: Row) -> set[Lack]:
    try:
        text = run.text(name, row)
    except Stop:
        day = run.pack.compiled[name].day
        return _of(run, day, row) if day is not None else set()
    try:
        return _of(run, text.expression, row)
    except NoCase:
        return set()


def _of(run: Run, node: e.Expression, row: Row) -> set[Lack]:
    match node:
        case e.RuleValue():
            return lacking(run, node.name, row)
        case e.Above():
            return _of(run, node.inner, row.above(node.inner.entity))
        case e.Total():
            below = ((node.inner, child) for child in row.children.get(node.declared.name, []))
            return _of(run, node.declared, row) or _all(run, below)
        case e.Cases():
            return _of_cases(run, node, row)
        case e.Joined():
            left = _of(run, node.left, row)
            return left or (_of(run, node.right, row) if run.of(node.left, row) is not node.decisive else set())
        case e.Known():
            return set()
    return _all(run, ((part, row) for part in _parts(node))) or _stopped(run, node, row)


def _of_cases(run: Run, node: e.Cases, row: Row) -> set[Lack]:
    for condition, value in node.branches:
        if found := _of(run, condition, row):
            return found
        if run.of(condition, row):
            return _of(run, value, row)
    return _of(run, node.otherwise, row) if node.otherwise is not None else set()


def _all(run: Run, nodes: Iterable[tuple[e.Expression, Row]]) -> set[Lack]:
    return set().union(*(_of(run, node, row) for node, row in nodes))


def _parts(node: e.Expression) -> Iterator[e.Expression]:
    for place in fields(node):  # type: ignore[arg-type]
        value = getattr(node, place.name)
        yield from (
            part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, e.Expression)
        )


def _stopped(run: Run, node: e.Expression, row: Row) -> set[Lack]:
    """A reason of the expression itself, where none of its parts has one."""
    try:
        run.of(node, row)
    except Stop as stop:
        return {Lack(stop.problem, row.entity, row.key)}
    return set()
