"""住户 Households with members and structures, in the sheet that offices keep: one wide line a member.

The first line of a household states it whole: its dates, its first member, up to three buildings. The lines below
name the other members; their household columns stay blank, as merged cells do, or repeat the first line. More than
three buildings stand on a line of their own, without a member.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from anzhi.ingest.cells import Account, Identity, Telephone
from anzhi.ingest.columns import Column, of
from anzhi.ingest.constraints import broken
from anzhi.ingest.nouns.base import CHUNK, Item, Noun, Work, differs, resolve, slices
from anzhi.ingest.nouns.references import PROJECT, STREET
from anzhi.ingest.problems import Problems, Progress
from anzhi.ingest.reading import Group, Line, demand, group
from anzhi.office import personal_data
from anzhi.office.models import Officer
from anzhi.registry.actions import households
from anzhi.registry.actions.households import HouseholdFacts, MemberFacts, StructureFacts
from anzhi.registry.models import Household, Membership, Person, Structure
from anzhi.values.bank_account import BankAccount
from anzhi.values.identity_number import IdentityNumber
from anzhi.values.phone import Phone
from anzhi.values.refusal import Refused
from anzhi.values.wording import Listed

_BUILDINGS = 3
_SEALED = _("入库即加密。")
_EXAMPLE_HEAD = IdentityNumber.synthetic(date(1975, 6, 1), 1).text
_EXAMPLE_SPOUSE = IdentityNumber.synthetic(date(1977, 9, 12), 2).text
_HEAD = (
    of(Household, "number", "示例-0001", "示例-0001", note=_("一户的各行填同一户号，或在第二行起留空。")),
    of(Household, "project", "示例路网项目", kind=PROJECT, note=_("项目编号或项目名称。")),
    of(Household, "street", "示例街道", kind=STREET),
    of(Household, "head_name", "张某"),
    of(Household, "address", "新桥村三组"),
    Column("phone", "联系电话", Telephone(), required=False, note=_SEALED, example=(Phone.synthetic(1).text,)),
    of(Household, "bank", "示例银行", note=_("有银行账号必填。")),
    Column("account", "银行账号", Account(), required=False, note=_SEALED, example=(BankAccount.synthetic(1).text,)),
    of(Household, "surveyed_on", date(2021, 3, 20)),
    of(Household, "signed_on", date(2021, 4, 18), note=_("没有到来的日期留空。")),
    of(Household, "vacated_on"),
    of(Household, "demolished_on"),
    of(Household, "hold_out_reason"),
)
_MEMBER = (
    of(Person, "name", "张某", "李某", heading="成员姓名", required=False),
    Column(
        "identity",
        "身份证号",
        Identity(),
        required=False,
        note=_SEALED,
        example=(_EXAMPLE_HEAD, _EXAMPLE_SPOUSE),
    ),
    of(Membership, "relation", "户主", "配偶", required=False),
    of(Membership, "is_collective_member", "是", "是", heading="集体成员", required=False),
    of(Membership, "joined_on", required=False, note=_("留空按入户调查日期。")),
)
_STRUCTURE = ("construction", "floors", "floor_area", "built_in", "legality")
_EXAMPLE_STRUCTURE = ("砖混一类", 2, 186.5, 1998, "合法")


def _building(number: int) -> tuple[Column, ...]:
    """The columns of the first, second or third building."""
    columns = []
    for name, example in zip(_STRUCTURE, _EXAMPLE_STRUCTURE, strict=True):
        label = "面积（平方米）" if name == "floor_area" else str(Structure._meta.get_field(name).verbose_name)
        cells = (example,) if number == 1 else ()
        columns.append(of(Structure, name, *cells, heading=f"房屋{number}{label}", required=False))
    return tuple(columns)


_WHOLE_MEMBER = tuple(Column(c.name, c.heading, c.kind, required=c.name != "joined_on", note=c.note) for c in _MEMBER)
_FIRST_BUILDING = len(_HEAD) + len(_MEMBER)


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A household of the workbook: its first line, the line of each member, and what they say."""

    line: int
    lines: tuple[int, ...]
    facts: HouseholdFacts


