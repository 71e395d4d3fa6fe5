"""行 Several records of one kind on one form: as many rows as are needed, blank ones do not count.

Another row is a button that sends the form and brings it back longer, so it works without scripts.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext as _

from anzhi.office.models import Account
from anzhi.values.refusal import Refused
from anzhi.web.language import said

MORE = "more"
"""Name of the button that asks for another row; its value says of which kind."""


@dataclass(frozen=True)
class Rows:
    """Rows of a form.

    Attributes:
        name: what they are called in the form.
        title: their heading.
        form: the form of a row.
        at_first: how many blank rows stand there at first.
        at_least: how many have to be filled.
        more: how many rows the button adds.
        once: the field of which no two rows may have the same.
    """

    name: str
    title: str
    form: type[forms.BaseForm]
    at_first: int = 1
    at_least: int = 0
    more: int = 1
    once: str = ""

    def sent(self, data: QueryDict | None, account: Account) -> "RowSet":
        """The rows, blank or as they were sent."""
        made = forms.formset_factory(self.form, formset=RowSet, extra=self.at_first, max_num=500, absolute_max=600)
        rows = made(data, prefix=self.name, form_kwargs={"account": account})
        rows.declared = self
        return rows

    def longer(self, data: QueryDict) -> QueryDict:
        """What was sent, with more rows."""
        data = data.copy()
        name = f"{self.name}-TOTAL_FORMS"
        count = data.get(name, "")
        known = int(count) if count.isascii() and count.isdigit() and len(count) < 4 else 0
        data[name] = str(known + self.more)
        data.setdefault(f"{self.name}-INITIAL_FORMS", "0")
        return data


class RowSet(forms.BaseFormSet):
    """Rows as they were sent."""

    declared: Rows

    @property
    def filled(self) -> list[Any]:
        """The rows that somebody filled in."""
        return [row for row in self if row.has_changed()]

    def full_clean(self) -> None:
        """Every row for itself, then all of them together."""
        super().full_clean()
        if not self.is_bound or not self.management_form.is_valid():
            return
        if len(self.filled) < self.declared.at_least:
            self._non_form_errors.append(_("至少填写一行"))
        known: set[Any] = set()
        for row in self.filled:
            value = row.cleaned_data.get(self.declared.once) if self.declared.once else None
            if value and value in known:
                row.add_error(self.declared.once, _("与上面一行重复"))
            known.add(value)

    def refuse(self, refusal: Refused) -> None:
        """Say what an action refused, in general or beside the rows' field that it names."""
        self._non_form_errors.append(said(refusal))


def unjudged(form: Any) -> Any:
    """A form as it was sent, without saying yet what is wrong with it."""
    form._errors = ErrorDict()
    form.cleaned_data = {}
    return form
