"""行 Parameters as they stand on the pages: a line a period, its values together where they are equally sure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.parameters import CERTAINTIES, Parameter, Period
from anzhi.values.citation import Citation
from anzhi.values.wording import Listed
from anzhi.web.language import said

TOPICS = {
    "governing": "基准日",
    "house": "房屋",
    "relocation": "搬迁过渡",
    "purchase": "购房补助",
    "crops": "青苗",
    "resettlement": "安置",
    "statement": "合计",
    "land": "土地",
    "social_security": "社保",
}
"""What the folders of parameters and library are called, in the order of the pages."""
SURE = {
    "found": ("可查", "green"),
    "recalled": ("凭记忆", "azure"),
    "uncertain": ("不确定", "yellow"),
    "inferred": ("推断", "yellow"),
    "unknown": ("未知", "red"),
    "example": ("虚构", "secondary"),
}
"""How sure something is, in a word and a colour."""
SHOWN = 4
"""Classes of a group that the list names; the page of the parameter has all."""


@dataclass(frozen=True)
class Value:
    """A value as printed, and the class it is for: empty where there are no classes, and the number where unknown."""

    of_class: str
    number: str


@dataclass(frozen=True)
class Group:
    """Values of a period that are equally sure; ``is_all`` when they are those of every class."""

    certainty: str
    values: tuple[Value, ...]
    is_all: bool

    @property
    def is_unknown(self) -> bool:
        """Are these the values that nobody knows?"""
        return self.certainty == "unknown"

    @property
    def first(self) -> tuple[Value, ...]:
        """Those that the list names."""
        return self.values[:SHOWN]

    @property
    def more(self) -> int:
        """How many it does not."""
        return len(self.values) - len(self.first)

    @property
    def names(self) -> str:
        """The classes in words: all of them together when nothing tells them apart."""
        if self.is_all and len(self.values) > 1:
            return _("全部 {count} 类").format(count=len(self.values))
        return said(Listed(tuple(value.of_class for value in self.values)))


@dataclass(frozen=True)
class Line:
    """A period of a parameter, or that it has none, with the values that were asked for."""

    parameter: Parameter
    period: Period | None
    groups: tuple[Group, ...]

    @property
    def topic(self) -> str:
        """The folder of the parameter."""
        return self.parameter.name.partition(".")[0]

    @property
    def topic_label(self) -> str:
        """What the folder is called."""
        return TOPICS[self.topic]

    @property
    def source(self) -> str:
        """Where the period is written down."""
        return source(self.period.citation) if self.period else ""


def of_pack(pack: Pack, day: date, certainty: str = "") -> list[Line]:
    """What was in force on a day; or, of any time, the values that are as sure as asked."""
    topics = list(TOPICS)
    parameters = sorted(pack.parameters.values(), key=lambda found: topics.index(found.name.partition(".")[0]))
    if not certainty:
        return [_on(parameter, day) for parameter in parameters]
    return [line for parameter in parameters for line in of_parameter(parameter, certainty)]


def of_parameter(parameter: Parameter, certainty: str = "") -> list[Line]:
    """Every period of a parameter, the latest first, as far as it has values that are as sure as asked."""
    lines = (Line(parameter, p, tuple(_groups(parameter, p, certainty))) for p in reversed(parameter.periods))
    return [line for line in lines if line.groups]


def source(citation: Citation) -> str:
    """Where something is written down; how sure it is stands beside it."""
    return said(replace(citation, checked=True))


def _on(parameter: Parameter, day: date) -> Line:
    period = parameter.on(day)
    return Line(parameter, period, tuple(_groups(parameter, period)) if period else ())


def _groups(parameter: Parameter, period: Period, certainty: str = "") -> Iterator[Group]:
    for each in CERTAINTIES:
        found = [(key, cell) for key, cell in period.cells.items() if cell.certainty == each]
        if found and certainty in ("", each):
            values = tuple(
                Value(
                    _(parameter.classes[key]) if key else "",
                    "" if cell.value is None else said(parameter.type.part(cell.value)),
                )
                for key, cell in found
            )
            yield Group(each, values, len(found) == len(period.cells))
