"""计分 What an auditor found in a document of the corpus, against what is planted there.

A finding is right when it names one of the kinds of a slip, gives one of its verdicts and quotes the place. Each slip
counts once; saying it again, or saying what follows from it, counts for nothing. An error claimed anywhere else is a
false alarm.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from tests.auditor.corpus.document import Document, Expected, NearMiss
from tests.auditor.corpus.reading import quotes

ERROR = "error"


class Finding(Protocol):
    """What a finding of the auditor says of itself; quotes are pairs of a place and its text."""

    kind: str
    verdict: object
    quotes: tuple[tuple[object, str], ...]
    message: object


@dataclass(frozen=True)
class Alarm:
    """An error that was claimed where none is; beside the near miss that it fell for."""

    finding: Finding
    near_miss: NearMiss | None


@dataclass
class Outcome:
    """What became of one document.

    Attributes:
        found: slips and notes that were found, each with the verdict it was given.
        missed: those that were not.
        softened: errors that were only left to a person or called rounding, and are missed.
        alarms: errors claimed where none is.
        notes: rounding or questions raised where the document expects none.
        relations: how many relations were checked.
        refused: why the document was not read.
    """

    document: Document
    found: list[tuple[Expected, str]] = field(default_factory=list)
    missed: list[Expected] = field(default_factory=list)
    softened: list[tuple[Expected, Finding]] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    relations: int = 0
    refused: str = ""


def verdict(finding: Finding) -> str:
    """A verdict as a word, whether it is kept as one or as a member of an enumeration."""
    return str(getattr(finding.verdict, "value", finding.verdict))


def compare(document: Document, findings: Iterable[Finding], relations: int = 0) -> Outcome:
    """Match findings with what is expected; those that fit one expectation only choose first."""
    outcome = Outcome(document, relations=relations)
    fitting = [(finding, [e for e in document.expected if _fits(finding, e)]) for finding in findings]
    found: dict[Expected, str] = {}
    for finding, expectations in sorted(fitting, key=lambda pair: len(pair[1]) or len(document.expected) + 1):
        free = [expected for expected in expectations if expected not in found]
        if free:
            found[free[0]] = verdict(finding)
        elif not expectations and not _follows(finding, document):
            _unexpected(finding, outcome)
    outcome.found = [(expected, found[expected]) for expected in document.expected if expected in found]
    outcome.missed = [expected for expected in document.expected if expected not in found]
    return outcome


def refusal(document: Document, reason: str) -> Outcome:
    """A document that was not read: everything in it is missed."""
    return Outcome(document, missed=list(document.expected), refused=reason)


def _fits(finding: Finding, expected: Expected) -> bool:
    return verdict(finding) in expected.verdicts and _names(finding, expected)


def _names(finding: Finding, expected: Expected) -> bool:
    return finding.kind in expected.kinds and any(_is_at(finding, quote) for quote in expected.quotes)


def _follows(finding: Finding, document: Document) -> bool:
    """Is it what a slip that is expected makes untrue elsewhere?"""
    echoes = (echo for expected in document.expected for echo in expected.echoes)
    return any(finding.kind == kind and _is_at(finding, quote) for kind, quote in echoes)


def _is_at(finding: Finding, quote: str) -> bool:
    """Does a finding quote a place? Its own words count too, since a cell alone does not say in which row it stands."""
    said = [text for _, text in finding.quotes] + [str(place) for place, _ in finding.quotes] + [str(finding.message)]
    return any(quotes(text, quote) for text in said)


def _unexpected(finding: Finding, outcome: Outcome) -> None:
    if verdict(finding) == ERROR:
        near = (near for near in outcome.document.near_misses if _is_at(finding, near.quote))
        outcome.alarms.append(Alarm(finding, next(near, None)))
    elif errors := [e for e in outcome.document.expected if e.verdict == ERROR and _names(finding, e)]:
        outcome.softened.append((errors[0], finding))
    else:
        outcome.notes.append(finding)


@dataclass(frozen=True)
class Tally:
    """How many were planted, how many of them found, in how many claims, and how many claims more were wrong."""

    planted: int = 0
    found: int = 0
    right: int = 0
    alarms: int = 0

    @property
    def recall(self) -> float:
        """Share of what is planted that was found; 1 where nothing is."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """Share of what was claimed that is planted; 1 where nothing was claimed."""
        claimed = self.right + self.alarms
        return self.right / claimed if claimed else 1.0


@dataclass(frozen=True)
class Score:
    """The numbers of a run.

    Attributes:
        errors: of all errors; kinds: of each kind.
        rounding, person: of what is to be called rounding, and of what is to be left to a person.
        near_misses: passages that only look wrong; fallen_for: those where an error was claimed.
    """

    errors: Tally
    kinds: dict[str, Tally]
    rounding: Tally
    person: Tally
    near_misses: int
    fallen_for: int


def score(outcomes: list[Outcome]) -> Score:
    """Add up what became of the documents."""
    kinds = {kind: _tally(outcomes, ERROR, kind) for kind in _kinds(outcomes)}
    fallen = {(o.document.name, a.near_miss) for o in outcomes for a in o.alarms if a.near_miss}
    return Score(
        errors=_tally(outcomes, ERROR),
        kinds=kinds,
        rounding=_tally(outcomes, "rounding"),
        person=_tally(outcomes, "person"),
        near_misses=sum(len(outcome.document.near_misses) for outcome in outcomes),
        fallen_for=len(fallen),
    )


def _kinds(outcomes: list[Outcome]) -> list[str]:
    planted = Counter(e.kind for outcome in outcomes for e in outcome.document.expected if e.verdict == ERROR)
    claimed = {str(alarm.finding.kind) for outcome in outcomes for alarm in outcome.alarms}
    return sorted(planted.keys() | claimed)


def _tally(outcomes: list[Outcome], counted: str, kind: str = "") -> Tally:
    """Of one verdict; alarms of rounding and questions are the notes that nobody asked for."""
    planted = [e for o in outcomes for e in o.document.expected if e.verdict == counted and kind in ("", e.kind)]
    found = [said for o in outcomes for e, said in o.found if e.verdict == counted and kind in ("", e.kind)]
    if counted == ERROR:
        claimed = [alarm.finding for outcome in outcomes for alarm in outcome.alarms]
    else:
        claimed = [note for outcome in outcomes for note in outcome.notes if verdict(note) == counted]
    alarms = [finding for finding in claimed if kind in ("", finding.kind)]
    return Tally(len(planted), len(found), found.count(counted), len(alarms))
