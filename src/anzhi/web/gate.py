"""大门 What every request passes: signed in, password changed, second factor given, area open to the role.

A view says which area it belongs to with ``opens`` or ``changes``. One that says nothing opens to nobody.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django_otp import user_has_device

View = TypeVar("View", bound=Callable[..., HttpResponse])
EVERYBODY, SIGNED_IN = "everybody", "signed_in"
FIRST_PASSWORD, SECOND_FACTOR = "first_password", "second_factor"
"""What somebody may open who still has to do just that."""
_SEEN = "seen_at"
_REFRESH = timedelta(minutes=1)


def opens(area: str) -> Callable[[View], View]:
    """Mark a view as a page of an area: roles that see the area may open it."""

    def mark(view: View) -> View:
        view.area, view.right = area, "sees"  # type: ignore[attr-defined]
        return view

    return mark


def changes(area: str) -> Callable[[View], View]:
    """Mark a view as one that writes records of an area."""

    def mark(view: View) -> View:
        view.area, view.right = area, "changes"  # type: ignore[attr-defined]
        return view

    return mark


class Gate:
    """Middleware that lets a request through to its view, or sends it where it has to go first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End sessions that have been idle too long, then go on."""
        self._expire(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Let in, redirect, or refuse."""
        area = getattr(view, "area", None)
        if area == EVERYBODY:
            return None
        account = request.user
        if not account.is_authenticated:
            return _sign_in(request)
        if user_has_device(account) and not account.is_verified():
            return None if area == SECOND_FACTOR else redirect("second_factor")
        if account.must_change_password and area != FIRST_PASSWORD:
            return redirect("change_password")
        if area in (SIGNED_IN, FIRST_PASSWORD, SECOND_FACTOR):
            return None
        if area is None or area not in getattr(account.powers, view.right):
            raise PermissionDenied
        return None

    def _expire(self, request: HttpRequest) -> None:
        if not request.user.is_authenticated:
            return
        moment = now().timestamp()
        seen = request.session.get(_SEEN, moment)
        if moment - seen > settings.SESSION_IDLE_MINUTES * 60:
            logout(request)
        elif _SEEN not in request.session or moment - seen > _REFRESH.total_seconds():
            request.session[_SEEN] = moment


def _sign_in(request: HttpRequest) -> HttpResponse:
    address = reverse("sign_in")
    if request.method == "GET":
        address += "?" + urlencode({"next": request.get_full_path()})
    if "HX-Request" in request.headers:
        # htmx would follow a redirect inside the page; the header makes the whole page go.
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
