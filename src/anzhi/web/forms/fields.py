"""输入 Fields as people type them: quantities in their unit, days, identity numbers, a household by its number.

What is typed here and what stands in a workbook are read by the same readers, so both take and refuse the same.
"""

from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from anzhi.ingest import cells
from anzhi.office import personal_data
from anzhi.office.models import Account
from anzhi.registry.models import Household, Person
from anzhi.values.identity_number import IdentityNumber
from anzhi.values.refusal import Refused
from anzhi.values.unit import Unit
from anzhi.web.frame import today
from anzhi.web.language import said
from anzhi.web.scope import scope

REQUIRED = _("请填写此项")
CHOOSE = _("请选择")
_MOST = 10**15


class UnitField(forms.Field):
    """A decimal number in a unit; its value is an integer of the smallest unit."""

    widget = forms.TextInput

    def __init__(self, unit: Unit, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.unit = unit

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        """A keyboard with digits, and no suggestions of what was typed elsewhere."""
        return {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value: Any) -> int | None:
        """The typed text in the smallest unit; None when nothing was typed."""
        try:
            return cells.Exact(int(self.unit.scale), least=-_MOST, most=_MOST).read(value)
        except Refused as refusal:
            raise forms.ValidationError(said(refusal)) from None

    def prepare_value(self, value: Any) -> Any:
        """A stored integer with every digit; what was typed stays as typed."""
        return self.unit.number(value) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Is it another quantity? How it is written does not matter."""
        try:
            return self.to_python(data) != self.to_python(self.prepare_value(initial))
        except forms.ValidationError:
            return True


class DayField(forms.DateField):
    """A day. What has happened lies not in the future; a deadline or a forecast may."""

    def __init__(self, *, may_come: bool = False, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)
        self.may_come = may_come

    def to_python(self, value: Any) -> date | None:
        """The typed day; None when nothing was typed."""
        try:
            return cells.Day().read(value)
        except Refused as refusal:
            raise forms.ValidationError(said(refusal)) from None

    def validate(self, value: date | None) -> None:
        """What has happened has happened by today."""
        super().validate(value)
        if value is not None and not self.may_come and value > today():
            raise forms.ValidationError(_("日期晚于今天，请核对"))


class TickField(forms.BooleanField):
    """A tick in a row. A row where nothing but the tick was touched is still blank."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never by itself."""
        return False


class IdentityInput(forms.TextInput):
    """An identity number. A right one is never printed again: a form that comes back carries it sealed and masked."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """What was typed now, else what was typed before and came back sealed."""
        if typed := (data.get(name) or "").strip():
            return typed
        try:
            return personal_data.unseal(bytes.fromhex(data.get(f"{name}-sealed") or ""))
        except (Refused, ValueError):
            return ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The input; for a right number an empty one, its mask, and the number sealed."""
        try:
            number = IdentityNumber.parse(value or "")
        except Refused:
            return super().render(name, value, attrs, renderer)
        masked = super().render(name, "", {**(attrs or {}), "placeholder": number.masked}, renderer)
        sealed = personal_data.seal(number.text).hex()
        return format_html('{}<input type="hidden" name="{}-sealed" value="{}">', masked, name, sealed)


class IdentityField(forms.CharField):
    """An identity number with a right check digit; its value is the number in clear."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "spellcheck": "false", "maxlength": 24}
        super().__init__(**{"label": _("身份证号"), "widget": IdentityInput(attrs=attrs), **kwargs})

    def to_python(self, value: Any) -> str:
        """The number; empty when nothing was typed."""
        text = super().to_python(value)
        try:
            return IdentityNumber.parse(cells.narrow(text)).text if text else ""
        except Refused as refusal:
            raise forms.ValidationError(said(refusal)) from None


class PersonField(IdentityField):
    """A registered person, named by the identity number."""

    account: Account

    def to_python(self, value: Any) -> Person | None:
        """Find the person among those the account may see."""
        number = super().to_python(value)
        if not number:
            return None
        known = scope(Person.objects.filter(identity_index=personal_data.blind_index(number)), self.account)
        if (person := known.first()) is None:
            raise forms.ValidationError(_("登记中没有此人，请先在住户中登记"))
        return person


class HouseholdField(forms.CharField):
    """A household, named by its number as it stands on paper."""

    account: Account

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("户号"), "max_length": None, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """The number of a household that is stored; what was typed stays."""
        if isinstance(value, int):
            return scope(Household.objects.filter(pk=value), self.account).values_list("number", flat=True).first()
        return value

    def to_python(self, value: Any) -> Household | None:
        """Find the household among those the account may see."""
        number = super().to_python(value).replace("\x00", "")
        if not number:
            return None
        if (household := scope(Household.objects.filter(number=number), self.account).first()) is None:
            raise forms.ValidationError(_("没有户号为“%(number)s”的住户"), params={"number": number[:30]})
        return household

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Is it another household?"""
        return (self.prepare_value(initial) or "") != (data or "").strip()
