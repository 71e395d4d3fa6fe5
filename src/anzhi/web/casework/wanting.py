"""所缺 What stops a case: each thing that is missing, for whom, who has to supply it, and where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anzhi.casework.queries import Wanted
from anzhi.office.models import Account
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.problems import Kind
from anzhi.values.refusal import Missing

EDITS: Mapping[str, str] = {
    "project": "project_edit",
    "household": "household_edit",
    "person": "member_edit",
    "structure": "structure_edit",
    "crop": "crop_edit",
}
"""The form that the facts of a row are entered in."""
_ELSEWHERE = {
    "household.housed_on": gettext_lazy("安置社保部：登记分房"),
    "person.enrolled_on": gettext_lazy("安置社保部：纳入社保批次"),
    "project.plan_announced_on": gettext_lazy("拆迁部：发布征地补偿安置方案公告"),
    "project.pre_announced_on": gettext_lazy("拆迁部：发布征收土地预公告"),
    "project.declared_on": gettext_lazy("拆迁部：发布征地公告"),
}
"""Facts that follow from other records, and who enters those."""


@dataclass(frozen=True)
class Lack:
    """Something that is missing.

    Attributes:
        sentence: what.
        supplier: who has to supply it, and how.
        rows: for whom: the name of each row and where it is entered; the address is empty where the reader may not.
        address: where the law says it; empty for a fact.
    """

    sentence: Missing
    supplier: str
    rows: tuple[tuple[str, str], ...]
    address: str


def lacks(wanted: Sequence[Wanted], pack: Pack, account: Account) -> list[Lack]:
    """Everything that is missing, as an account can do something about it."""
    return [_lack(each, pack, "registry" in account.powers.changes) for each in wanted]


def missing(wanted: Sequence[Wanted]) -> set[str]:
    """The facts that are missing, by kind, key and name of the row: ``person.12.share``."""
    found = set()
    for each in wanted:
        entity, _dot, name = each.problem.name.partition(".")
        if each.problem.kind == Kind.MISSING_FACT:
            found |= {f"{entity}.{key}.{name}" for kind, key in each.keys if kind == entity}
            found |= {f"{entity}.{name}"}
    return found


def _lack(wanted: Wanted, pack: Pack, enters: bool) -> Lack:
    problem = wanted.problem
    if problem.kind != Kind.MISSING_FACT:
        rows = tuple((name, "") for name in dict.fromkeys(wanted.rows) if name)
        return Lack(problem.sentence(), _of_law(problem.kind), rows, _law_address(problem.kind, problem.name, pack))
    entity = problem.name.partition(".")[0]
    is_own = problem.name not in _ELSEWHERE
    rows = tuple(
        (name, reverse(EDITS[kind], args=[key]) if is_own and enters and kind == entity else "")
        for name, (kind, key) in zip(wanted.rows, wanted.keys, strict=True)
    )
    return Lack(problem.sentence(), str(_ELSEWHERE.get(problem.name, _("拆迁部：补录事实"))), rows, "")


def _of_law(kind: Kind) -> str:
    if kind == Kind.NO_PARAMETER:
        return _("中心：查明标准的原文后补入政策包")
    return _("中心：政策未规定这种情形，须请示后补入政策包")


def _law_address(kind: Kind, name: str, pack: Pack) -> str:
    """Where the pages of the law have it. A standard is named with its class and period: house.rate[a]@2013-01-01."""
    page = "policy_parameter" if kind == Kind.NO_PARAMETER else "policy_rule"
    plain = name.partition("@")[0].partition("[")[0]
    return f"{reverse(page, args=[plain])}?pack={pack.name}"
