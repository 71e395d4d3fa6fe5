"""记录种类 What every kind of record knows about its workbook, and the plain kind: one line, one record."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models

from anzhi.ingest.columns import Column, Reference
from anzhi.ingest.constraints import broken, condition, uniques
from anzhi.ingest.problems import Problems, Progress
from anzhi.ingest.reading import Line, demand
from anzhi.office.models import Officer
from anzhi.values.refusal import Refused

Element = TypeVar("Element")
CHUNK = 500
"""Keys of one query."""


@dataclass(frozen=True)
class Item:
    """A record to be entered: the line that a refusal would be written beside, and what the action needs."""

    line: int
    facts: Any


@dataclass
class Work:
    """What a workbook asks for: records to enter, and how many of its records are there already."""

    new: list[Item] = field(default_factory=list)
    present: int = 0


class Noun:
    """A kind of record that workbooks bring.

    Attributes:
        key: its name in addresses.
        title: what people call it.
        area: the area whose officers may import it.
        page: the name of the page that lists the records.
        columns: the columns of its workbook.
        note: what to know before filling in the workbook.
        slice: how many records are handed to an action at once.
    """

    key: str
    title: str
    area: str
    page: str
    columns: tuple[Column, ...]
    note: str = ""
    slice: int = 2000

    def check(self, lines: Iterable[Line], problems: Problems, progress: Progress) -> Work:
        """Turn lines into records to enter; what is wrong is noted, what is there already is counted."""
        raise NotImplementedError

    def write(self, facts: Sequence[Any], *, by: Officer) -> None:
        """Enter records through the room's actions.

        Raises:
            Refused: a record breaks a rule; the caller undoes the rest.
        """
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Table(Noun):
    """A kind of record where one line is one record.

    Attributes:
        model: the record.
        identity: the fields that say which record a line is, the most telling first.
        enter: the action, given unsaved records.
        complete: adds what follows from the line, given the values and the names that references found.
    """

    key: str
    title: str
    area: str
    page: str
    columns: tuple[Column, ...]
    model: type[models.Model]
    identity: tuple[str, ...]
    enter: Callable[..., object]
    complete: Callable[[dict[str, Any]], None] = lambda values: None
    note: str = ""

    def check(self, lines: Iterable[Line], problems: Problems, progress: Progress) -> Work:
        """One record a line."""
        rows = list(lines)
        resolve(self.columns, rows, problems)
        records = dict(self._records(rows, problems))
        progress("check", 0, len(rows))
        present = self._present(records, problems)
        new = {line: values for line, values in records.items() if line not in present and line not in problems}
        for fields, when, message in uniques(self.model):
            self._refuse_shared(new, fields, when, message, problems)
        items = [Item(line, values) for line, values in new.items() if line not in problems]
        return Work(items, len(present))

    def write(self, facts: Sequence[dict[str, Any]], *, by: Officer) -> None:
        """Enter records made afresh, so that an attempt that was undone leaves no key behind."""
        self.enter([self.model(**values) for values in facts], by=by)

    def _records(self, rows: Iterable[Line], problems: Problems) -> Iterator[tuple[int, dict[str, Any]]]:
        blanks = {column.name: _blank(self.model, column.name) for column in self.columns}
        for line, cells in rows:
            demand(self.columns, cells, line, problems)
            if line in problems:
                continue
            values = {
                column.name: blanks[column.name] if cell is None else cell
                for column, cell in zip(self.columns, cells, strict=True)
            }
            try:
                self.complete(values)
            except Refused as refusal:
                problems.add(line, refusal)
                continue
            for message in broken(self.model, values):
                problems.add(line, Refused(message))
            if line not in problems:
                yield line, values

    def _present(self, records: Mapping[int, dict[str, Any]], problems: Problems) -> set[int]:
        """The lines whose record is there; a line that says something else is refused."""
        lines: dict[tuple[Any, ...], int] = {}
        for line, values in records.items():
            first = lines.setdefault(self._identity(values), line)
            if first != line:
                problems.add(line, Refused("与第 {line} 行是同一条记录，请删去一行", line=first))
        present = set()
        for record in self._existing(records):
            line = lines.get(tuple(_plain(getattr(record, self._attribute(name))) for name in self.identity))
            if line is not None:
                present.add(line)
                note_differences(self.columns, records[line], record, line, problems)
        return present

    def _existing(self, records: Mapping[int, dict[str, Any]]) -> Iterator[models.Model]:
        probe = self.identity[0]
        wanted = {_plain(values[probe]) for values in records.values()}
        related = [column.name for column in self.columns if isinstance(column.kind, Reference)]
        for part in slices(sorted(wanted), CHUNK):
            found = self.model._default_manager.filter(**{f"{probe}__in": part})
            yield from found.select_related(*related) if related else found

    def _identity(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(_plain(values[name]) for name in self.identity)

    def _attribute(self, name: str) -> str:
        return self.model._meta.get_field(name).attname

    def _refuse_shared(
        self,
        new: Mapping[int, dict[str, Any]],
        fields: tuple[str, ...],
        when: models.Q | None,
        message: object,
        problems: Problems,
    ) -> None:
        """Refuse lines whose fields another line, or another record, has already."""
        applies = condition(when) if when is not None else lambda values: True
        lines: dict[tuple[Any, ...], int] = {}
        for line, values in new.items():
            key = tuple(_plain(values.get(name)) for name in fields)
            if None in key or applies(values) is not True:
                continue
            first = lines.setdefault(key, line)
            if first != line:
                problems.add(line, Refused("与第 {line} 行重复：{message}", line=first, message=message))
        for part in slices(sorted({key[0] for key in lines}), CHUNK):
            taken = self.model._default_manager.filter(when or models.Q(), **{f"{fields[0]}__in": part})
            for key in taken.values_list(*fields):
                if key in lines:
                    problems.add(lines[key], Refused("{problem}", problem=message))


def resolve(columns: Sequence[Column], rows: Sequence[Line], problems: Problems) -> None:
    """Put the records that reference columns name in the place of their names."""
    for index, column in enumerate(columns):
        if not isinstance(column.kind, Reference):
            continue
        found = column.kind.find({cells[index] for _, cells in rows if cells[index] is not None})
        for line, cells in rows:
            if cells[index] is None:
                continue
            record = found.get(cells[index])
            if record is None:
                refusal = Refused("系统中没有{what}“{name}”，请核对或先登记", what=column.kind.what, name=cells[index])
                problems.add(line, refusal, index)
            cells[index] = record


def note_differences(
    columns: Sequence[Column], values: Mapping[str, Any], record: models.Model, line: int, problems: Problems
) -> None:
    """Refuse a line that says something else than the record that is there."""
    for index, column in enumerate(columns):
        here, there = values[column.name], getattr(record, column.name)
        if _plain(here) != _plain(there):
            problems.add(line, differs(column, here, there), index)


def differs(column: Column, here: Any, there: Any) -> Refused:
    """A line is not the record that is there."""
    return Refused(
        "系统中已有这条记录，但“{heading}”不同：表中为“{here}”，系统中为“{there}”；更改已有记录请在系统中修改",
        heading=column.heading,
        here=column.kind.text(here),
        there=column.kind.text(there),
    )


def slices(elements: Sequence[Element], size: int) -> Iterator[Sequence[Element]]:
    """Consecutive parts of at most ``size``."""
    for start in range(0, len(elements), size):
        yield elements[start : start + size]


def _blank(model: type[models.Model], name: str) -> Any:
    """What a blank cell stands for."""
    source = model._meta.get_field(name)
    if source.has_default():
        return source.get_default()
    return "" if isinstance(source, models.CharField) and not source.null else None


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value
