"""输入 Fields as people type them: quantities in their unit, days, personal numbers, a household by its number.

What is typed here and what stands in a workbook are read by the same readers, so both take and refuse the same.
"""

from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from anzhi.ingest import cells
from anzhi.office import personal_data
from anzhi.office.models import Account
from anzhi.registry.models import Household, Person
from anzhi.values.bank_account import BankAccount
from anzhi.values.identity_number import IdentityNumber
from anzhi.values.phone import Phone
from anzhi.values.refusal import Refused
from anzhi.values.unit import Unit
from anzhi.web.frame import today
from anzhi.web.language import said
from anzhi.web.scope import scope

REQUIRED = _("请填写此项")
CHOOSE = _("请选择")
STORED = _("留空则不改。原号码不显示；更正记入事件，号码不记入。")
ACCOUNT_DOUBT = _("末位校验不符：银行卡号请核对是否录错，旧存折账号可以保存。")
Number = IdentityNumber | Phone | BankAccount
"""A personal number: read from what was typed, shown masked."""
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


class SealedInput(forms.TextInput):
    """A personal number. A right one is never printed again: a form that comes back carries it sealed and masked.

    Attributes:
        reads: what the number is read as.
        stored: mask of the number that is recorded; it stands where one types, and a tick strikes it out.
    """

    def __init__(self, reads: type[Number], attrs: Any = None) -> None:
        super().__init__(attrs)
        self.reads = reads
        self.stored = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """What was typed now, else nothing where it is struck out, else what was typed before and came back sealed."""
        if typed := (data.get(name) or "").strip():
            return typed
        if data.get(f"{name}-clear"):
            return ""
        try:
            return personal_data.unseal(bytes.fromhex(data.get(f"{name}-sealed") or ""))
        except (Refused, ValueError):
            return None

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The input; for a right number an empty one, its mask, and the number sealed."""
        try:
            number = self.reads.parse(value or "")
        except Refused:
            plain = {**(attrs or {}), "placeholder": self.stored} if self.stored else attrs
            return super().render(name, value, plain, renderer) + self._striking(name, value == "")
        masked = super().render(name, "", {**(attrs or {}), "placeholder": number.masked}, renderer)
        sealed = format_html('<input type="hidden" name="{}-sealed" value="{}">', name, _sealed(number))
        return masked + sealed + self._doubted(number) + self._striking(name, False)

    def _striking(self, name: str, ticked: bool) -> SafeString:
        """The tick that strikes out what is recorded."""
        tick = '<label class="form-check mt-1 mb-0"><input class="form-check-input" type="checkbox" name="{}-clear"{}>'
        label = '<span class="form-check-label">{}</span></label>'
        words = _("删去 {number}").format(number=self.stored)
        rows = [(name, SafeString(" checked") if ticked else "", words)] if self.stored else []
        return format_html_join("", tick + label, rows)

    def _doubted(self, number: Number) -> SafeString:
        """What to look at once more before it is saved."""
        rows = [(ACCOUNT_DOUBT,)] if isinstance(number, BankAccount) and not number.passes_check else []
        return format_html_join("", '<div class="form-hint text-danger">{}</div>', rows)


class SealedField(forms.CharField):
    """A personal number of the right form; its value is the number in clear, empty when it is struck out."""

    reads: type[Number]

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "spellcheck": "false", "maxlength": 48}
        super().__init__(**{"widget": SealedInput(self.reads, attrs=attrs), **kwargs})

    def to_python(self, value: Any) -> str:
        """The number; empty when nothing was typed."""
        text = super().to_python(value)
        try:
            return self.reads.parse(cells.narrow(text)).text if text else ""
        except Refused as refusal:
            raise forms.ValidationError(said(refusal)) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Was something typed or struck out? A field left alone leaves the record alone."""
        return data is not None

    def remember(self, masked: str) -> None:
        """Show what is recorded, masked."""
        if masked:
            self.widget.stored = masked
            self.help_text = STORED


class IdentityField(SealedField):
    """An identity number with a right check character."""

    reads = IdentityNumber

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("身份证号"), **kwargs})


class PhoneField(SealedField):
    """A telephone number."""

    reads = Phone

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("联系电话"), **kwargs})


class AccountField(SealedField):
    """A bank account; one without a right check digit is taken and doubted."""

    reads = BankAccount

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("银行账号"), **kwargs})


def _sealed(number: Number) -> str:
    return personal_data.seal(number.text).hex()


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
