"""视图 The administrator's work: opening accounts, roles, lost passwords, lost authenticators."""

import secrets

from axes.utils import reset
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from anzhi.office.actions import accounts
from anzhi.office.models import Account
from anzhi.values.refusal import Refused
from anzhi.web.accounts_admin.forms import AssignForm, OpenForm
from anzhi.web.accounts_admin.lists import ACCOUNT
from anzhi.web.gate import changes, opens
from anzhi.web.language import said
from anzhi.web.scope import scope
from anzhi.web.sheets import show

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody mistakes for another when reading them out."""


@opens("accounts")
def account(request: HttpRequest, key: int) -> HttpResponse:
    """An account and what can be done with it."""
    return show(request, ACCOUNT, key, is_own=request.user.pk == key)


@changes("accounts")
def open_account(request: HttpRequest) -> HttpResponse:
    """Open an account; its first password is shown once, here, and must be changed at the first sign-in."""
    form = OpenForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data, password = form.cleaned_data, _password()
        login = {"username": data["username"], "role": data["role"], "password": password, "by": request.user.officer}
        try:
            if data["officer"] is not None:
                opened = accounts.open_account(officer=data["officer"], **login)
            else:
                opened = accounts.open_for_outsider(officer=form.outsider(), **login)
        except Refused as refusal:
            form.add_error(None, said(refusal))
        else:
            return _first_password(request, opened, password)
    return render(request, "accounts_admin/open.html", {"form": form})


@changes("accounts")
def assign(request: HttpRequest, key: int) -> HttpResponse:
    """Change a role, close an account or open it again."""
    found = _found(request, key)
    form = AssignForm(request.POST or None, initial={"role": found.role, "is_active": found.is_active})
    if request.method == "POST" and form.is_valid():
        try:
            accounts.assign(found, **form.cleaned_data, by=request.user.officer)
        except Refused as refusal:
            form.add_error(None, said(refusal))
        else:
            messages.success(request, _("账户已调整"))
            return redirect("account", key)
    return render(request, "accounts_admin/assign.html", {"form": form, "found": found})


@changes("accounts")
def reset_password(request: HttpRequest, key: int) -> HttpResponse:
    """Give a new first password, shown once; attempts that locked the account are forgotten."""
    found = _found(request, key)
    if request.method == "POST":
        password = _password()
        accounts.reset_password(found, password=password, by=request.user.officer)
        reset(username=found.username)
        return _first_password(request, found, password)
    advice = _("原密码立即失效，正在进行的登录随之结束。新密码只显示一次，首次登录须更换。")
    return _confirm(request, found, _("重置密码"), advice)


@changes("accounts")
def remove_second_factor(request: HttpRequest, key: int) -> HttpResponse:
    """Take away a lost authenticator."""
    found = _found(request, key)
    if request.method == "POST":
        try:
            accounts.remove_second_factor(found, by=request.user.officer)
        except Refused as refusal:
            messages.error(request, said(refusal))
        else:
            messages.success(request, _("已移除动态验证码"))
        return redirect("account", key)
    advice = _("移除后仅凭密码即可登录，直到本人重新启用。请先核实本人身份。")
    return _confirm(request, found, _("移除动态验证码"), advice)


def _found(request: HttpRequest, key: int) -> Account:
    return get_object_or_404(scope(Account.objects.select_related("officer__organisation"), request.user), pk=key)


def _confirm(request: HttpRequest, found: Account, title: str, advice: str) -> HttpResponse:
    return render(request, "accounts_admin/confirm.html", {"found": found, "title": title, "advice": advice})


def _first_password(request: HttpRequest, found: Account, password: str) -> HttpResponse:
    response = render(request, "accounts_admin/first_password.html", {"found": found, "password": password})
    response["Cache-Control"] = "no-store"
    return response


def _password() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _letter in range(4)) for _group in range(4))
