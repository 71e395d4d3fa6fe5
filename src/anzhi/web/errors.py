"""出错 Pages for what cannot be shown, in words that say what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page or record, or none that this account may see."""
    return _page(request, 404, _("没有这一页"), _("记录不存在，或不在您的查看范围内。"))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the role does not reach here."""
    return _page(request, 403, _("您的角色不能打开这一页"), _("如工作需要，请联系系统管理员调整角色。"))


def failed(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return _page(request, 500, _("系统出错"), _("错误已记入日志，没有保存任何改动。请返回重试。"))


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was opened in another session."""
    return _page(request, 403, _("页面已过期"), _("请返回上一页刷新后重新提交。"))


def _page(request: HttpRequest, status: int, title: str, advice: str) -> HttpResponse:
    return render(request, "error.html", {"status": status, "title": title, "advice": advice}, status=status)
