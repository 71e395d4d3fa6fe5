"""表单 The text of one section."""

from django import forms
from django.utils.translation import gettext_lazy as _

from anzhi.web.forms.fields import REQUIRED
from anzhi.web.performance.forms import prose


class SectionForm(forms.Form):
    """A narrative: words, and placeholders where figures go."""

    text = forms.CharField(
        label=_("正文"),
        strip=False,
        error_messages={"required": REQUIRED},
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "class": "form-control narrative"}),
    )

    def clean_text(self) -> str:
        """Numbers stand in it as figures; a figure that does not exist, or an open brace, is refused."""
        return prose(self.cleaned_data["text"])
