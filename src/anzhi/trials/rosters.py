"""名册 Those on the rosters before and after a change as tables; see ``tables``."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from anzhi.registry.models import Membership
from anzhi.rules.engine.problems import Problem
from anzhi.rules.engine.types import COUNT, DAY, MONEY
from anzhi.social_security.models import Enrolment
from anzhi.trials.enrolments import WORDS, Affected, Answer, Result, added
from anzhi.trials.population import parts
from anzhi.trials.tables import Column, Table, changed
from anzhi.values.wording import Phrase, phrase

Group = TypeVar("Group")

_SUMS = (
    Column(phrase("人数"), COUNT),
    Column(phrase("变动前费用"), MONEY),
    Column(phrase("变动前费用不明人数"), COUNT),
    Column(phrase("变动后费用"), MONEY),
    Column(phrase("变动后费用不明人数"), COUNT),
    Column(phrase("费用增加"), MONEY),
)
_OF_PERSON = (
    Column(phrase("姓名")),
    Column(phrase("出生日期"), DAY),
    Column(phrase("名册年龄段")),
    Column(phrase("批次号")),
    Column(phrase("项目")),
    Column(phrase("户号")),
    Column(phrase("变动前")),
    Column(phrase("变动后")),
    Column(phrase("变动前费用"), MONEY),
    Column(phrase("变动后费用"), MONEY),
    Column(phrase("缺少")),
)

_PATHS = ("person__name", "person__born_on", "age_band", "batch__number", "batch__project__name", "person")
_BANDS = dict(Enrolment.AgeBand.choices)
_TOGETHER = 5_000
"""Lines of one read."""


@dataclass(frozen=True)
class Listed:
    """A line of a roster: the person, the roster, and the household that the person belongs to or last did."""

    name: str
    born_on: date
    band: int
    batch: str
    project: str
    household: int | None
    number: str | None


def totals(found: Result) -> Table:
    """How many can be enrolled before and after, and what it costs."""
    rows = tuple((WORDS[kind], *_sum(persons)) for kind, persons in found.by_kind.items())
    return Table(phrase("合计"), (Column(phrase("结果")), *_SUMS), rows, (phrase("合计"), *_sum(found.affected)))


def by_batch(found: Result, lines: Mapping[int, Listed]) -> Table:
    """Every roster."""
    heads = (Column(phrase("批次号")), Column(phrase("项目")))
    groups = _grouped(found, lambda one: (lines[one.enrolment].batch, lines[one.enrolment].project))
    return _compared(phrase("各批次"), heads, sorted(groups.items()), found)


def by_band(found: Result, lines: Mapping[int, Listed]) -> Table:
    """Every band of age, as the roster states it."""
    groups = _grouped(found, lambda one: lines[one.enrolment].band)
    rows = [((_BANDS[band],), some) for band, some in sorted(groups.items())]
    return _compared(phrase("各年龄段"), (Column(phrase("名册年龄段")),), rows, found)


def persons(kind: str, some: Sequence[Affected], lines: Mapping[int, Listed]) -> Table:
    """The persons of a kind, one a line."""
    rows = tuple(_row(one, lines[one.enrolment]) for one in some)
    households = tuple(lines[one.enrolment].household or 0 for one in some)
    return Table(WORDS[kind], _OF_PERSON, rows, households=households)


def whole(found: Result) -> Iterator[Table]:
    """Everything, as a workbook holds it."""
    lines = listed(one.enrolment for one in found.affected)
    yield from (totals(found), changed(found.change), by_band(found, lines), by_batch(found, lines))
    yield from (persons(kind, some, lines) for kind, some in found.by_kind.items())


def listed(enrolments: Iterable[int]) -> dict[int, Listed]:
    """Lines of rosters by key."""
    found: dict[int, Listed] = {}
    for some in parts(enrolments, _TOGETHER):
        rows = Enrolment.objects.filter(pk__in=some).order_by("pk")
        memberships = Membership.objects.filter(person__enrolment__in=some).order_by("joined_on", "pk")
        households = memberships.values_list("person", "household", "household__number")
        homes = {person: (household, number) for person, household, number in households}
        found |= {
            key: Listed(name, born_on, band, batch, project, *homes.get(person, (None, None)))
            for key, name, born_on, band, batch, project, person in rows.values_list("pk", *_PATHS)
        }
    return found


def _grouped(found: Result, of: Callable[[Affected], Group]) -> dict[Group, list[Affected]]:
    groups: dict[Group, list[Affected]] = {}
    for one in found.affected:
        groups.setdefault(of(one), []).append(one)
    return groups


def _compared(
    title: Phrase, heads: tuple[Column, ...], groups: Iterable[tuple[tuple[str, ...], list[Affected]]], found: Result
) -> Table:
    """A line for each group of persons: how many of each kind, and what they cost."""
    rows = tuple((*key, *(sum(p.kind == kind for p in some) for kind in WORDS), *_sum(some)) for key, some in groups)
    counts = (len(some) for some in found.by_kind.values())
    total = (phrase("合计"), *(None for _ in heads[1:]), *counts, *_sum(found.affected))
    return Table(title, (*heads, *(Column(words, COUNT) for words in WORDS.values()), *_SUMS), rows, total)


def _sum(some: Sequence[Affected]) -> tuple[int | None, ...]:
    """The cells of ``_SUMS``: a cost that is known of nobody is not there."""
    found = added(some)
    nobody = found.persons or -1
    return (
        found.persons,
        None if found.before_unknown == nobody else found.before,
        found.before_unknown,
        None if found.after_unknown == nobody else found.after,
        found.after_unknown,
        found.difference,
    )


def _row(one: Affected, line: Listed) -> tuple[Any, ...]:
    reason = one.after.reason or one.before.reason
    who = (line.name, line.born_on, _BANDS[line.band], line.batch, line.project, line.number)
    costs = (_known(one.before.amount), _known(one.after.amount))
    return (*who, _may(one.before), _may(one.after), *costs, None if reason is None else reason.sentence())


def _may(answer: Answer) -> object:
    if isinstance(answer.may, Problem):
        return None
    return phrase("可以") if answer.may else phrase("不能")


def _known(amount: int | Problem) -> int | None:
    return None if isinstance(amount, Problem) else amount
