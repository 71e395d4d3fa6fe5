"""记录表单 Forms over records: made from a model's fields, choices within the account's scope, messages in place.

A form never writes. It reads what was typed, says beside each field what is wrong with it, and hands clean values to
an action, which has the last word: its refusal comes back to the field it names.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from copy import copy
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import BinaryField, F, Field, ForeignKey, Model, Q, QuerySet, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from anzhi.administration.models import Programme
from anzhi.budget.models import Earmark, EconomicItem
from anzhi.casework.models import Meeting, PublicationEntry
from anzhi.office.models import Account, Street
from anzhi.office.queries import office
from anzhi.social_security.models import PolicyHold
from anzhi.values.refusal import Refused
from anzhi.web.forms.fields import CHOOSE, REQUIRED, DayField, HouseholdField, PersonField, UnitField
from anzhi.web.forms.units import label_of, unit_of
from anzhi.web.language import said
from anzhi.web.scope import scope

_ORDER: dict[type[Model], tuple[str, ...]] = {
    EconomicItem: ("code",),
    Street: ("area_code",),
    PolicyHold: ("-issued_on",),
    Programme: ("-year", "name"),
    Earmark: ("-year", "ordinal"),
    PublicationEntry: ("pk",),
    Meeting: ("-held_on", "-pk"),
}
"""How choices are sorted that do not stand by name."""


class Entered:
    """What forms over records and forms over plain questions have in common."""

    account: Account
    fields: dict[str, forms.Field]

    @property
    def changed(self) -> dict[str, Any]:
        """Clean values of the fields that differ from the record."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self.cleaned_data}

    def refuse(self, refusal: Refused) -> None:
        """Say what an action refused, beside the field it names; the only field is the one that is meant."""
        field = refusal.field if refusal.field in self.fields else None
        if field is None and len(self.fields) == 1:
            [field] = self.fields
        self.add_error(field, said(refusal))

    def _within(self, account: Account) -> None:
        """Offer and find only what the account may see."""
        self.account = account
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                order = _ORDER.get(field.queryset.model, ("name",))
                field.queryset = scope(field.queryset.order_by(*order), account)
            elif isinstance(field, HouseholdField | PersonField):
                field.account = account


