"""表单 Sign-in, password, second factor."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Login name and password."""

    error_messages = {
        "invalid_login": _("账号或密码不正确。连续输错 5 次将锁定 15 分钟。"),
        "inactive": _("账户已停用，请联系系统管理员。"),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("账号")
        self.fields["password"].label = _("密码")


class PasswordForm(forms.Form):
    """A new password, twice."""

    old = forms.CharField(label=_("原密码"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    new = forms.CharField(
        label=_("新密码"),
        help_text=_("至少 10 位，不能全是数字，不能与账号相近。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("再次输入新密码"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, account: object, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_old(self) -> str:
        """The old password must be right."""
        if not self.account.check_password(self.cleaned_data["old"]):
            raise forms.ValidationError(_("原密码不正确"))
        return self.cleaned_data["old"]

    def clean(self) -> dict[str, object]:
        """Both new ones must be the same."""
        data = super().clean()
        if data.get("new") != data.get("again"):
            self.add_error("again", _("两次输入的新密码不一致"))
        return data


class CodeForm(forms.Form):
    """Six digits from the authenticator."""

    code = forms.CharField(
        label=_("动态验证码"),
        max_length=6,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )
