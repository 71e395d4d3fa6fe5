"""视图 The documents of a record: their page, attaching, opening, withdrawing.

Every area has its own views, so that the gate can tell who may open them; a document is in reach as its record is.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anzhi.office.actions import documents
from anzhi.office.models import Document
from anzhi.values.refusal import Refused
from anzhi.web.documents.card import address_of, card, may_open
from anzhi.web.documents.forms import UploadForm
from anzhi.web.entry.catalogue import BY_MODEL, BY_NAME
from anzhi.web.entry.views import place_of
from anzhi.web.export import attachment
from anzhi.web.gate import changes, opens
from anzhi.web.language import said
from anzhi.web.records import PAGES
from anzhi.web.scope import scope

View = Callable[..., HttpResponse]
_POLICY = "default-src 'none'; sandbox"
"""What a browser may do with a file that it shows instead of keeping it: nothing."""


def of_area(area: str) -> tuple[View, View, View, View]:
    """The views of an area: the documents of a record, attaching one, opening one, withdrawing one."""

    @opens(area)
    def page(request: HttpRequest, kind: str, key: int) -> HttpResponse:
        return _page(request, _record(request, area, kind, key))

    @changes(area)
    @require_POST
    def attach(request: HttpRequest, kind: str, key: int) -> HttpResponse:
        return _attach(request, _record(request, area, kind, key))

    @opens(area)
    def file(request: HttpRequest, kind: str, key: int, document: int) -> HttpResponse:
        record = _record(request, area, kind, key)
        return _open(request, record, _document(record, document))

    @changes(area)
    @require_POST
    def withdraw(request: HttpRequest, kind: str, key: int, document: int) -> HttpResponse:
        record = _record(request, area, kind, key)
        return _withdraw(request, record, _document(record, document))

    return page, attach, file, withdraw


def _attach(request: HttpRequest, record: Any) -> HttpResponse:
    form = UploadForm(request.POST, files=request.FILES, account=request.user, auto_id="document_%s")
    if not form.is_valid():
        return _page(request, record, form)
    try:
        made = documents.attach(record, form.upload(settings.DOCUMENT_LIMIT), by=request.user.officer)
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, record, form)
    messages.success(request, _("已附上“{document}”").format(document=made))
    return redirect(_back(request, record))


def _open(request: HttpRequest, record: Any, document: Document) -> HttpResponse:
    if not may_open(document, request.user):
        raise Http404
    try:
        content = documents.open_content(document, by=request.user.officer)
    except Refused as refusal:
        messages.error(request, said(refusal))
        return redirect(address_of(record))
    response = attachment(content, document.file_name, document.file.media_type)
    response["Content-Security-Policy"] = _POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _withdraw(request: HttpRequest, record: Any, document: Document) -> HttpResponse:
    try:
        documents.withdraw(document, reason=request.POST.get("reason", ""), by=request.user.officer)
    except Refused as refusal:
        messages.error(request, said(refusal))
    else:
        messages.success(request, _("已撤下“{document}”").format(document=document))
    return redirect(_back(request, record))


def _record(request: HttpRequest, area: str, name: str, key: int) -> Any:
    """The record that documents are about, if the account may see it."""
    kind = BY_NAME.get(name)
    if kind is None or kind.area != area:
        raise Http404
    return get_object_or_404(scope(kind.model._default_manager.all(), request.user), pk=key)


def _document(record: Model, key: int) -> Document:
    about = Document.objects.filter(noun=record._meta.label_lower, key=record.pk)
    return get_object_or_404(about.select_related("file").defer("file__sealed"), pk=key)


def _page(request: HttpRequest, record: Any, form: UploadForm | None = None) -> HttpResponse:
    context = {
        "record": record,
        "noun": record._meta.verbose_name,
        "back": place_of(BY_MODEL[type(record)], record, request),
        "documents": card(record, request.user, form=form),
        "is_sent": form is not None,
    }
    return render(request, "documents/page.html", context, status=200 if form is None else 422)


def _back(request: HttpRequest, record: Any) -> str:
    """The page of the record where it has one, else that of its documents."""
    page, path = PAGES.get(record._meta.label_lower, ("", ""))
    return place_of(BY_MODEL[type(record)], record, request) if page and path == "pk" else address_of(record)
