"""列表 Lists of records: declared once, then searched, filtered, sorted, paged, totalled and exported alike.

A list is a queryset with columns. What the reader asked for stands in the address; the same address gives the
page, its fragment, and the workbook.
"""

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Count, F, Model, Q, QuerySet, Sum
from django.db.models.constants import LOOKUP_SEP
from django.db.models.expressions import Combinable
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from anzhi.office.models import Account
from anzhi.values.period import Year
from anzhi.values.unit import Unit
from anzhi.web.scope import scope

SIZE = 50
"""Rows of a page."""


@dataclass(frozen=True)
class Column:
    """A column of a list.

    Attributes:
        label: its heading.
        path: ORM path of its value, or the name of an annotation.
        unit: for a stored integer, how it prints; such a column stands right-aligned.
        total: sum it over everything the filter leaves.
        choices: words for stored keys.
        is_number: right-aligned without a unit (a plain count).
    """

    label: str
    path: str
    unit: Unit | None = None
    total: bool = False
    choices: Mapping[Any, str] | None = None
    is_number: bool = False

    @property
    def is_right(self) -> bool:
        """Numbers stand right-aligned."""
        return self.unit is not None or self.is_number

    def text(self, value: object) -> str:
        """A value as it reads on the page."""
        if value is None or value == "":
            return "—"
        if self.unit is not None:
            return self.unit.number(int(value))  # type: ignore[call-overload]
        if isinstance(value, bool):
            return _("是") if value else _("否")
        if self.choices is not None:
            return _(str(self.choices.get(value, value)))
        return value.isoformat() if isinstance(value, date) else str(value)


@dataclass(frozen=True)
class Filter:
    """A way to narrow a list.

    Attributes:
        label: its words.
        name: its name in the address.
        path: ORM path it compares; with ``dates`` a range from–to.
        choices: stored key to words, or a callable that reads them within the account's scope.
        dates: True for a range of days.
    """

    label: str
    name: str
    path: str
    choices: Mapping[Any, str] | Callable[[Account], Mapping[Any, str]] | None = None
    dates: bool = False


@dataclass(frozen=True)
class Listing:
    """A list of records of one kind.

    Attributes:
        page: name of its address; ``<page>`` with a key is the record's own page when ``has_pages``.
        title: its heading.
        area: the area it belongs to.
        model: the records.
        columns: what it shows.
        search: ORM paths that the search box looks through.
        filters: ways to narrow it.
        sort: the path it is sorted by at first; a leading minus turns it round.
        annotate: derived columns of a year.
        find: replaces the search where looking through columns is not enough.
        record_page: name of the address of one record; empty when records have no page.
        record_key: ORM path of the key that address takes.
    """

    page: str
    title: str
    area: str
    model: type[Model]
    columns: tuple[Column, ...]
    search: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    sort: str = "pk"
    annotate: Callable[[Year], Mapping[str, Combinable]] = lambda year: {}
    find: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None
    record_page: str = ""
    record_key: str = "pk"

    def records(self, account: Account, year: Year) -> QuerySet[Any]:
        """Everything the account may see, with the derived columns."""
        return scope(self.model._default_manager.all(), account).annotate(**self.annotate(year))

    def narrowed(self, asked: QueryDict, account: Account, year: Year) -> QuerySet[Any]:
        """What search and filters leave."""
        records = self.records(account, year)
        if words := asked.get("q", "").strip():
            records = self.find(records, words) if self.find else records.filter(_contains(self.search, words))
        for entry in self.filters:
            records = _apply(records, entry, asked)
        return records


@dataclass(frozen=True)
class Row:
    """A record on the page: address of its own page (or empty) and the text of its cells."""

    address: str
    cells: tuple[tuple[Column, str], ...]


@dataclass(frozen=True)
class Choice:
    """A filter as the form shows it."""

    entry: Filter
    options: tuple[tuple[str, str, bool], ...] = ()
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class Heading:
    """A column heading: the address that sorts by it, and how it is sorted now (``up``, ``down`` or empty)."""

    column: Column
    query: str
    sorted: str


@dataclass(frozen=True)
class Page:
    """One page of a list.

    Attributes:
        listing: the list.
        rows: its records.
        count: how many the filter leaves in all.
        totals: column sums over all of them, by column.
        headings: columns with their sorting.
        choices: filters with their state.
        words: what was searched.
        next: query of the next page; empty on the last.
        first: query of the first page; empty when this is it.
        query: the query without the page's place, for the workbook.
    """

    listing: Listing
    rows: tuple[Row, ...]
    count: int
    totals: tuple[str, ...]
    headings: tuple[Heading, ...]
    choices: tuple[Choice, ...]
    words: str
    next: str
    first: str
    query: str
    sort: str

    @property
    def has_totals(self) -> bool:
        """Does any column sum up?"""
        return any(column.total for column in self.listing.columns)

    @property
    def total_cells(self) -> list[tuple[Column, str]]:
        """The last line: each column with its total, or nothing."""
        return list(zip(self.listing.columns, self.totals, strict=True))


def read(listing: Listing, asked: QueryDict, account: Account, year: Year) -> Page:
    """The page that an address asks for. What an address cannot mean is ignored."""
    narrowed = listing.narrowed(asked, account, year)
    sort = _sort(listing, asked)
    count, totals = _totals(listing, narrowed)
    rows = list(_ordered(narrowed, sort, asked.get("after", "")).values_list(*_paths(listing, sort))[: SIZE + 1])
    after = _cursor(rows[SIZE - 1]) if len(rows) > SIZE else ""
    query = _query(asked, after=None)
    return Page(
        listing=listing,
        rows=tuple(_row(listing, values) for values in rows[:SIZE]),
        count=count,
        totals=totals,
        headings=tuple(_heading(column, sort, asked) for column in listing.columns),
        choices=tuple(_choice(entry, asked, account) for entry in listing.filters),
        words=asked.get("q", ""),
        next=_query(asked, after=after) if after else "",
        first=query if asked.get("after") else "",
        query=query,
        sort=sort,
    )