class Households(Noun):
    """住户."""

    key, title, area, page = "household", "住户", "registry", "households"
    columns = (*_HEAD, *_MEMBER, *_building(1), *_building(2), *_building(3))
    note = _(
        "一名家庭成员一行。同一户的第一行填写户的各栏和房屋；第二行起只填成员，户的各栏留空或照第一行填写。"
        "超过三处的房屋另起一行，只填户号和房屋，成员各栏留空。"
    )
    slice = 1000

    def check(self, lines: Iterable[Line], problems: Problems, progress: Progress) -> Work:
        """Households from their lines; which of them are new."""
        groups = group(lines, self.columns, keys=1, heads=len(_HEAD), problems=problems)
        resolve(_HEAD, [(found.line, found.head) for found in groups], problems)
        surveyed = list(_surveyed(groups, problems))
        _refuse_shared_members(surveyed, problems)
        work = Work()
        done = 0
        for part in slices(surveyed, CHUNK):
            progress("check", done, len(surveyed))
            present = _present(part, problems)
            new = [household for household in part if household.facts.number not in present]
            _refuse_known_members(new, problems)
            work.present += len(present)
            work.new += [Item(household.line, household.facts) for household in new]
            done += len(part)
        return work

    def write(self, facts: Sequence[HouseholdFacts], *, by: Officer) -> None:
        """Register them as they stand."""
        households.register(facts, by=by)


HOUSEHOLD = Households()


def _surveyed(groups: list[Group], problems: Problems) -> Iterator[Surveyed]:
    """Households whose lines are sound; the groups are used up on the way, to hold them in memory once."""
    groups.reverse()
    while groups:
        found = groups.pop()
        head = dict(zip((column.name for column in _HEAD), found.head, strict=True))
        members, structures = [], []
        for line, values in found.rows:
            before = len(members)
            member = _member(line, values[: len(_MEMBER)], head["surveyed_on"], problems)
            if member is not None:
                members.append((line, member))
            structures += _structures(found, line, values[len(_MEMBER) :], len(members) > before, problems)
        if not members and found.line not in problems:
            problems.add(found.line, Refused("这一户没有成员"), len(_HEAD))
        for message in broken(Household, _stored(head)):
            problems.add(found.line, Refused(message))
        _check_signing(head, found.line, problems)
        if found.line in problems or any(line in problems for line, _ in found.rows):
            continue
        facts = HouseholdFacts(
            **head | {name: head[name] or "" for name in _MAY_BE_BLANK},
            members=tuple(member for _, member in members),
            structures=tuple(structures),
        )
        yield Surveyed(found.line, tuple(line for line, _ in members), facts)


def _stored(head: dict[str, Any]) -> dict[str, Any]:
    """The columns of a household by the fields that the table's constraints speak of."""
    return head | {
        "bank": head["bank"] or "",
        "account_index": head["account"] or "",
        "sealed_account": head["account"],
    }


def _check_signing(head: dict[str, Any], line: int, problems: Problems) -> None:
    """The action says so too, but for one household at a time."""
    if head["signed_on"] is None or head["project"] is None:
        return
    opened = head["project"].signing_started_on
    if opened is None or head["signed_on"] < opened:
        refusal = Refused("项目“{project}”在 {day} 尚未启动签约", project=head["project"], day=head["signed_on"])
        problems.add(line, refusal, _HEAD_PLACES["signed_on"])


_MAY_BE_BLANK = ("address", "hold_out_reason", "phone", "bank", "account")
_HEAD_PLACES = {column.name: index for index, column in enumerate(_HEAD)}


def _member(line: int, values: Sequence[Any], surveyed_on: date | None, problems: Problems) -> MemberFacts | None:
    places = range(len(_HEAD), _FIRST_BUILDING)
    if all(value is None for value in values) and problems.places(line).isdisjoint(places):
        return None
    demand(_WHOLE_MEMBER, values, line, problems, first=len(_HEAD))
    name, identity, relation, is_collective_member, joined_on = values
    return MemberFacts(name, identity, relation, is_collective_member, joined_on or surveyed_on)


def _structures(
    found: Group, line: int, values: Sequence[Any], beside_member: bool, problems: Problems
) -> Iterator[StructureFacts]:
    """The buildings of a line; below the first line of a household a member's line may only repeat them."""
    if line != found.line and beside_member:
        first = found.rows[0][1][len(_MEMBER) :]
        if any(value is not None for value in values) and list(values) != list(first):
            refusal = Refused("房屋与第 {line} 行不同；更多的房屋请另起一行，成员各栏留空", line=found.line)
            problems.add(line, refusal, _FIRST_BUILDING)
        return
    for number in range(_BUILDINGS):
        start = number * len(_STRUCTURE)
        part = values[start : start + len(_STRUCTURE)]
        if all(value is None for value in part):
            continue
        facts = dict(zip(_STRUCTURE, part, strict=True))
        missing = [name for name, value in facts.items() if value is None and name != "built_in"]
        for place in {_FIRST_BUILDING + start + _STRUCTURE.index(name) for name in missing} - problems.places(line):
            problems.add(line, Refused("“{heading}”没有填", heading=HOUSEHOLD.columns[place].heading), place)
        for message in () if missing else broken(Structure, facts):
            problems.add(line, Refused(message), _FIRST_BUILDING + start)
        yield StructureFacts(**facts)


