"""服务 The production server, and what must be right before it listens."""

import ipaddress
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from gunicorn.app.base import BaseApplication

from anzhi.values.finding import Finding, Severity

THREADS = 8


class Server(BaseApplication):
    """Gunicorn with threads, configured from here instead of a file."""

    def __init__(self, application: Any, options: dict[str, object]) -> None:
        self.application = application
        self.chosen = options
        super().__init__()

    def load_config(self) -> None:
        """Take the options."""
        for name, value in self.chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application."""
        return self.application


def serve(host: str, port: int, workers: int) -> None:
    """Answer requests until stopped."""
    from anzhi.config.wsgi import application

    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    options = {
        "bind": bind,
        "workers": workers,
        "threads": THREADS,
        "worker_class": "gthread",
        "timeout": 300,
        "graceful_timeout": 10,
        "loglevel": "warning",
        "control_socket_disable": True,
    }
    Server(application, options).run()


def is_loopback(host: str) -> bool:
    """Can only this machine reach the address?"""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def problems(host: str) -> Iterator[Finding]:
    """What speaks against listening on an address; each is an error."""
    from anzhi.office.models import Account

    if not settings.HAS_SECRET:
        yield _problem(
            "secret", "密钥文件里没有会话密钥：请用 anzhi init 或 anzhi demo 生成 {path}", path=settings.KEY_FILE
        )
    if settings.DEBUG:
        yield _problem("debug", "调试模式打开着，出错页会泄露数据")
    if settings.KEY_FILE.exists() and settings.KEY_FILE.stat().st_mode & 0o077:
        yield _problem("key_file", "密钥文件 {path} 其他用户可读，请运行 chmod 600", path=settings.KEY_FILE)
    if is_loopback(host):
        return
    demo = Account.objects.filter(is_demo=True, is_active=True).count()
    if demo:
        yield _problem("demo_accounts", "有 {count} 个演示账户，密码是公开的：对外服务前请停用", count=demo)
    if set(settings.ALLOWED_HOSTS) <= {"127.0.0.1", "localhost", "[::1]"}:
        yield _problem("hosts", "没有设置 ANZHI_HOSTS：别的电脑用什么域名或地址访问，请写在里面")


def _problem(check: str, message: str, **parameters: object) -> Finding:
    return Finding(Severity.ERROR, check, message, tuple(parameters.items()))
