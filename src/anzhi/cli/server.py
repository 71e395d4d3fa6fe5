"""服务的命令 Serving the application, and what speaks against it."""

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from anzhi.cli import printing
from anzhi.cli.app import app
from anzhi.config.start import require
from anzhi.values.refusal import Refused


@app.command(help="打开网页应用")
def serve(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="监听地址，默认只限本机")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="端口")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="进程数")] = 1,
) -> None:
    """Serve the application, unless something speaks against it."""
    from anzhi.config import serve as server
    from anzhi.demo.steps.accounts import PASSWORD
    from anzhi.office.queries import accounts, office

    require()
    found = list(server.problems(host))
    printing.findings(found)
    if found:
        raise Refused("以上问题解决之前不能在 {host} 提供服务", host=host)
    page = office()
    printing.line(f"[bold]{page.name}[/]  http://{host}:{port}")
    demo_accounts = [account for account in accounts() if account.is_demo]
    if demo_accounts:
        printing.accounts(demo_accounts, PASSWORD)
    server.serve(host, port, workers)


@app.command(help="检查能否安全地对外提供服务")
def check(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="准备监听的地址")] = "0.0.0.0",  # noqa: S104
) -> int:
    """Print what speaks against serving on an address; 1 when anything does."""
    from anzhi.config import serve as server

    require()
    found = list(server.problems(host))
    printing.findings(found)
    if not found:
        printing.line(_("可以在 {host} 提供服务").format(host=host))
    return 1 if found else 0