def everything(listing: Listing, asked: QueryDict, account: Account, year: Year) -> Iterator[tuple[Any, ...]]:
    """Values of all records that the filter leaves, in the page's order: what the workbook holds."""
    sort = _sort(listing, asked)
    ordered = _ordered(listing.narrowed(asked, account, year), sort, "")
    for values in ordered.values_list(*_paths(listing, sort)).iterator(chunk_size=2000):
        yield values[3:]


def options(path: str, model: type[Model], label: str) -> Callable[[Account], dict[Any, str]]:
    """Choices of a filter over a foreign key: the records of its model that the account may see."""

    def read_options(account: Account) -> dict[Any, str]:
        return dict(scope(model._default_manager.all(), account).order_by(label).values_list(path, label))

    return read_options


def _paths(listing: Listing, sort: str) -> list[str]:
    return [sort.removeprefix("-"), "pk", listing.record_key, *(column.path for column in listing.columns)]


def _row(listing: Listing, values: Sequence[Any]) -> Row:
    address = reverse(listing.record_page, args=[values[2]]) if listing.record_page else ""
    return Row(address, tuple((c, c.text(v)) for c, v in zip(listing.columns, values[3:], strict=True)))


def _totals(listing: Listing, narrowed: QuerySet[Any]) -> tuple[int, tuple[str, ...]]:
    sums = {f"sum_{i}": Sum(c.path) for i, c in enumerate(listing.columns) if c.total}
    found = narrowed.order_by().aggregate(count=Count("pk"), **sums)
    cells = []
    for i, column in enumerate(listing.columns):
        value = found.get(f"sum_{i}", "")
        cells.append(column.text(value or 0) if column.total else "")
    return found["count"], tuple(cells)


def _contains(paths: Sequence[str], words: str) -> Q:
    condition = Q()
    for path in paths:
        condition |= Q(**{f"{path}__icontains": words})
    return condition


def _apply(records: QuerySet[Any], entry: Filter, asked: QueryDict) -> QuerySet[Any]:
    if entry.dates:
        for suffix, lookup in (("from", "gte"), ("to", "lte")):
            if (day := _day(asked.get(f"{entry.name}_{suffix}", ""))) is not None:
                records = records.filter(**{f"{entry.path}__{lookup}": day})
        return records
    chosen = asked.get(entry.name, "")
    if not chosen:
        return records
    if chosen in ("true", "false"):
        return records.filter(**{entry.path: chosen == "true"})
    if _is_text(records, entry.path) or (chosen.isascii() and chosen.isdigit()):
        return records.filter(**{entry.path: chosen})
    return records


def _is_text(records: QuerySet[Any], path: str) -> bool:
    annotation = records.query.annotations.get(path)
    if annotation is not None:
        return isinstance(annotation.output_field, CharField)
    model = records.model
    *through, last = path.split(LOOKUP_SEP)
    try:
        for name in through:
            model = model._meta.get_field(name).related_model
        return isinstance(model._meta.get_field(last), CharField)
    except FieldDoesNotExist:
        return False


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _sort(listing: Listing, asked: QueryDict) -> str:
    sort = asked.get("sort", "")
    known = {column.path for column in listing.columns}
    return sort if sort.removeprefix("-") in known else listing.sort


def _ordered(records: QuerySet[Any], sort: str, after: str) -> QuerySet[Any]:
    """Sorted by a column, empty cells last, records with the same value by key; from behind the cursor on."""
    path, falls = sort.removeprefix("-"), sort.startswith("-")
    order = F(path).desc(nulls_last=True) if falls else F(path).asc(nulls_last=True)
    if (place := _place(after)) is not None:
        value, key = place
        if value is None:
            behind = Q(**{f"{path}__isnull": True}, pk__gt=key)
        else:
            behind = (
                Q(**{f"{path}__{'lt' if falls else 'gt'}": value})
                | Q(**{path: value}, pk__gt=key)
                | Q(**{f"{path}__isnull": True})
            )
        records = records.filter(behind)
    return records.order_by(order, "pk")


def _cursor(values: Sequence[Any]) -> str:
    value = values[0].isoformat() if hasattr(values[0], "isoformat") else values[0]
    return base64.urlsafe_b64encode(json.dumps([value, values[1]]).encode()).decode().rstrip("=")


def _place(after: str) -> tuple[Any, int] | None:
    try:
        value, key = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    except (ValueError, TypeError, binascii.Error):
        return None
    fits = isinstance(key, int) and (value is None or isinstance(value, str | int))
    return (value, key) if fits else None


def _query(asked: QueryDict, **changed: str | None) -> str:
    query = asked.copy()
    for name, value in changed.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return query.urlencode()


def _heading(column: Column, sort: str, asked: QueryDict) -> Heading:
    falls = sort == column.path
    state = "up" if falls else "down" if sort == f"-{column.path}" else ""
    return Heading(column, _query(asked, after=None, sort=f"-{column.path}" if falls else column.path), state)


def _choice(entry: Filter, asked: QueryDict, account: Account) -> Choice:
    if entry.dates:
        return Choice(entry, since=asked.get(f"{entry.name}_from", ""), until=asked.get(f"{entry.name}_to", ""))
    known = entry.choices(account) if callable(entry.choices) else entry.choices or {}
    chosen = asked.get(entry.name, "")
    return Choice(entry, tuple((str(k), _(str(v)), str(k) == chosen) for k, v in known.items()))
