"""列表 Lists of records: declared once, then searched, filtered, sorted, paged, totalled and exported alike.

A list is a queryset with columns. What the reader asked for stands in the address; the same address gives the
page, its fragment, and the workbook.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, Count, DateTimeField, Model, Q, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _

from anzhi.office.models import Account
from anzhi.values.period import Year
from anzhi.values.unit import Unit
from anzhi.web.keyset import cursor, field, ordered
from anzhi.web.scope import scope

SIZE = 50
"""Rows of a page."""
DIGITS = 18
"""Longer numbers are no key: the database could not hold them."""


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
        tones: colours of the keys in ``choices`` that call for attention.
        reads: how a value reads that cannot stand on a page as it is stored; such a column is not sorted by.
    """

    label: str
    path: str
    unit: Unit | None = None
    total: bool = False
    choices: Mapping[Any, str] | None = None
    is_number: bool = False
    tones: Mapping[Any, str] | None = None
    reads: Callable[[Any], str] | None = None

    @property
    def is_right(self) -> bool:
        """Numbers stand right-aligned."""
        return self.unit is not None or self.is_number

    @property
    def wraps(self) -> bool:
        """A text that may be long, and is read to its end."""
        return self.reads is not None

    def text(self, value: object) -> str:
        """A value as it reads on the page."""
        if value is None or value == "":
            return "—"
        if self.reads is not None:
            return self.reads(value) or "—"
        if self.unit is not None:
            return self.unit.number(int(value))  # type: ignore[call-overload]
        if self.choices is not None:
            return _(str(self.choices.get(value, value)))
        if isinstance(value, bool):
            return _("是") if value else _("否")
        if isinstance(value, datetime):
            return localtime(value).strftime("%Y-%m-%d %H:%M")
        return value.isoformat() if isinstance(value, date) else str(value)

    def tone(self, text: str) -> str:
        """The colour of a cell by its text; empty for a plain one."""
        return next((tone for key, tone in (self.tones or {}).items() if self.text(key) == text), "")


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
        locate: addresses of rows by key, where one list holds records with different pages.
        within: what narrows the list before the reader does.
        linked: path of the column whose cell leads to the record's page; the first when left out.
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
    locate: Callable[[Sequence[int], Account], Mapping[int, str]] | None = None
    within: Callable[[Year], Q] | None = None
    linked: str = ""

    @property
    def is_searched(self) -> bool:
        """Is there a search box?"""
        return bool(self.search or self.find)

    @property
    def linked_path(self) -> str:
        """Path of the column whose cell leads to the record's page."""
        return self.linked or self.columns[0].path

    def records(self, account: Account, year: Year) -> QuerySet[Any]:
        """Everything the account may see, with the derived columns."""
        records = scope(self.model._default_manager.all(), account).annotate(**self.annotate(year))
        return records if self.within is None else records.filter(self.within(year))

    def narrowed(self, asked: QueryDict, account: Account, year: Year) -> QuerySet[Any]:
        """What search and filters leave."""
        records = self.records(account, year)
        if words := _asked(asked, "q"):
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
    options: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class Heading:
    """A column heading: the address that sorts by it (empty: nothing does), and how it is sorted now (up or down)."""

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
    rows = _rows_from(listing, narrowed, sort, asked.get("after", ""))
    after = cursor(rows[SIZE - 1]) if len(rows) > SIZE else ""
    query = _query(asked, after=None)
    return Page(
        listing=listing,
        rows=_rows(listing, rows[:SIZE], account),
        count=count,
        totals=totals,
        headings=tuple(_heading(column, sort, asked) for column in listing.columns),
        choices=tuple(_choice(entry, asked, account) for entry in listing.filters),
        words=asked.get("q", ""),
        next=_query(asked, after=after) if after else "",
        first=(query or f"sort={sort}") if asked.get("after") else "",
        query=query,
        sort=sort,
    )


def everything(listing: Listing, asked: QueryDict, account: Account, year: Year) -> Iterator[tuple[Any, ...]]:
    """Values of all records that the filter leaves, in the page's order: what the workbook holds."""
    sort = _sort(listing, asked)
    records = ordered(listing.narrowed(asked, account, year), sort, "")
    for values in records.values_list(*_paths(listing, sort)).iterator(chunk_size=2000):
        yield values[3:]


