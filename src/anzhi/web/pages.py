"""页 A list as page, as fragment and as workbook: one address, one template."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from anzhi.values.period import Year
from anzhi.web import export
from anzhi.web.frame import working_year
from anzhi.web.gate import opens
from anzhi.web.listing import Listing, everything, read


def is_fragment(request: HttpRequest) -> bool:
    """Does htmx ask for the part that changes, not for the whole page?"""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def list_page(
    request: HttpRequest, listing: Listing, template: str = "listing/page.html", **context: object
) -> HttpResponse:
    """A list as what was asked for: the page, the part of it that changes, or the workbook."""
    year = working_year(request)
    if request.GET.get("format") == "xlsx":
        return _workbook(request, listing, year)
    page = read(listing, request.GET, request.user, year)
    name = "listing/results.html" if is_fragment(request) else template
    return render(request, name, {"page": page, "listing": listing, **context})


def _workbook(request: HttpRequest, listing: Listing, year: Year) -> HttpResponse:
    if listing.narrowed(request.GET, request.user, year).order_by().count() > export.ROWS:
        limit = _("符合条件的记录超过 {rows} 条，一张工作表放不下。请先缩小查询范围再导出。")
        messages.error(request, limit.format(rows=export.ROWS))
        query = request.GET.copy()
        query.pop("format")
        return redirect(f"{request.path}?{query.urlencode()}")
    rows = everything(listing, request.GET, request.user, year)
    title = _(listing.title)
    return export.attachment(export.workbook(title, listing.columns, rows), f"{title}.xlsx")


def list_view(listing: Listing, template: str = "listing/page.html") -> Callable[[HttpRequest], HttpResponse]:
    """The view of a list."""

    @opens(listing.area)
    def view(request: HttpRequest) -> HttpResponse:
        return list_page(request, listing, template)

    return view


def list_path(address: str, listing: Listing) -> URLPattern:
    """The address of a list, under the list's own name."""
    return path(address, list_view(listing), name=listing.page)
