"""表单 Grading an indicator, and giving another score than the proposed one."""

from fractions import Fraction

from django import forms
from django.utils.translation import gettext_lazy as _

from anzhi.metrics.definitions import METRICS
from anzhi.metrics.prose import check
from anzhi.performance.models import Indicator
from anzhi.values.refusal import Refused
from anzhi.values.unit import Unit
from anzhi.web.forms.fields import REQUIRED, UnitField
from anzhi.web.language import said

POINTS = Unit("分", Fraction(100), places=2, trim=True)


class GradeForm(forms.Form):
    """How far a quality was achieved."""

    grade = forms.ChoiceField(
        label=_("达成程度"),
        choices=[("", "—"), *((key, _(label)) for key, label in Indicator.Grade.choices)],
        error_messages={"required": REQUIRED},
    )


class AdjustForm(forms.Form):
    """A score, and why it is not the full one."""

    score = UnitField(POINTS, label=_("得分"), error_messages={"required": REQUIRED})
    deviation = forms.CharField(
        label=_("偏差原因分析"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("扣分必须说明原因；数字请写成占位符，如 {{ overdue_persons }}。"),
    )
    improvement = forms.CharField(label=_("改进措施"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_deviation(self) -> str:
        """Numbers stand in a reason as figures."""
        return prose(self.cleaned_data["deviation"])

    def clean_improvement(self) -> str:
        """Numbers stand in a measure as figures."""
        return prose(self.cleaned_data["improvement"])


def prose(text: str) -> str:
    """A text as it is kept, if it may be kept.

    Raises:
        ValidationError: a number is typed, or a placeholder is wrong.
    """
    text = text.replace("\r\n", "\n")
    try:
        check(text, METRICS)
    except Refused as refusal:
        raise forms.ValidationError(said(refusal)) from None
    return text
