"""命令行 The command line. Chinese by default, English with ``--lang en``.

Exit codes: 0 done, 1 the record is broken (``verify``), 2 the request cannot be carried out.
"""

import inspect
import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from anzhi.config.arguments import pairs, usage
from anzhi.config.start import create, require, start
from anzhi.values import wording
from anzhi.values.finding import Severity
from anzhi.values.period import Year
from anzhi.values.refusal import Refused

LANGUAGES = {"zh": "zh-hans", "en": "en"}
_INTERRUPTED = 130
"""What typer makes of a KeyboardInterrupt."""
_MARKS = {Severity.ERROR: "[red]✗[/]", Severity.WARNING: "[yellow]![/]", Severity.ROUNDING: "[cyan]≈[/]"}

out, err = Console(), Console(stderr=True)
app = typer.Typer(add_completion=False, help="安置：征地服务中心的记录与绩效自评")


def main() -> None:
    """Run a command; every refusal is one line on stderr and exit code 2."""
    arguments = sys.argv[1:]
    language = _take_language(arguments)
    try:
        start(LANGUAGES.get(language, "zh-hans"))
    except ValueError:  # without settings there is no translation either
        err.print(
            "[red]错误 Error[/] ANZHI_DATABASE_URL 不是 PostgreSQL 的地址 is no address of PostgreSQL", soft_wrap=True
        )
        sys.exit(2)
    if language not in LANGUAGES:
        _fail(_("没有语言 {language}，可用 zh 或 en").format(language=language))
    from django.db import DatabaseError

    try:
        _translate()
        code = app(arguments or ["--help"], prog_name="anzhi", standalone_mode=False) or 0
        if code == _INTERRUPTED:
            raise KeyboardInterrupt
        sys.exit(code)
    except typer.TyperException as error:
        _fail(usage(error))
    except Refused as refusal:
        _fail(_sentence(refusal))
    except DatabaseError as error:
        _fail(_("数据库出错：{error}").format(error=" ".join(str(error).split())))
    except (typer.Abort, KeyboardInterrupt):
        _fail(_("已中断，没有留下未完成的改动"))


YearArgument = Annotated[str, typer.Argument(metavar="YEAR", help="年度，如 2021")]
FolderOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="存放成果的目录")]


@app.command(help="建立数据库并装入演示机构")
def demo() -> None:
    """Create the database and load the demo office, whole or not at all."""
    from anzhi.demo.load import load

    create()
    with _progress() as progress:
        task = progress.add_task("", total=None)
        loaded = load(lambda step: progress.update(task, description=_("装入：{step}").format(step=_(step))))
    out.print(_("演示机构已装入（人员均为虚构）") if loaded else _("演示机构已在库中，没有改动"))


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
    _print_findings(found)
    if found:
        raise Refused("以上问题解决之前不能在 {host} 提供服务", host=host)
    page = office()
    out.print(f"[bold]{page.name}[/]  http://{host}:{port}")
    demo_accounts = [account for account in accounts() if account.is_demo]
    if demo_accounts:
        _print_accounts(demo_accounts, PASSWORD)
    server.serve(host, port, workers)


@app.command(help="检查能否安全地对外提供服务")
def check(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="准备监听的地址")] = "0.0.0.0",  # noqa: S104
) -> int:
    """Print what speaks against serving on an address; 1 when anything does."""
    from anzhi.config import serve as server

    require()
    found = list(server.problems(host))
    _print_findings(found)
    if not found:
        out.print(_("可以在 {host} 提供服务").format(host=host))
    return 1 if found else 0


@app.command(help="建立一个空的机构：名称、街道和第一个管理员")
def init(
    name: Annotated[str, typer.Option(prompt="机构名称", help="机构全称")],
    code: Annotated[str, typer.Option(prompt="区划代码（6 位）", help="所在区县的区划代码")],
    streets: Annotated[str, typer.Option(prompt="街道（代码=名称，以逗号分隔）", help="如 430104001=望月湖街道")],
    administrator: Annotated[str, typer.Option(prompt="管理员姓名", help="第一个管理员的姓名")],
    username: Annotated[str, typer.Option(prompt="管理员账号", help="第一个管理员的登录账号")],
    year: Annotated[int | None, typer.Option(help="第一个业务年度，默认为今年")] = None,
) -> None:
    """Create keys, tables, the office, its streets and the administrator, whose password is read from the terminal."""
    from anzhi.office.actions import setting_up

    create()
    password = typer.prompt(_("管理员密码"), hide_input=True, confirmation_prompt=_("再次输入密码"))
    setting_up.set_up(
        name=name,
        area_code=code,
        streets=pairs(streets),
        administrator=administrator,
        username=username,
        password=password,
        on=date.today(),  # noqa: DTZ011 - the office's own calendar day
        year=year,
    )
    out.print(_("“{name}”已建立；运行 anzhi serve 后用账号 {username} 登录").format(name=name, username=username))


