"""参保 Who on the rosters could be enrolled under another rule, and what it costs: a hold that is lifted, for one.

Everybody on a roster is counted once. Nobody's cost is taken for nothing: who cannot be computed is counted apart.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from anzhi.registry.models import Membership
from anzhi.rules import packs, whatif
from anzhi.rules.engine.problems import Kind, Problem
from anzhi.rules.engine.types import Value
from anzhi.rules.whatif import Change, Unknown
from anzhi.social_security.models import Enrolment, PolicyHold
from anzhi.trials import population
from anzhi.trials.population import Population
from anzhi.values.wording import Phrase, phrase

NEW, STILL, LOST, NOT, STOPPED = "new", "still", "lost", "not", "stopped"
WORDS: Mapping[str, Phrase] = {
    NEW: phrase("因变动可以纳入"),
    STILL: phrase("变动前后都可以"),
    LOST: phrase("因变动不能纳入"),
    NOT: phrase("变动前后都不能"),
    STOPPED: phrase("不能判断"),
}
"""What a change can do to a person on a roster, in words and in the order of the pages."""
NOWHERE = Problem(Kind.MISSING_FACT, "person.household", "当日所在的户")
"""Somebody on a roster who belongs to no household on the day."""


@dataclass(frozen=True)
class Question:
    """What is asked about a person.

    Attributes:
        label: what people call it.
        may: the rule that decides; ``yes`` is the result that lets the person in.
        amount: the rule that says what it costs.
        parameter: the number of the law that a hold has changed, offered first; empty where there is none.
        is_of_the_day: does the law of the day of enrolment govern it?
    """

    label: Phrase
    may: str
    yes: Value
    amount: str
    parameter: str = ""
    is_of_the_day: bool = False


QUESTIONS: Mapping[str, Question] = {
    "enrolment": Question(
        phrase("纳入被征地农民社会保障"),
        "can_be_enrolled",
        True,
        "enrolment_cost",
        "social_security.back_payment_years",
        is_of_the_day=True,
    ),
    "hunan": Question(
        phrase("湖南省职工养老保险补贴"),
        "hunan_eligibility",
        "insurable",
        "hunan_subsidy",
        "social_security.hunan_land_limit",
    ),
}
"""What can be asked."""


@dataclass(frozen=True)
class Answer:
    """What the law says of a person: may he or she be enrolled, and what it costs; or why that is not known."""

    may: bool | Problem
    amount: int | Problem

    @property
    def reason(self) -> Problem | None:
        """The first thing that is missing."""
        return next((part for part in (self.may, self.amount) if isinstance(part, Problem)), None)


@dataclass(frozen=True)
class Affected:
    """A person on a roster before and after a change; ``enrolment`` is the key of the line of the roster."""

    enrolment: int
    before: Answer
    after: Answer

    @property
    def kind(self) -> str:
        """What the change does to the person."""
        if isinstance(self.before.may, Problem) or isinstance(self.after.may, Problem):
            return STOPPED
        return {(False, True): NEW, (True, True): STILL, (True, False): LOST}.get(
            (self.before.may, self.after.may), NOT
        )


@dataclass(frozen=True)
class Sum:
    """Persons together: how many, what those cost of whom it is known, and of how many it is not."""

    persons: int
    before: int
    before_unknown: int
    after: int
    after_unknown: int

    @property
    def difference(self) -> int | None:
        """After less before; None while the cost of anybody is unknown."""
        return None if self.before_unknown or self.after_unknown else self.after - self.before


@dataclass(frozen=True)
class Result:
    """What a change does to everybody on the rosters.

    Attributes:
        question: what was asked.
        change: the change.
        on: the day of enrolment.
        affected: everybody, by line of the roster.
        unknown: numbers that nobody knows and somebody needs.
    """

    question: Question
    change: Change
    on: date
    affected: tuple[Affected, ...]
    unknown: tuple[Unknown, ...]

    @cached_property
    def by_kind(self) -> dict[str, tuple[Affected, ...]]:
        """Persons by what the change does to them."""
        return {kind: tuple(one for one in self.affected if one.kind == kind) for kind in WORDS}


def waiting(enrolments: QuerySet[Enrolment], hold: PolicyHold | None) -> QuerySet[Enrolment]:
    """Lines of rosters that are not enrolled yet: of those that a hold stops, or of all."""
    if hold is None:
        return enrolments.filter(batch__enrolled_on__isnull=True)
    return enrolments.filter(batch__hold=hold, batch__released_on__isnull=True, batch__enrolled_on__isnull=True)


def read(written: Mapping[str, Any], question: Question) -> Change:
    """A change from what is written; see ``rules.whatif``. It may change nothing yet.

    Raises:
        Refused: something there is not, or is not as it should be; it is named.
    """
    pack = packs.load(str(written.get("pack") or packs.FIRST))
    return whatif.read({**written, "rule": question.amount}, pack, may_be_none=True)


def result(
    question: Question,
    change: Change,
    on: date,
    facts: Callable[[Collection[int]], Population],
    enrolments: QuerySet[Enrolment],
) -> Result:
    """What a change does to those on rosters.

    Args:
        question: what is asked about each.
        change: the change.
        on: the day on which they would be enrolled.
        facts: gives the facts of some households by key, with that day as the day of computing.
        enrolments: the lines of the rosters.
    """
    lines = dict(enrolments.order_by("pk").values_list("pk", "person"))
    members, households = _members(lines.values(), on)
    some = facts(households)
    names = [question.may, question.amount]
    before = whatif.results(change.pack, names, some)
    after = whatif.results(change.changed, names, whatif.with_facts(change, some))
    affected = tuple(
        Affected(line, *(_answer(question, found.get(members.get(person, 0))) for found in (before, after)))
        for line, person in lines.items()
    )
    return Result(question, change, on, affected, unknown(question, change, on, affected))


def added(persons: Sequence[Affected]) -> Sum:
    """Persons together."""
    before, after = ([getattr(person, side).amount for person in persons] for side in ("before", "after"))
    known = [[amount for amount in side if not isinstance(amount, Problem)] for side in (before, after)]
    return Sum(
        persons=len(persons),
        before=sum(known[0]),
        before_unknown=len(before) - len(known[0]),
        after=sum(known[1]),
        after_unknown=len(after) - len(known[1]),
    )


def _members(persons: Iterable[int], on: date) -> tuple[dict[int, int], set[int]]:
    """The membership of each person on a day, since the law knows a person as a member; and their households."""
    there = Q(joined_on__lte=on) & (Q(left_on__isnull=True) | Q(left_on__gt=on))
    members: dict[int, int] = {}
    households: set[int] = set()
    for some in population.parts(persons, _TOGETHER):
        found = Membership.objects.filter(there, person__in=some).order_by("joined_on", "pk")
        for person, member, household in found.values_list("person", "pk", "household"):
            members[person] = member
            households.add(household)
    return members, households


_TOGETHER = 5_000
"""Persons of one read."""


def _answer(question: Question, found: Mapping[str, Value | Problem] | None) -> Answer:
    if found is None:
        return Answer(NOWHERE, NOWHERE)
    may, amount = found[question.may], found[question.amount]
    return Answer(
        may if isinstance(may, Problem) else may == question.yes, amount if isinstance(amount, Problem) else int(amount)
    )


def unknown(question: Question, change: Change, on: date, affected: Sequence[Affected]) -> tuple[Unknown, ...]:
    """Numbers that nobody knows: those that the law of the day may ask for, or else those that stopped somebody."""
    pack = change.changed
    if question.is_of_the_day:
        return tuple(whatif.unknown_on(pack, [question.may, question.amount], on))
    reasons = {answer.reason for one in affected for answer in (one.before, one.after)}
    names = {reason.name for reason in reasons if reason is not None}
    return tuple(one for name, one in whatif.unknown(pack).items() if name in names)
