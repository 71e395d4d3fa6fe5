"""表单 Opening an account, and changing its role."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anzhi.office.models import Account, Officer, Organisation
from anzhi.office.roles import ROLES
from anzhi.web.frame import today
from anzhi.web.scope import scope


def _roles() -> list[tuple[str, str]]:
    return [(role.key, gettext(role.label)) for role in ROLES.values()]


class OpenForm(forms.Form):
    """A login for an officer already on record, or for a new one of another body."""

    officer = forms.ModelChoiceField(
        Officer.objects.none(),
        label=_("人员"),
        required=False,
        empty_label=_("新登记一名外单位人员"),
        help_text=_("选择已登记、尚无账户的人员；外单位新人员请填写下面四项。"),
    )
    name = forms.CharField(label=_("姓名"), max_length=40, required=False)
    staff_number = forms.CharField(label=_("工号"), max_length=20, required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("所在机构"), required=False, empty_label=_("请选择")
    )
    title = forms.CharField(label=_("职务"), max_length=40, required=False)
    username = forms.CharField(label=_("账号"), max_length=40, help_text=_("登录用，如姓名拼音。"))
    role = forms.ChoiceField(label=_("角色"), choices=_roles)

    def __init__(self, account: Account, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        officers = scope(Officer.objects.select_related("organisation"), account)
        self.fields["officer"].queryset = officers.filter(account=None, left_on=None).order_by("name")
        self.fields["officer"].label_from_instance = lambda officer: f"{officer.name} · {officer.organisation}"
        self.fields["organisation"].queryset = scope(Organisation.objects.all(), account).order_by("kind", "name")

    def clean(self) -> dict[str, object]:
        """Either somebody is chosen, or the new officer is described."""
        data = super().clean()
        for name in ("name", "staff_number", "organisation", "title"):
            if data.get("officer") is None and not data.get(name) and name not in self.errors:
                self.add_error(name, _("新登记人员时必填"))
        return data

    def outsider(self) -> Officer:
        """The officer that the form describes."""
        data = self.cleaned_data
        return Officer(
            name=data["name"],
            staff_number=data["staff_number"],
            organisation=data["organisation"],
            title=data["title"],
            employment=Officer.Employment.EXTERNAL,
            employed_on=today(),
        )


class AssignForm(forms.Form):
    """The role of an account, and whether it may sign in."""

    role = forms.ChoiceField(label=_("角色"), choices=_roles)
    is_active = forms.BooleanField(label=_("启用（不勾选即停用，停用后立即不能登录）"), required=False)
