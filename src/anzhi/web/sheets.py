"""卡片 The page of one record: its facts, the records that hang on it, and what happened to it.

A card is declared like the list it belongs to, and shows what that list may show to the account.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse

from anzhi.office.models import Account
from anzhi.office.queries import history
from anzhi.values.period import Year
from anzhi.web.documents.card import card
from anzhi.web.frame import working_year
from anzhi.web.gate import opens
from anzhi.web.listing import Column, Listing
from anzhi.web.pages import list_page


@dataclass(frozen=True)
class Fact(Column):
    """A fact of a record; with ``page`` and ``key`` (ORM path) it links to the record that it names."""

    page: str = ""
    key: str = "pk"


@dataclass(frozen=True)
class Sheet:
    """The card of a record.

    Attributes:
        page: name of its address.
        listing: the list it belongs to, which says what it is, who may open it, and its derived columns.
        facts: what it says.
        parts: the list of records that hang on it, if there is one.
        template: what it is printed with.
    """

    page: str
    listing: Listing
    facts: tuple[Fact, ...]
    parts: Callable[[Any], Listing] | None = None
    template: str = "sheet/page.html"


@dataclass(frozen=True)
class Line:
    """A fact as printed: its column, its text, the address of the record it names (or empty)."""

    fact: Fact
    text: str
    address: str


def sheet_path(address: str, sheet: Sheet) -> URLPattern:
    """The address of a card, under the card's own name."""

    @opens(sheet.listing.area)
    def view(request: HttpRequest, key: int) -> HttpResponse:
        return show(request, sheet, key)

    return path(address, view, name=sheet.page)


def show(request: HttpRequest, sheet: Sheet, key: int, **context: object) -> HttpResponse:
    """The page of a record; with parts, their list as page, fragment or workbook.

    Raises:
        Http404: there is no such record, or none that the account may see.
    """
    account, year = request.user, working_year(request)
    record: Model = get_object_or_404(sheet.listing.records(account, year), pk=key)
    context |= {"sheet": sheet, "record": record, "lines": lines(sheet, key, account, year)}
    context |= {"events": history([record]), "documents": card(record, account)}
    if sheet.parts is None:
        return render(request, sheet.template, context)
    return list_page(request, sheet.parts(record), sheet.template, **context)


def lines(sheet: Sheet, key: int, account: Account, year: Year) -> list[Line]:
    """The facts of a record as printed."""
    paths = [path for fact in sheet.facts for path in (fact.path, fact.key)]
    values = sheet.listing.records(account, year).filter(pk=key).values_list(*paths).first()
    if values is None:
        raise Http404
    return [
        Line(fact, fact.text(value), reverse(fact.page, args=[target]) if fact.page and target is not None else "")
        for fact, value, target in zip(sheet.facts, values[::2], values[1::2], strict=True)
    ]
