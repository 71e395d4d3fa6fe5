"""社保 Rosters with their persons, and the money collected."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from anzhi.ingest.cells import Identity
from anzhi.ingest.columns import Column, of
from anzhi.ingest.constraints import broken
from anzhi.ingest.nouns.base import CHUNK, Item, Noun, Table, Work, note_differences, resolve, slices
from anzhi.ingest.nouns.references import POLICY, PROJECT, people
from anzhi.ingest.problems import Problems, Progress
from anzhi.ingest.reading import Group, Line, demand, group
from anzhi.office.models import Officer
from anzhi.registry.models import Person
from anzhi.social_security.actions import batches, contributions
from anzhi.social_security.models import Batch, Contribution, Enrolment
from anzhi.values.identity_number import IdentityNumber
from anzhi.values.refusal import Refused

_HEAD = (
    of(Batch, "number", "示例-01", "示例-01"),
    of(Batch, "project", "示例路网项目", kind=PROJECT, note=_("项目编号或项目名称。")),
    of(Batch, "approved_on", date(2021, 9, 1)),
    of(Batch, "enrolled_on", note=_("尚未纳入的留空。")),
    of(Batch, "hold", kind=POLICY, note=_("暂停所依据的文件名称；没有暂停的留空。")),
    of(Batch, "held_on"),
    of(Batch, "released_on"),
)
_LINE = (
    of(Person, "name", "张某", "李某"),
    Column(
        "identity",
        "身份证号",
        Identity(),
        note=_("应已登记为住户成员。"),
        example=tuple(
            IdentityNumber.synthetic(date(*day), n).text for n, day in ((1, (1975, 6, 1)), (2, (1977, 9, 12)))
        ),
    ),
    of(Enrolment, "age_band", "第三年龄段", "第三年龄段", note=_("按名册所列。")),
)
_FIRST = len(_HEAD)


@dataclass(frozen=True)
class Roster:
    """A roster of the workbook: the batch's values, and each person's line with the age band."""

    line: int
    batch: dict[str, Any]
    people: tuple[tuple[int, Person, Enrolment.AgeBand], ...]


class Rosters(Noun):
    """社保批次."""

    key, title, area, page = "batch", "社保批次", "social_security", "batches"
    columns = (*_HEAD, *_LINE)
    note = _("一人一行；同一批次的第二行起，批次的各栏可以留空，或照第一行填写。")
    slice = 200

    def check(self, lines: Iterable[Line], problems: Problems, progress: Progress) -> Work:
        """Rosters from their lines; which of them are new."""
        groups = group(lines, self.columns, keys=1, heads=_FIRST, problems=problems)
        resolve(_HEAD, [(found.line, found.head) for found in groups], problems)
        known = people({values[1] for found in groups for _, values in found.rows if values[1] is not None})
        progress("check", 0, len(groups))
        rosters = list(_rosters(groups, known, problems))
        present = _present(rosters, problems)
        new = [roster for roster in rosters if roster.line not in present]
        _refuse_enrolled(new, problems)
        return Work([Item(roster.line, roster) for roster in new], len(present))

    def write(self, facts: Sequence[Roster], *, by: Officer) -> None:
        """Approve, then hold, release and enrol those that have come so far."""
        later = ("enrolled_on", "hold", "held_on", "released_on")
        fresh = [Batch(**{name: value for name, value in r.batch.items() if name not in later}) for r in facts]
        rows = [[(person, band) for _, person, band in roster.people] for roster in facts]
        approved = batches.approve(list(zip(fresh, rows, strict=True)), by=by)
        for batch, roster in zip(approved, facts, strict=True):
            values = roster.batch
            if values["hold"] is not None:
                batches.hold([batch], values["hold"], values["held_on"], by=by)
            if values["released_on"] is not None:
                batches.release([batch], values["released_on"], by=by)
            if values["enrolled_on"] is not None:
                batches.enrol([batch], values["enrolled_on"], by=by)


BATCH = Rosters()
CONTRIBUTION = Table(
    key="contribution",
    title="社保资金",
    area="social_security",
    page="contributions",
    model=Contribution,
    identity=("voucher",),
    enter=contributions.collect,
    columns=(
        of(Contribution, "project", "示例路网项目", kind=PROJECT, note=_("项目编号或项目名称。")),
        of(Contribution, "collected_on", date(2021, 10, 12)),
        of(Contribution, "voucher", "示例-0001"),
        of(Contribution, "amount", 1250000, heading="金额（元）"),
    ),
)


def _rosters(groups: list[Group], known: dict[str, Person], problems: Problems) -> Iterator[Roster]:
    lines: dict[int, int] = {}
    for found in groups:
        listed = [entry for line, values in found.rows if (entry := _entry(line, values, known, lines, problems))]
        batch = dict(zip((column.name for column in _HEAD), found.head, strict=True))
        for message in broken(Batch, batch):
            problems.add(found.line, Refused(message))
        if found.line not in problems and len(listed) == len(found.rows):
            yield Roster(found.line, batch, tuple(listed))


def _entry(
    line: int, values: Sequence[Any], known: dict[str, Person], lines: dict[int, int], problems: Problems
) -> tuple[int, Person, Enrolment.AgeBand] | None:
    demand(_LINE, values, line, problems, first=_FIRST)
    if line in problems:
        return None
    name, identity, band = values
    person = known.get(identity)
    if person is None:
        problems.add(line, Refused("系统中没有这个身份证号，请先登记其所在住户"), _FIRST + 1)
        return None
    if person.name != name:
        problems.add(line, Refused("这个身份证号在系统中登记为“{name}”，与表中姓名不同", name=person.name), _FIRST)
    first = lines.setdefault(person.pk, line)
    if first != line:
        problems.add(line, Refused("身份证号与第 {line} 行相同", line=first), _FIRST + 1)
    return line, person, Enrolment.AgeBand(band)


def _present(rosters: Sequence[Roster], problems: Problems) -> set[int]:
    """The lines whose batch is there; one that the workbook describes otherwise is refused."""
    wanted = {roster.batch["number"]: roster for roster in rosters}
    present = set()
    for part in slices(sorted(wanted), CHUNK):
        for record in Batch.objects.filter(number__in=part).select_related("project", "hold"):
            roster = wanted[record.number]
            present.add(roster.line)
            note_differences(_HEAD, roster.batch, record, roster.line, problems)
            here = sorted((person.pk, int(band)) for _, person, band in roster.people)
            there = sorted(Enrolment.objects.filter(batch=record).values_list("person", "age_band"))
            if here != there:
                problems.add(roster.line, Refused("系统中已有批次 {number}，但人员与表中不同", number=record.number))
    return present


def _refuse_enrolled(new: Sequence[Roster], problems: Problems) -> None:
    """One enrolment a person, ever."""
    lines = {person.pk: line for roster in new for line, person, _ in roster.people}
    for part in slices(sorted(lines), CHUNK):
        for enrolment in Enrolment.objects.filter(person__in=part).select_related("batch"):
            refusal = Refused("此人已列入批次 {batch}", batch=enrolment.batch)
            problems.add(lines[enrolment.person_id], refusal, _FIRST + 1)
