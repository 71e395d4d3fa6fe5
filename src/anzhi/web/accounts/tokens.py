"""接口令牌 One's own tokens for the API: issue, see the token once, revoke."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from anzhi.office.actions import tokens
from anzhi.values.refusal import Refused
from anzhi.web.frame import today
from anzhi.web.gate import SIGNED_IN, opens
from anzhi.web.language import said

VALID = timedelta(days=90)


class TokenForm(forms.Form):
    """What the token is for, and until when it holds."""

    label = forms.CharField(label=gettext_lazy("用途"), max_length=60)
    expires_on = forms.DateField(label=gettext_lazy("有效期至"), widget=forms.DateInput(attrs={"type": "date"}))


@opens(SIGNED_IN)
def own_tokens(request: HttpRequest) -> HttpResponse:
    """The account's tokens, and a new one."""
    form = TokenForm(request.POST or None, initial={"expires_on": (today() + VALID).isoformat()})
    issued = ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, issued = tokens.issue(request.user, **form.cleaned_data, on=today(), by=request.user.officer)
        except Refused as refusal:
            form.add_error(None, said(refusal))
        else:
            form = TokenForm(initial={"expires_on": (today() + VALID).isoformat()})
    found = request.user.tokens.order_by("-pk")
    response = render(
        request, "accounts/tokens.html", {"form": form, "issued": issued, "tokens": found, "today": today()}
    )
    response["Cache-Control"] = "no-store"
    return response


@opens(SIGNED_IN)
@require_POST
def revoke_token(request: HttpRequest, key: int) -> HttpResponse:
    """End one of one's own tokens."""
    tokens.revoke(get_object_or_404(request.user.tokens, pk=key), by=request.user.officer)
    messages.success(request, _("令牌已撤销"))
    return redirect("tokens")