def options(path: str, model: type[Model], label: str) -> Callable[[Account], dict[Any, str]]:
    """Choices of a filter over a foreign key: the records of its model that the account may see."""

    def read_options(account: Account) -> dict[Any, str]:
        return dict(scope(model._default_manager.all(), account).order_by(label).values_list(path, label))

    return read_options


def _rows_from(listing: Listing, narrowed: QuerySet[Any], sort: str, after: str) -> list[tuple[Any, ...]]:
    """Values of a page's records and of the one behind it."""
    # Keys first: with every column's table joined, SQLite sorts the whole table to show the first fifty of it.
    keys = list(ordered(narrowed, sort, after).values_list("pk", flat=True)[: SIZE + 1])
    return list(ordered(narrowed.filter(pk__in=keys), sort, "").values_list(*_paths(listing, sort)))


def _paths(listing: Listing, sort: str) -> list[str]:
    return [sort.removeprefix("-"), "pk", listing.record_key, *(column.path for column in listing.columns)]


def _rows(listing: Listing, values: Sequence[Sequence[Any]], account: Account) -> tuple[Row, ...]:
    keys = [row[2] for row in values]
    addresses: Mapping[int, str] = {}
    if listing.locate is not None:
        addresses = listing.locate(keys, account)
    elif listing.record_page:
        addresses = {key: reverse(listing.record_page, args=[key]) for key in keys}
    return tuple(
        Row(
            addresses.get(row[2], ""),
            tuple((c, c.text(value)) for c, value in zip(listing.columns, row[3:], strict=True)),
        )
        for row in values
    )


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
        since, until = (_day(asked.get(f"{entry.name}_{suffix}", "")) for suffix in ("from", "to"))
        return records.filter(_between(records, entry.path, since, until))
    chosen = _asked(asked, entry.name)
    if not chosen:
        return records
    if chosen in ("true", "false"):
        return records.filter(**{entry.path: chosen == "true"})
    if isinstance(field(records, entry.path), CharField) or (is_key(chosen)):
        return records.filter(**{entry.path: chosen})
    return records


def is_key(text: str) -> bool:
    """Can a text of an address be the number of a record?"""
    return text.isascii() and text.isdigit() and len(text) <= DIGITS


def _asked(asked: QueryDict, name: str) -> str:
    """What stands in the address, without the null characters that a database refuses."""
    return asked.get(name, "").replace("\0", "").strip()


def _between(records: QuerySet[Any], path: str, since: date | None, until: date | None) -> Q:
    """From the first day to the last, both of them whole where the clock is recorded too."""
    condition = Q()
    clock = isinstance(field(records, path), DateTimeField)
    if since is not None:
        condition &= Q(**{f"{path}__gte": make_aware(datetime.combine(since, time())) if clock else since})
    if until is not None and clock:
        condition &= Q(**{f"{path}__lt": make_aware(datetime.combine(until + timedelta(days=1), time()))})
    elif until is not None:
        condition &= Q(**{f"{path}__lte": until})
    return condition


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _sort(listing: Listing, asked: QueryDict) -> str:
    sort = asked.get("sort", "")
    known = {column.path for column in listing.columns if column.reads is None}
    return sort if sort.removeprefix("-") in known else listing.sort


def _query(asked: QueryDict, **changed: str | None) -> str:
    query = asked.copy()
    for name, value in changed.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return query.urlencode()


def _heading(column: Column, sort: str, asked: QueryDict) -> Heading:
    if column.reads is not None:
        return Heading(column, "", "")
    falls = sort == column.path
    state = "up" if falls else "down" if sort == f"-{column.path}" else ""
    return Heading(column, _query(asked, after=None, sort=f"-{column.path}" if falls else column.path), state)


def _choice(entry: Filter, asked: QueryDict, account: Account) -> Choice:
    if entry.dates:
        return Choice(entry, since=asked.get(f"{entry.name}_from", ""), until=asked.get(f"{entry.name}_to", ""))
    known = entry.choices(account) if callable(entry.choices) else entry.choices or {}
    chosen = asked.get(entry.name, "")
    options = ((key, " selected" if str(key) == chosen else "", _(str(words))) for key, words in known.items())
    # Not in the template: an office chooses among hundreds of projects, and every one of its loops has its price.
    return Choice(entry, format_html_join("", '<option value="{}"{}>{}</option>', options))
