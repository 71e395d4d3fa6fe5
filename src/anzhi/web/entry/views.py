"""视图 One view for entering, correcting and every other step: open the form, read it, hand it to the action."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from anzhi.office.models import Event
from anzhi.values.refusal import Refused
from anzhi.web.entry.kinds import Filled, Kind, Step
from anzhi.web.forms import seen
from anzhi.web.forms.rows import MORE, RowSet, unjudged
from anzhi.web.frame import PAGES
from anzhi.web.gate import changes
from anzhi.web.records import addresses
from anzhi.web.scope import scope

View = Callable[..., HttpResponse]


class Overtaken(Exception):
    """Others changed the record since the form was opened."""

    def __init__(self, events: list[Event]) -> None:
        self.events = events
        super().__init__()


def entering(kind: Kind, step: Step) -> View:
    """The page on which a new record is entered."""

    @changes(kind.area_of(step))
    def view(request: HttpRequest) -> HttpResponse:
        return Entry(request, kind, step, None).respond()

    return view


def stepping(kind: Kind, step: Step) -> View:
    """The page on which a step is taken with a record."""

    @changes(kind.area_of(step))
    def view(request: HttpRequest, key: int) -> HttpResponse:
        record = get_object_or_404(scope(kind.model._default_manager.all(), request.user), pk=key)
        if request.method != "POST" and not step.applies(record):
            messages.warning(request, _("“{record}”目前不能办理：{step}").format(record=record, step=step.label))
            return redirect(place_of(kind, record, request))
        return Entry(request, kind, step, record).respond()

    return view


def place_of(kind: Kind, record: Model | None, request: HttpRequest) -> str:
    """Where a record is shown: on its page, else on its list."""
    if record is not None and (found := addresses(type(record), [record.pk], request.user)):
        return found[record.pk]
    try:
        return reverse(kind.page)
    except NoReverseMatch:
        return reverse("dashboard")


class Entry:
    """One request for one step."""

    def __init__(self, request: HttpRequest, kind: Kind, step: Step, record: Any) -> None:
        self.request, self.kind, self.step, self.record = request, kind, step, record
        self.events: list[Event] = []

    def respond(self) -> HttpResponse:
        """The form, the form with what is wrong, or on to the record."""
        if self.request.method != "POST":
            return self._page(self._form(None), self._rows(None))
        data = self.request.POST
        if data.get(MORE):
            return self._longer()
        form, rows = self._form(data), self._rows(data)
        # Both are judged, so that everything that is wrong shows at once.
        if all([form.is_valid(), *(row.is_valid() for row in rows.values())]):
            try:
                done = self._act(Filled(form, rows))
            except Overtaken as overtaken:
                return self._renewed(form, overtaken.events)
            except Refused as refusal:
                self._refuse(refusal, form, rows)
            else:
                return self._on(done, form)
        return self._page(form, rows)

    def _act(self, filled: Filled) -> Any:
        """Look once more, under lock, at what the form was about, and do it."""
        with transaction.atomic():
            record = self.record
            if record is not None:
                record = self.kind.model._default_manager.select_for_update().get(pk=record.pk)
                if events := seen.since(self.step.watches(record), self.request.POST.get("seen", "")):
                    raise Overtaken(events)
                if not self.step.applies(record):
                    raise Refused("“{record}”目前不能办理：{step}", record=record, step=str(self.step.label))
            return self.step.act(record, filled, self.request.user.officer)

    def _refuse(self, refusal: Refused, form: Any, rows: dict[str, RowSet]) -> None:
        if form.fields or not rows:
            form.refuse(refusal)
        else:
            next(iter(rows.values())).refuse(refusal)

    def _renewed(self, form: Any, events: list[Event]) -> HttpResponse:
        """Refused: show what others did, and bring the untouched fields up to date."""
        self.record = self.kind.model._default_manager.get(pk=self.record.pk)
        self.events = events
        current = self._form(None)
        data = seen.renewed(form, current, self.request.POST, events)
        return self._page(unjudged(self._form(data)), self._rows(self.request.POST), newest=True)

    def _longer(self) -> HttpResponse:
        data = self.request.POST
        for declared in self.step.rows:
            if declared.name == data[MORE]:
                data = declared.longer(data)
        rows = self._rows(data)
        for made in rows.values():
            made._errors, made._non_form_errors = [], made.error_class()
            for row in made:
                unjudged(row)
        return self._page(unjudged(self._form(data)), rows)

    def _on(self, done: Any, form: Any) -> HttpResponse:
        if self.step.then is not None:
            return redirect(self.step.then(done))
        if self.step.key == "edit" and not form.changed:
            messages.info(self.request, _("内容没有变化，未作改动"))
        else:
            messages.success(self.request, _("{step}：{record}，已保存").format(step=self.step.label, record=done))
        return redirect(place_of(self.kind, done, self.request))

    def _form(self, data: Any) -> Any:
        made = self.step.form(self.record) if self.step.dynamic else self.step.form
        known = self.request.GET.dict() if self.record is None else {}
        subject = self.step.subject(self.record) if self.record is not None else None
        initial = {name: value for name, value in known.items() if name in made.base_fields}
        return made(data, account=self.request.user, instance=subject, initial=initial)

    def _rows(self, data: Any) -> dict[str, RowSet]:
        return {declared.name: declared.sent(data, self.request.user) for declared in self.step.rows}

    def _page(self, form: Any, rows: dict[str, RowSet], *, newest: bool = False) -> HttpResponse:
        context = {
            "kind": self.kind,
            "step": self.step,
            "record": self.record,
            "list": PAGES.get(self.kind.page, self.kind.model._meta.verbose_name),
            "form": form,
            "rows": rows.values(),
            "events": self.events,
            "back": place_of(self.kind, self.record, self.request),
            "seen": self._seen(newest),
        }
        response = render(self.request, "entry/form.html", context)
        response["Cache-Control"] = "no-store"
        return response

    def _seen(self, newest: bool) -> object:
        if self.record is None:
            return ""
        if self.request.method == "POST" and not newest:
            return self.request.POST.get("seen", "")
        return seen.newest(self.step.watches(self.record))
