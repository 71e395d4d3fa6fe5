"""表单 A survey file of a project, and a file of street outlines."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from anzhi.ingest.survey import BYTES, READERS
from anzhi.office.models import Account
from anzhi.registry.models import Project
from anzhi.web.forms.fields import CHOOSE
from anzhi.web.scope import scope

_KINDS = ",".join(READERS)


class SurveyForm(forms.Form):
    """勘测定界成果."""

    project = forms.ModelChoiceField(Project.objects.none(), label=_("项目"), empty_label=CHOOSE)
    file = forms.FileField(
        label=_("文件"),
        max_length=120,
        help_text=format_lazy(
            _("界址点坐标 TXT、打成 zip 的 shapefile，或 GeoJSON；最大 {limit} MB"), limit=BYTES // 2**20
        ),
        widget=forms.ClearableFileInput(attrs={"accept": _KINDS}),
    )
    reason = forms.CharField(
        label=_("差异说明"),
        required=False,
        max_length=200,
        help_text=_("只在超出允许差异、核对无误时填写，会随地块保存"),
    )

    def __init__(self, *args: object, account: Account, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = scope(Project.objects.all(), account).order_by("name")


class OutlineForm(forms.Form):
    """街道边界."""

    file = forms.FileField(
        label=_("文件"),
        max_length=120,
        help_text=_("zip 的 shapefile 或 GeoJSON，每个面以 name（或 地块名称、DKMC）写明街道名称"),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,.geojson,.json"}),
    )
