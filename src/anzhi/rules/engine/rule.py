"""规则 A rule: one result of one kind of row, its text a function, its versions dated."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from inspect import getdoc, getsource
from types import ModuleType

from anzhi.rules.engine.expression import Expression
from anzhi.rules.engine.parameters import CERTAINTIES
from anzhi.rules.engine.types import Type
from anzhi.values.citation import Citation

Text = Callable[..., Expression]
"""A rule's text: ``(row, parameter) -> expression``."""
Parameters = Callable[..., Expression]
"""What a text asks for a parameter: its name, and the classes that the row is of."""


@dataclass(frozen=True)
class Version:
    """A rule's text and when it is in force.

    Attributes:
        since: the first governing day; None for any.
        until: the first governing day on which it is no longer in force; None while it is.
        citation: where it is written down.
        certainty: how sure that is (see ``parameters.CERTAINTIES``).
        text: the function.
    """

    since: date | None
    until: date | None
    citation: Citation
    certainty: str
    text: Text

    def holds(self, day: date) -> bool:
        """Is it in force on a governing day?"""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Rule:
    """A rule.

    Attributes:
        name: its file, its key everywhere.
        label: what people call it.
        of: the kind of row it is about.
        type: what its result is.
        governed_by: name of the fact or rule that gives the governing day; empty for a rule that is always in force.
        is_line: does it stand on the statement as a line of its own?
        versions: in their order.
    """

    name: str
    label: str
    of: str
    type: Type
    governed_by: str
    is_line: bool
    versions: tuple[Version, ...]

    @property
    def explanation(self) -> str:
        """What the newest text says of itself."""
        return getdoc(self.versions[-1].text) or ""


def rule(
    of: str,
    type: Type,
    *,
    cites: tuple[str, str] = ("", ""),
    certainty: str = "found",
    since: date | None = None,
    until: date | None = None,
    governed_by: str = "",
    line: bool = False,
) -> Callable[[Text], Text]:
    """Declare a function as a version of the rule that its file is named after.

    Args:
        of: the kind of row.
        type: what the result is.
        cites: document and clause.
        certainty: how sure that is.
        since: first governing day.
        until: first governing day on which it is no longer in force.
        governed_by: what gives the governing day.
        line: it is a line of the statement.
    """
    if certainty not in CERTAINTIES:
        raise ValueError(certainty)

    def declare(text: Text) -> Text:
        citation = Citation(*cites, checked=certainty == "found")
        text.version = Version(since, until, citation, certainty, text)  # type: ignore[attr-defined]
        text.about = (of, type, governed_by, line)  # type: ignore[attr-defined]
        return text

    return declare


def gather(modules: Iterable[ModuleType]) -> dict[str, Rule]:
    """The rules of files: each holds the versions of the rule that it is named after.

    Raises:
        ValueError: a file has no version, or its versions are about different things.
    """
    rules = {}
    for module in modules:
        name = module.__name__.rpartition(".")[2]
        texts = [found for found in vars(module).values() if getattr(found, "version", None)]
        if not texts or len({text.about for text in texts}) != 1 or name in rules:
            raise ValueError(f"{module.__name__}: one rule a file, and all its versions about the same thing")
        of, type, governed_by, line = texts[0].about
        label = (module.__doc__ or "").split()[0]
        rules[name] = Rule(name, label, of, type, governed_by, line, tuple(text.version for text in texts))
    return rules


def sources(rules: Mapping[str, Rule]) -> dict[str, list[str]]:
    """The text of every version, as it is written: what the hash of a policy pack covers."""
    return {name: [getsource(version.text) for version in rule.versions] for name, rule in sorted(rules.items())}
