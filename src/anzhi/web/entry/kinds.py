"""录入的声明 What can be entered, and what can be done with a record: declared once, then address, page and buttons.

A step is one action on one page: a form that asks what the action needs, and a call that hands it over. The first
step of a kind enters a new record, every other belongs to a record that is there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anzhi.office.models import Account, Officer
from anzhi.web.forms.rows import Rows, RowSet


@dataclass(frozen=True)
class Filled:
    """A form that was filled in well, with its rows by name."""

    form: Any
    rows: dict[str, RowSet]

    @property
    def data(self) -> dict[str, Any]:
        """Clean values by field."""
        return self.form.cleaned_data

    @property
    def record(self) -> Any:
        """The record that the form describes; not stored."""
        return self.form.instance

    def lines(self, name: str) -> list[dict[str, Any]]:
        """Clean values of the rows that were filled in."""
        return [row.cleaned_data for row in self.rows[name].filled]


Act = Callable[[Any, Filled, Officer], Any]
"""Hands a filled form over to an action: the record (None for a new one), the form, who; gives the record back."""


@dataclass(frozen=True)
class Step:
    """One action on one page.

    Attributes:
        key: the last part of its address.
        label: what the button says.
        form: what is asked.
        act: hands it over.
        applies: can it be done with this record now?
        rows: rows below the form.
        subject: the record that the form describes, when it is not the one the step belongs to.
        watches: the records that must not have changed since the form was opened.
        area: whose role may do it, when it is not that of the record.
        icon: its picture.
        hint: a sentence above the form.
        dynamic: the form is made for each record by ``form(record)``.
        then: where a step leads that only finds a record, and writes nothing.
    """

    key: str
    label: str | Promise
    form: Any
    act: Act
    applies: Callable[[Any], bool] = lambda record: True
    rows: tuple[Rows, ...] = ()
    subject: Callable[[Any], Any] = lambda record: record
    watches: Callable[[Any], Sequence[Model]] = lambda record: [record]
    area: str = ""
    icon: str = ""
    hint: str | Promise = ""
    dynamic: bool = False
    then: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Shortcut:
    """A new record of another kind that begins from this one: the fields that are known already."""

    kind: str
    label: str | Promise
    known: Callable[[Any], dict[str, object]]
    applies: Callable[[Any], bool] = lambda record: True


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    Attributes:
        name: the first part of the names of its addresses.
        address: the first part of its addresses.
        area: whose records they are.
        model: the records.
        page: name of the list they stand on.
        new: how one is entered; None where that is another record's step.
        steps: what can be done with one.
        shortcuts: what can be begun from one.
    """

    name: str
    address: str
    area: str
    model: type[Model]
    page: str
    new: Step | None = None
    steps: tuple[Step, ...] = ()
    shortcuts: tuple[Shortcut, ...] = field(default=())

    def area_of(self, step: Step) -> str:
        """The area whose changers may take a step."""
        return step.area or self.area

    def url_name(self, step: Step) -> str:
        """The name of a step's address."""
        return f"{self.name}_{step.key.replace('-', '_')}"

    def open_steps(self, record: Any, account: Account) -> list[tuple[Step, str]]:
        """The steps that an account may take with a record now, with their addresses."""
        return [
            (step, reverse(self.url_name(step), args=[record.pk]))
            for step in self.steps
            if self.area_of(step) in account.powers.changes and step.applies(record)
        ]


def new(label: str | Promise, form: Any, act: Act, **more: Any) -> Step:
    """Entering a new record."""
    return Step("new", label, form, act, icon="plus", **more)


def edit(form: Any, correct: Callable[..., Any], **more: Any) -> Step:
    """Correcting a record: what differs goes to the room's ``correct``."""
    return Step("edit", _("更正"), form, lambda record, filled, by: correct(record, filled.form.changed, by=by),
                icon="pencil", **more)  # fmt: skip


def one(action: Callable[..., Sequence[Any]]) -> Act:
    """Hand the record that a form describes to an action that takes several."""
    return lambda record, filled, by: action([filled.record], by=by)[0]


def said_of(action: Callable[..., Sequence[Any]], name: str) -> Act:
    """Hand one answer to an action that takes a mapping of records to answers."""
    return lambda record, filled, by: action({record: filled.data[name]}, by=by)[0]
