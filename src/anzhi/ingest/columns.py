"""列 The columns of a workbook, mostly taken from the models they fill."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from anzhi.ingest.cells import Choice, Code, Day, Exact, Kind, Text, Whole, YesNo, narrow
from anzhi.office import fields
from anzhi.values.exact import MU, PERSON, SQUARE_METRE, YUAN

_SMALL, _MANY = 32_767, 2_147_483_647
_SCALES: dict[type[models.Field], tuple[int, int]] = {
    fields.MoneyField: (YUAN, -(10**15)),
    fields.MuField: (MU, 0),
    fields.SquareMetreField: (SQUARE_METRE, 0),
    fields.PersonsField: (PERSON, 0),
}


@dataclass(frozen=True)
class Reference(Kind):
    """Another record, named by its code or name.

    Attributes:
        what: what is looked for, in a word.
        find: records by the names that are wanted.
        options: what the list in the template offers; None where there are too many.
        limit: characters of the longest name.
    """

    what: str
    find: Callable[[Iterable[str]], Mapping[str, Any]]
    options: Callable[[], list[str]] | None = None
    limit: int = 80
    format: ClassVar[str] = _("已登记的名称")
    width: ClassVar[int] = 20

    def _read(self, cell: Any) -> str:
        return narrow(Text(self.limit).read(cell))


@dataclass(frozen=True)
class Column:
    """A column of a workbook.

    Attributes:
        name: key of its value, the model's field where there is one.
        heading: what stands above it.
        kind: how its cells are read.
        required: a blank cell is refused.
        note: what to know when filling it in.
        example: its cells in the example rows.
    """

    name: str
    heading: str
    kind: Kind
    required: bool = True
    note: str = ""
    example: tuple[Any, ...] = field(default=(), compare=False)


def of(model: type[models.Model], name: str, *example: Any, **changed: Any) -> Column:
    """The column that fills a model's field; ``changed`` replaces what does not follow from the field."""
    source = model._meta.get_field(name)
    optional = source.null or source.blank or source.has_default()
    facts = {"heading": str(source.verbose_name), "required": not optional}
    if "kind" not in changed:
        facts["kind"] = _kind(source)
    return Column(name=name, example=example, **(facts | changed))


def _kind(source: models.Field) -> Kind:
    if source.choices:
        return Choice(dict(source.flatchoices))
    if type(source) in _SCALES:
        return Exact(*_SCALES[type(source)])
    if isinstance(source, models.CharField):
        return Code(source.max_length) if source.unique and source.name != "name" else Text(source.max_length)
    if isinstance(source, models.DateField):
        return Day()
    if isinstance(source, models.BooleanField):
        return YesNo()
    return Whole(0, _SMALL if isinstance(source, models.PositiveSmallIntegerField) else _MANY)