@app.command(help="列出一个年度的数字")
def figures(
    year: YearArgument,
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="只列出这些数字")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出")] = False,
) -> None:
    """Print figures, with those that cannot be computed and why."""
    from anzhi.metrics import engine

    require()
    computed = engine.compute(_year(year), names or None)
    shown = names or sorted([*computed, *computed.missing])
    _print_json(computed, shown) if as_json else _print_figures(computed, shown)


@app.command(help="列出一个数字背后的记录")
def evidence(
    year: YearArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="数字的名称")],
    limit: Annotated[int, typer.Option(min=0, help="每类最多列出的条数，0 为全部")] = 50,
) -> None:
    """Print the records a figure was computed from."""
    from anzhi.metrics import engine

    require()
    period = _year(year)
    figure = engine.compute(period, [name])[name]
    out.print(f"[bold]{_(figure.label)}[/]  {_text(figure.unit, figure.value)}")
    for part in engine.evidence(period, name):
        _print_evidence(part, limit)


@app.command(help="生成一个年度的自评表和自评报告")
def report(
    year: YearArgument,
    folder: FolderOption,
    template: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="本单位的 Word 模板，可多次使用")] = None,
) -> None:
    """Write the table, the report and their sources."""
    from anzhi.reports import files, queries

    require()
    with _progress() as progress:
        task = progress.add_task(_("计算并核对数字"), total=None)
        page = queries.report(_year(year))
        written = []
        for path, changed in files.write_all(page, folder, template or []):
            progress.update(task, description=path.name)
            written.append((path, changed))
    _print_findings(page.findings)
    _print_files(written)
    out.print(
        _("自评得分 {total}（{grade}），使用数字 {count} 个").format(
            total=f"{page.total / 100:g}", grade=_(page.evaluation.method.grade(page.total)), count=len(page.figures)
        )
    )


@app.command(help="核对事件链和各年度的勾稽关系，并封存新的事件")
def verify(head: Annotated[str, typer.Option(metavar="DIGEST", help="以前记下的封存摘要")] = "") -> int:
    """Check every link of the trail and every identity of every year; 1 when something is broken."""
    from anzhi.metrics import engine
    from anzhi.office.actions import seals
    from anzhi.office.queries import office, trail_officer

    require()
    page = office()
    findings = list(seals.verify(head))
    _print_findings(findings)
    if not findings:
        sealed = seals.seal(by=trail_officer())
        out.print(_("事件链完整") + (_("，新封存 {count} 条事件").format(count=sealed.count) if sealed else ""))
        out.print(_("当前摘要 {digest}").format(digest=seals.head()))
    for number in (number for number in page.years if number <= _today().year):
        found = engine.check(engine.compute(_year(str(number))))
        out.print(_("{year} 年度勾稽：{count} 处提示").format(year=number, count=len(found)))
        _print_findings(found)
        findings += found
    return 1 if any(finding.severity is Severity.ERROR for finding in findings) else 0


@app.command("carry-forward", help="把一个年度的指标和报告正文结转到下一个年度")
def carry_forward(
    from_year: YearArgument,
    to_year: YearArgument,
    by: Annotated[str, typer.Option(metavar="NUMBER", help="经办人工号")],
) -> None:
    """Start a year from the one before: same indicators, same text; the figures follow."""
    from django.db import transaction

    from anzhi.office.actions import organisations
    from anzhi.office.queries import officer
    from anzhi.performance.actions import evaluations
    from anzhi.reports.actions import narratives

    require()
    actor, source, target = officer(by), _plain_year(from_year), _plain_year(to_year)
    with transaction.atomic():
        organisations.open_year(target, by=actor)
        evaluations.carry_forward(source, target, by=actor)
        sections = narratives.carry_forward(source, target, by=actor)
    out.print(_("已结转绩效指标和 {count} 节正文").format(count=len(sections)))


@app.command(help="导出默认的 Word 报告模板，供本单位修改")
def template(folder: FolderOption) -> None:
    """Write the default report template."""
    from anzhi.reports import files

    _print_files([files.write_template(folder)])


def _print_accounts(accounts: Any, password: str) -> None:
    table = Table(title=_("演示账户（密码都是 {password}）").format(password=password), title_justify="left")
    for heading in (_("账号"), _("角色"), _("人员"), _("机构")):
        table.add_column(heading)
    for account in accounts:
        officer = account.officer
        table.add_row(account.username, _(account.get_role_display()), officer.name, officer.organisation.name)
    out.print(table)


