"""Worked cases: ``tests/cases/<topic>/<rule>.yaml``, written so that an officer can read and extend them.

A case is ``name``, ``given`` (the rows above, then the row itself with its lists), ``expect`` (rules with their result
as it is written on paper, or ``缺: key`` for what stops it), and ``pack`` when it is not the real one.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from anzhi.rules import packs
from anzhi.rules.engine import case, exact
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.types import Value

FOLDER = Path(__file__).parents[1] / "cases"
STOPPED = "缺"


@dataclass(frozen=True)
class Case:
    """A worked case: its file's rule, its words, its policy pack, its facts, its results."""

    rule: str
    topic: str
    name: str
    pack: str
    given: Mapping[str, Any]
    expect: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.topic}/{self.rule}：{self.name}"

    @property
    def of(self) -> str:
        """The kind of row it is about."""
        return packs.load(self.pack).rules[self.rule].of


def cases() -> list[Case]:
    """Every case of every file."""
    return [
        Case(
            path.stem,
            path.parent.name,
            str(entry["name"]),
            entry.get("pack", "changsha"),
            entry["given"],
            entry["expect"],
        )
        for path in sorted(FOLDER.glob("*/*.yaml"))
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def results(one: Case, given: Mapping[str, Any] | None = None, pack: Pack | None = None) -> exact.Results:
    """What the rules of a case come to, with other facts or another pack if wanted."""
    pack = pack or packs.load(one.pack)
    row = case.read(pack.schema, given if given is not None else one.given, of=one.of)
    return exact.Run(pack).results(row, one.expect)


def expected(one: Case) -> tuple[dict[str, Value], dict[str, str]]:
    """The results on paper as values, and the keys of what stops the others."""
    rules = packs.load(one.pack).rules
    values = {n: rules[n].type.parse(plain(w)) for n, w in one.expect.items() if not isinstance(w, dict)}
    return values, {name: written[STOPPED] for name, written in one.expect.items() if isinstance(written, dict)}


def plain(written: Any) -> Any:
    """An amount without the commas that make it readable."""
    return written.replace(",", "") if isinstance(written, str) else written


def without_one_fact(given: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The facts of a case without one of them, once for each: lists count as facts, and so does what is in them."""
    for path in _places(dict(given), ()):
        changed = deepcopy(dict(given))
        inner: Any = changed
        for part in path[:-1]:
            inner = inner[part]
        del inner[path[-1]]
        yield ".".join(map(str, path)), changed


def _places(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if path and name != "key":
                yield (*path, name)
            yield from _places(inner, (*path, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _places(inner, (*path, place))
