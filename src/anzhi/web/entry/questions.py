"""问 Forms that ask for what is no field of the record: a reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from anzhi.web.forms.fields import REQUIRED
from anzhi.web.forms.record import PlainForm


class ReasonForm(PlainForm):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("原因"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": REQUIRED},
    )