def _refuse_shared_members(surveyed: Sequence[Surveyed], problems: Problems) -> None:
    """Nobody stands in two lines of a workbook."""
    lines: dict[str, int] = {}
    for household in surveyed:
        for line, member in zip(household.lines, household.facts.members, strict=True):
            first = lines.setdefault(member.identity, line)
            if first != line:
                problems.add(line, Refused("身份证号与第 {line} 行相同", line=first), len(_HEAD) + 1)


def _present(part: Sequence[Surveyed], problems: Problems) -> set[str]:
    """Numbers of the households that are there; one that the workbook describes otherwise is refused."""
    found = {household.facts.number: household for household in part}
    records = list(Household.objects.filter(number__in=found).select_related("project", "street"))
    if not records:
        return set()
    members: dict[int, dict[str, tuple[Any, ...]]] = {}
    rows = Membership.objects.filter(household__in=records, left_on__isnull=True).values_list(
        "household_id", "person__identity_index", "person__name", "relation", "is_collective_member", "joined_on"
    )
    for key, index, *facts in rows:
        members.setdefault(key, {})[index] = tuple(facts)
    structures: dict[int, list[tuple[Any, ...]]] = {}
    for key, *values in Structure.objects.filter(household__in=records).values_list("household_id", *_STRUCTURE):
        structures.setdefault(key, []).append(tuple(values))
    for record in records:
        _compare(found[record.number], record, members.get(record.pk, {}), structures.get(record.pk, []), problems)
    return {record.number for record in records}


def _compare(
    household: Surveyed,
    record: Household,
    members: dict[str, tuple[Any, ...]],
    structures: list[tuple[Any, ...]],
    problems: Problems,
) -> None:
    facts, line = household.facts, household.line
    for index, column in enumerate(_HEAD):
        here, there = getattr(facts, column.name), _recorded(record, column.name)
        if here != there:
            problems.add(line, differs(column, here, there), index)
    _compare_members(household, dict(members), problems)
    mine = [tuple(getattr(structure, name) for name in _STRUCTURE) for structure in facts.structures]
    if sorted(mine, key=repr) != sorted(structures, key=repr):
        refusal = Refused(
            "系统中户 {number} 的房屋与表中不同（系统中 {count} 处）", number=facts.number, count=len(structures)
        )
        problems.add(line, refusal, _FIRST_BUILDING)


def _recorded(record: Household, name: str) -> Any:
    """What the system has for a column."""
    if name not in ("phone", "account"):
        return getattr(record, name)
    sealed = getattr(record, f"sealed_{name}")
    return "" if sealed is None else personal_data.unseal(sealed)


def _compare_members(household: Surveyed, known: dict[str, tuple[Any, ...]], problems: Problems) -> None:
    number = household.facts.number
    for line, member in zip(household.lines, household.facts.members, strict=True):
        there = known.pop(personal_data.blind_index(member.identity), None)
        if there is None:
            problems.add(line, Refused("系统中已有户 {number}，但没有这名成员", number=number), len(_HEAD) + 1)
            continue
        here = (member.name, member.relation, member.is_collective_member, member.joined_on)
        for place, mine, recorded in zip((0, 2, 3, 4), here, there, strict=True):
            if mine != recorded:
                problems.add(line, differs(_MEMBER[place], mine, recorded), len(_HEAD) + place)
    if known:
        names = Listed(tuple(name for name, *_ in known.values()))
        problems.add(household.line, Refused("系统中户 {number} 还有成员 {names}", number=number, names=names))


def _refuse_known_members(new: Sequence[Surveyed], problems: Problems) -> None:
    """Nobody is entered under another name, or while still a member of another household."""
    members = {
        personal_data.blind_index(member.identity): (line, member)
        for household in new
        for line, member in zip(household.lines, household.facts.members, strict=True)
    }
    for part in slices(list(members), CHUNK):
        for person in Person.objects.filter(identity_index__in=part):
            line, member = members[person.identity_index]
            if person.name != member.name:
                refusal = Refused("这个身份证号在系统中登记为“{name}”，与表中姓名不同", name=person.name)
                problems.add(line, refusal, len(_HEAD))
        open_ones = Membership.objects.filter(person__identity_index__in=part, left_on__isnull=True)
        for membership in open_ones.select_related("person", "household"):
            line, _ = members[membership.person.identity_index]
            refusal = Refused("此人已是户“{household}”的成员", household=membership.household)
            problems.add(line, refusal, len(_HEAD) + 1)
