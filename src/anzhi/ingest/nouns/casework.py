"""安置审批 Approvals with their entitlements: one line a person or an extra quota."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from anzhi.casework.actions import approvals
from anzhi.casework.actions.approvals import Grant
from anzhi.casework.models import Approval, Entitlement
from anzhi.ingest.cells import Identity
from anzhi.ingest.columns import Column, of
from anzhi.ingest.constraints import broken
from anzhi.ingest.nouns.base import CHUNK, Item, Noun, Work, differs, resolve, slices
from anzhi.ingest.nouns.references import HOUSEHOLD, people
from anzhi.ingest.problems import Problems, Progress
from anzhi.ingest.reading import Group, Line, demand, group
from anzhi.office.models import Officer
from anzhi.registry.models import Person
from anzhi.values.exact import PERSON
from anzhi.values.identity_number import IdentityNumber
from anzhi.values.refusal import Refused

_MEMBER = Entitlement.Reason.MEMBER
_HEAD = (
    of(Approval, "household", "示例-0001", kind=HOUSEHOLD, heading="户号"),
    of(Approval, "option", "保障住房安置"),
    of(Approval, "approved_on", date(2021, 6, 18)),
)
_LINE = (
    of(Entitlement, "reason", "家庭成员", "独生子女证", note=_("家庭成员，或加给指标的原因。")),
    Column("name", "姓名", of(Person, "name").kind, required=False, note=_("家庭成员必填。"), example=("张某",)),
    Column(
        "identity",
        "身份证号",
        Identity(),
        required=False,
        note=_("家庭成员必填；应已登记为该户成员。"),
        example=(IdentityNumber.synthetic(date(1975, 6, 1), 1).text,),
    ),
    of(Entitlement, "quota", 1, 1, note=_("每行 1 或 0.5；家庭成员的指标就是人数。")),
)
_FIRST = len(_HEAD)


class Approvals(Noun):
    """安置审批."""

    key, title, area, page = "approval", "安置审批", "casework", "approvals"
    columns = (*_HEAD, *_LINE)
    note = _("一名安置的成员一行，加给的指标（如独生子女证）另起一行；同一审批的第二行起，前三栏可以留空。")

    def check(self, lines: Iterable[Line], problems: Problems, progress: Progress) -> Work:
        """Grants from their lines; which of them are new."""
        groups = group(lines, self.columns, keys=2, heads=_FIRST, problems=problems)
        resolve(_HEAD, [(found.line, found.head) for found in groups], problems)
        known = people({values[2] for found in groups for _, values in found.rows if values[2] is not None})
        progress("check", 0, len(groups))
        grants = list(_grants(groups, known, problems))
        present = _present(grants, problems)
        return Work([Item(line, grant) for line, grant in grants if line not in present], len(present))

    def write(self, facts: Sequence[Grant], *, by: Officer) -> None:
        """Approve."""
        approvals.approve(facts, by=by)


APPROVAL = Approvals()


def _grants(groups: list[Group], known: dict[str, Person], problems: Problems) -> Iterator[tuple[int, Grant]]:
    halves: dict[int, tuple[int, int]] = {}
    for found in groups:
        lines = [entry for line, values in found.rows if (entry := _entry(line, values, known, halves, problems))]
        if found.line in problems or len(lines) < len(found.rows):
            continue
        household, option, approved_on = found.head
        grant = Grant(
            household=household,
            option=Approval.Option(option),
            approved_on=approved_on,
            whole=tuple(person for _, person, quota in lines if person and quota == PERSON),
            half=tuple(person for _, person, quota in lines if person and quota != PERSON),
            extras=tuple((reason, quota) for reason, person, quota in lines if not person),
        )
        for message in broken(Approval, {"persons": grant.persons, "quota": grant.quota}):
            problems.add(found.line, Refused(message))
        yield found.line, grant


def _entry(
    line: int, values: Sequence[Any], known: dict[str, Person], halves: dict[int, tuple[int, int]], problems: Problems
) -> tuple[Entitlement.Reason, Person | None, int] | None:
    demand(_LINE, values, line, problems, first=_FIRST)
    if line in problems:
        return None
    reason, name, identity, quota = values
    person = known.get(identity)
    if reason == _MEMBER and person is None:
        problems.add(line, Refused("系统中没有这个身份证号，请先登记其所在住户"), _FIRST + 2)
    elif reason == _MEMBER and person.name != name:
        problems.add(line, Refused("这个身份证号在系统中登记为“{name}”，与表中姓名不同", name=person.name), _FIRST + 1)
    elif reason != _MEMBER and (name is not None or identity is not None):
        problems.add(line, Refused("加给的指标不填姓名和身份证号"), _FIRST + 1)
    elif quota not in (PERSON, PERSON // 2):
        problems.add(line, Refused("每行的指标只能是 1 或 0.5"), _FIRST + 3)
    elif reason == _MEMBER:
        first, taken = halves.get(person.pk, (line, 0))
        halves[person.pk] = (first, taken + quota)
        if taken + quota > PERSON:
            problems.add(line, Refused("与第 {line} 行合计超过一个人", line=first), _FIRST + 3)
    return None if line in problems else (Entitlement.Reason(reason), person if reason == _MEMBER else None, quota)


def _present(grants: Sequence[tuple[int, Grant]], problems: Problems) -> set[int]:
    """The lines whose approval is there; one that the workbook describes otherwise is refused."""
    wanted = {(grant.household.pk, str(grant.option)): (line, grant) for line, grant in grants}
    present = set()
    for part in slices(sorted({key[0] for key in wanted}), CHUNK):
        for record in Approval.objects.filter(household__in=part).prefetch_related("entitlements"):
            line, grant = wanted.get((record.household_id, record.option), (0, None))
            if grant is not None:
                present.add(line)
                _compare(line, grant, record, problems)
    return present


def _compare(line: int, grant: Grant, record: Approval, problems: Problems) -> None:
    if grant.approved_on != record.approved_on:
        problems.add(line, differs(_HEAD[2], grant.approved_on, record.approved_on), 2)
    here = [(str(_MEMBER), person.pk, PERSON) for person in grant.whole]
    here += [(str(_MEMBER), person.pk, PERSON // 2) for person in grant.half]
    here += [(str(reason), None, quota) for reason, quota in grant.extras]
    there = [(entry.reason, entry.person_id, entry.quota) for entry in record.entitlements.all()]
    if sorted(here, key=repr) != sorted(there, key=repr):
        problems.add(line, Refused("系统中已有“{approval}”的审批，但指标明细与表中不同", approval=record))
