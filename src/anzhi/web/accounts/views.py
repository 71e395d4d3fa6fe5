"""登录 Signing in and out, the password, the second factor."""

import base64
import io

import qrcode
import qrcode.image.svg
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_otp import devices_for_user
from django_otp import login as verify
from django_otp.plugins.otp_totp.models import TOTPDevice

from anzhi.office.actions import accounts
from anzhi.values.refusal import Refused
from anzhi.web.accounts.forms import CodeForm, PasswordForm, SignInForm
from anzhi.web.gate import EVERYBODY, FIRST_PASSWORD, SECOND_FACTOR, SIGNED_IN, opens
from anzhi.web.language import said


@opens(EVERYBODY)
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with login name and password."""
    if request.user.is_authenticated:
        return redirect("dashboard")
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        target = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
        return redirect(target if safe else "dashboard")
    return render(request, "accounts/sign_in.html", {"form": form, "next": request.GET.get("next", "")})


@opens(EVERYBODY)
def locked_out(request: HttpRequest, credentials: object = None, *args: object, **kwargs: object) -> HttpResponse:
    """Too many wrong passwords."""
    return render(request, "accounts/locked_out.html", status=429)


@opens(EVERYBODY)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    return redirect("sign_in")


@opens(FIRST_PASSWORD)
@sensitive_post_parameters()
def change_password(request: HttpRequest) -> HttpResponse:
    """Choose a new password; at the first sign-in there is no way around it."""
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accounts.change_password(request.user, password=form.cleaned_data["new"], by=request.user.officer)
        except Refused as refusal:
            form.add_error("new", said(refusal))
        else:
            update_session_auth_hash(request, request.user)
            messages.success(request, _("密码已更换"))
            return redirect("dashboard")
    return render(request, "accounts/change_password.html", {"form": form})


@opens(SECOND_FACTOR)
def second_factor(request: HttpRequest) -> HttpResponse:
    """Give the code of the authenticator after the password."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        for device in devices_for_user(request.user):
            if device.verify_token(form.cleaned_data["code"]):
                verify(request, device)
                return redirect("dashboard")
        form.add_error("code", _("验证码不正确或已过期"))
    return render(request, "accounts/second_factor.html", {"form": form})


@opens(SIGNED_IN)
def security(request: HttpRequest) -> HttpResponse:
    """Add or remove the second factor of one's own account."""
    confirmed = TOTPDevice.objects.filter(user=request.user, confirmed=True).first()
    if confirmed is not None:
        return _remove(request, confirmed)
    device, _created = TOTPDevice.objects.get_or_create(
        user=request.user, confirmed=False, defaults={"name": request.user.username}
    )
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if device.verify_token(form.cleaned_data["code"]):
            device.confirmed = True
            device.save(update_fields=["confirmed"])
            verify(request, device)
            messages.success(request, _("已启用动态验证码"))
            return redirect("security")
        form.add_error("code", _("验证码不正确或已过期"))
    return render(
        request,
        "accounts/security.html",
        {"form": form, "picture": _picture(device.config_url), "secret": base64.b32encode(device.bin_key).decode()},
    )


def _remove(request: HttpRequest, device: TOTPDevice) -> HttpResponse:
    if request.method == "POST":
        device.delete()
        messages.success(request, _("已停用动态验证码"))
        return redirect("security")
    return render(request, "accounts/security.html", {"confirmed": device})


def _picture(address: str) -> str:
    """A QR code as a data address."""
    buffer = io.BytesIO()
    qrcode.make(address, image_factory=qrcode.image.svg.SvgPathImage, box_size=12).save(buffer)
    return "data:image/svg+xml;base64," + base64.b64encode(buffer.getvalue()).decode()