def _translate() -> None:
    """Put the help of every command and parameter into the active language."""
    app.info.help = _(str(app.info.help))
    for command in app.registered_commands:
        command.help = _(str(command.help))
        for parameter in inspect.signature(command.callback).parameters.values():
            for info in getattr(parameter.annotation, "__metadata__", ()):
                info.help = _(info.help)
                if isinstance(getattr(info, "prompt", None), str):
                    info.prompt = _(info.prompt)


def _take_language(arguments: list[str]) -> str:
    """Remove ``--lang X`` from the arguments, wherever it stands, so that help and errors are in that language too."""
    for position, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return arguments.pop(position).removeprefix("--lang=")
        if argument == "--lang":
            del arguments[position]
            return arguments.pop(position) if position < len(arguments) else ""
    return "zh"


def _(text: str) -> str:
    from django.utils.translation import gettext

    return gettext(text)


def _year(text: str) -> Year:
    """A year as it stands today: complete when it is over, up to today while it runs.

    Raises:
        Refused: the text is no year, or the year has not begun.
    """
    today, number = _today(), _plain_year(text)
    if number > today.year:
        raise Refused("{year} 年还没有开始", year=number)
    return Year(number, min(date(number, 12, 31), today))


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own calendar day


def _plain_year(text: str) -> int:
    if not re.fullmatch(r"[12]\d{3}", text):
        raise Refused("“{text}”不是年度，请填写四位年份，如 2021", text=text)
    return int(text)


def _print_figures(computed: Any, names: list[str]) -> None:
    from anzhi.metrics.definitions import METRICS

    table = Table(title=_("{year} 年度数字（截至 {day}）").format(year=computed.year.number, day=computed.year.as_of))
    for heading, justify in (
        (_("名称"), "left"),
        (_("数字"), "left"),
        (_("值"), "right"),
        (_("记录数"), "right"),
        (_("责任部门"), "left"),
    ):
        table.add_column(heading, justify=justify)
    for name in names:
        metric = METRICS[name]
        if name in computed.missing:
            table.add_row(name, _(metric.label), f"[red]{_('无法计算')}[/]", "", _(metric.owner))
            continue
        figure = computed[name]
        table.add_row(name, _(figure.label), _text(figure.unit, figure.value), str(figure.evidence), _(metric.owner))
    out.print(table)
    for name in names:
        if name in computed.missing:
            out.print(f"[red]✗[/] {escape(_sentence(computed.missing[name]))}")


def _print_json(computed: Any, names: list[str]) -> None:
    from anzhi.metrics.definitions import METRICS
    from anzhi.reports.files import figure_record

    rows = [
        figure_record(computed[name]) | {"label": _(METRICS[name].label)}
        if name in computed
        else {"name": name, "label": _(METRICS[name].label), "missing": _sentence(computed.missing[name])}
        for name in names
    ]
    print(json.dumps(rows, ensure_ascii=False, indent=1))


def _print_evidence(part: Any, limit: int) -> None:
    title = _("{label}：{noun}").format(label=_(part.metric.label), noun=_(part.noun))
    table = Table(title=title, title_justify="left")
    for heading, justify in ((_("编号"), "right"), (_("标识"), "left"), (_("计入"), "right")):
        table.add_column(heading, justify=justify)
    shown = part.rows[:limit] if limit else part.rows
    for key, label, amount in shown:
        table.add_row(str(key), escape(label), _text(part.metric.unit, amount))
    out.print(table)
    if len(shown) < len(part.rows):
        out.print(
            _("共 {count} 条，列出前 {shown} 条；--limit 0 列出全部").format(count=len(part.rows), shown=len(shown))
        )
    else:
        out.print(_("共 {count} 条").format(count=len(part.rows)))


def _print_findings(findings: Any) -> None:
    for finding in findings:
        said = wording.sentence(finding.message, dict(finding.parameters), _in_language)
        out.print(f"{_MARKS[finding.severity]} {escape(said)}", soft_wrap=True, highlight=False)


def _print_files(written: list[tuple[Path, bool]]) -> None:
    for path, changed in written:
        out.print(f"{_('已写入') if changed else _('无变化')}  {escape(str(path))}", soft_wrap=True)


def _progress() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    return Progress(*columns, console=err, transient=True, disable=not err.is_terminal)


def _text(unit: Any, value: Any) -> str:
    return wording.say(wording.Amount(value, unit), _in_language)


def _sentence(refusal: Refused) -> str:
    return wording.say(refusal, _in_language)


def _in_language(text: str, context: str) -> str:
    from django.utils.translation import pgettext

    return pgettext(context, text) if context else _(text)


def _fail(message: str) -> None:
    sentence = escape(" ".join(message.splitlines()))
    err.print(f"[red]{_('错误')}[/] {sentence}", soft_wrap=True, highlight=False)
    sys.exit(2)
