"""表单 Attaching a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from anzhi.office.actions.documents import Upload
from anzhi.office.models import Document
from anzhi.values.media_type import SUFFIXES
from anzhi.web.forms.fields import CHOOSE
from anzhi.web.forms.record import PlainForm

_KINDS = (("", CHOOSE), *((kind.value, _(kind.label)) for kind in Document.Kind))


class UploadForm(PlainForm):
    """A file, and what it is."""

    file = forms.FileField(
        label=_("文件"),
        allow_empty_file=True,  # the action says so in its own words
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        error_messages={"required": _("请选择文件")},
    )
    kind = forms.TypedChoiceField(
        label=_("材料类别"), choices=_KINDS, coerce=Document.Kind, error_messages={"required": CHOOSE}
    )
    title = forms.CharField(label=_("材料名称"), max_length=80, required=False, help_text=_("留空则用文件名。"))

    def upload(self, limit: int) -> Upload:
        """What was handed in; of a file above the limit just enough to see that it is too large."""
        file = self.cleaned_data["file"]
        content = file.read(limit + 1)
        return Upload(self.cleaned_data["kind"], file.name, content, self.cleaned_data["title"])