class PlainForm(Entered, forms.Form):
    """Questions that are no fields of one record."""

    def __init__(self, data: Any = None, *, account: Account, instance: Model | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.instance = instance
        self._within(account)


class RecordForm(Entered, forms.ModelForm):
    """Fields of one record; make one with ``record_form``.

    Attributes:
        choices: what a choice is narrowed to, by field.
        names: how a choice is called, by field, where its own name does not do.
        steps: dates that their own actions enter; they are on the form only once they have come.
        kept: steps that may be moved, not emptied.
    """

    choices: ClassVar[Mapping[str, Callable[[QuerySet[Any]], QuerySet[Any]]]] = {}
    names: ClassVar[Mapping[str, Callable[[Any], str]]] = {}
    steps: ClassVar[Collection[str]] = ()
    kept: ClassVar[Collection[str]] = ()

    def __init__(self, data: Any = None, *, account: Account, instance: Model | None = None, **kwargs: Any) -> None:
        super().__init__(data, instance=copy(instance), **kwargs)
        for name, narrow in self.choices.items():
            self.fields[name].queryset = narrow(self.fields[name].queryset)
        for name, called in self.names.items():
            self.fields[name].label_from_instance = called
        for name in (*self.steps, *self.kept):
            if getattr(self.instance, name) is None:
                del self.fields[name]
            elif name in self.kept:
                self.fields[name].required = True
        if "year" in self.fields:
            self.fields["year"].choices = self._years()
        self._within(account)

    def _post_clean(self) -> None:
        """Check fields, then uniqueness, then constraints, each message where it belongs."""
        known = self._get_validation_exclusions()
        try:
            self.instance = forms.models.construct_instance(self, self.instance, self._meta.fields)
            self.instance.full_clean(exclude=known, validate_unique=False, validate_constraints=False)
        except ValidationError as wrong:
            self._update_errors(wrong)
        self.validate_unique()
        self._hold_to_constraints()

    def _hold_to_constraints(self) -> None:
        """Hold the record against the constraints of its table; each message goes to the field it is about."""
        unread = {*self._errors, *(f.name for f in self.instance._meta.fields if isinstance(f, BinaryField))}
        for constraint in self.instance._meta.constraints:
            try:
                constraint.validate(type(self.instance), self.instance, exclude=unread)
            except ValidationError as broken:
                place = next((name for name in _about(constraint) if name in self.fields), None)
                self.add_error(place, [str(_(message)) for message in broken.messages])

    def _years(self) -> list[tuple[int, str]]:
        """The years records are kept for, the next one, and the record's own."""
        known = office().years
        years = sorted({*known, known[-1] + 1, *filter(None, [self.instance.year])}, reverse=True)
        return [(year, str(year)) for year in years]


def record_form(
    model: type[Model],
    *fields: str,
    base: type[RecordForm] = RecordForm,
    required: bool = False,
    may_come: Collection[str] = (),
    **attributes: Any,
) -> type[RecordForm]:
    """A form over fields of a model.

    Args:
        model: the record.
        fields: names, in the order they stand.
        base: for forms that do more.
        required: nothing may stay empty.
        may_come: days that may lie in the future.
        attributes: ``choices``, ``names``, ``steps``, ``kept`` of ``RecordForm``.
    """

    def made(field: Field, **kwargs: Any) -> forms.Field | None:
        return _made(field, required=required, may_come=field.name in may_come)

    form = forms.modelform_factory(model, form=base, fields=fields, formfield_callback=made)
    for name, value in attributes.items():
        setattr(form, name, value)
    return form


def _made(field: Field, *, required: bool, may_come: bool) -> forms.Field | None:
    if isinstance(field, models.BooleanField) and not field.null:
        return forms.BooleanField(label=label_of(field), required=False)
    common = {"label": label_of(field), "required": required or not field.blank}
    made = _typed(field, may_come, common) or field.formfield(**common)
    chooses = isinstance(made, forms.ChoiceField)
    made.error_messages |= {"required": CHOOSE if chooses else REQUIRED, "unique": _("已被另一条记录使用，请核对")}
    if chooses:
        made.error_messages["invalid_choice"] = _("请从列表中选择")
    return made


def _typed(field: Field, may_come: bool, common: dict[str, Any]) -> forms.Field | None:
    """A form field for what is typed in a way of its own; None for plain text and counts."""
    if (unit := unit_of(field)) is not None:
        return UnitField(unit, **common)
    if isinstance(field, models.DateField):
        return DayField(may_come=may_come, **common)
    if isinstance(field, ForeignKey):
        return field.formfield(empty_label=CHOOSE, **common)
    if field.name == "year":
        return forms.TypedChoiceField(coerce=int, **common)
    if field.choices:
        nothing = None if field.null or not field.blank else ""
        return forms.TypedChoiceField(coerce=field.to_python, choices=_choices(field), empty_value=nothing, **common)
    return None


def _choices(field: Field) -> list[tuple[Any, Any]]:
    return [("", CHOOSE), *((key, _(str(label))) for key, label in field.flatchoices)]


def _about(constraint: models.BaseConstraint) -> Iterator[str]:
    """Fields that a constraint names; the one that is most likely wrong first."""
    if isinstance(constraint, UniqueConstraint):
        return reversed(constraint.fields)
    return _named(constraint.condition)


def _named(condition: Q | tuple[str, Any]) -> Iterator[str]:
    if isinstance(condition, tuple):
        lookup, value = condition
        yield lookup.split("__")[0]
        if isinstance(value, F):
            yield value.name
    else:
        for part in condition.children:
            yield from _named(part)
