"""请求 What is asked of a trial: the change, whom it is tried on, the day of computing; written as data.

    label: 房屋单价提高一成
    pack: example
    scope: {project: XC2021-01}
    day: 2026-11-25
    rule: household_total
    parameters:
      house.rate: {multiply: "1.10"}

``scope`` is ``office``, ``{year: 2021}`` (the plan was announced in that year) or ``{project: its number}``; the rest
is a change as ``rules.whatif`` reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from anzhi.registry.models import Household, Notice, Project
from anzhi.rules import packs, whatif
from anzhi.rules.engine.types import DAY
from anzhi.rules.facts import CASE
from anzhi.rules.whatif import Change
from anzhi.values.refusal import Refused
from anzhi.values.wording import phrase

RULE = "household_total"
"""The result that is compared when none is named."""
_OF_TRIAL = frozenset({"scope", "day"})
OFFICE = "office"


@dataclass(frozen=True)
class Scope:
    """Whom a change is tried on: ``office``, the households of a ``project`` by its number, or of a ``year``."""

    kind: str = OFFICE
    value: str = ""

    def households(self, within: QuerySet[Household]) -> QuerySet[Household]:
        """Those among the given households."""
        if self.kind == "project":
            return within.filter(project__code=self.value)
        if self.kind == "year":
            plans = Notice.objects.filter(kind=Notice.Kind.PLAN, published_on__year=int(self.value))
            return within.filter(project__in=plans.values("project"))
        return within

    @property
    def label(self) -> object:
        """What people call it."""
        if self.kind == "project":
            return Project.objects.filter(code=self.value).values_list("name", flat=True).first() or self.value
        if self.kind == "year":
            return phrase("{year} 年公告方案的项目", year=self.value)
        return phrase("全部住户")


@dataclass(frozen=True)
class Request:
    """A trial that is asked for."""

    change: Change
    scope: Scope
    on: date


def read(written: Any, today: date) -> Request:
    """A trial from what is written.

    Args:
        written: as above.
        today: the day of computing when none is named.

    Raises:
        Refused: something there is not, or is not as it should be; it is named.
    """
    if not isinstance(written, Mapping):
        raise Refused("试算文件应写成“键: 值”")
    pack = packs.load(str(written.get("pack") or packs.FIRST))
    rest = {key: value for key, value in written.items() if key not in _OF_TRIAL}
    change = whatif.read({"rule": RULE} | rest, pack)
    of = pack.rules[change.rule].of
    if of != "household" and "household" not in CASE.ancestors(of):
        raise Refused("规则“{rule}”不是按户或户内计算的，不能试算", rule=pack.rules[change.rule].label)
    day = written.get("day")
    on = today if day is None else DAY.parse(day)
    assert isinstance(on, date)
    return Request(change, _scope(written.get("scope", OFFICE)), on)


def _scope(written: Any) -> Scope:
    if written == OFFICE:
        return Scope()
    if isinstance(written, Mapping) and len(written) == 1:
        [(kind, value)] = written.items()
        text = str(value)
        if kind == "year" and text.isascii() and text.isdigit() and len(text) == len("2021"):
            return Scope(kind, text)
        if kind == "project":
            if not Project.objects.filter(code=text).exists():
                raise Refused("没有编号为 {code} 的项目", code=text)
            return Scope(kind, text)
    raise Refused("scope 应为 office、{form} 之一", form="{year: 2021}、{project: 项目编号}")
