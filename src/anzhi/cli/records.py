"""记录的命令 Founding an office, loading the demo, checking the trail, starting a year."""

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from anzhi.cli import printing
from anzhi.cli.app import app
from anzhi.cli.arguments import YearArgument, pairs, period, plain_year, today
from anzhi.config.start import create, require
from anzhi.values.finding import Severity


@app.command(help="建立数据库并装入演示机构")
def demo() -> None:
    """Create the database and load the demo office, whole or not at all."""
    from anzhi.demo.load import load

    create()
    with printing.progress() as progress:
        task = progress.add_task("", total=None)
        loaded = load(lambda step: progress.update(task, description=_("装入：{step}").format(step=_(step))))
    printing.line(_("演示机构已装入（人员均为虚构）") if loaded else _("演示机构已在库中，没有改动"))


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
        on=today(),
        year=year,
    )
    printing.line(_("“{name}”已建立；运行 anzhi serve 后用账号 {username} 登录").format(name=name, username=username))


@app.command(help="核对事件链、佐证材料和各年度的勾稽关系，并封存新的事件")
def verify(head: Annotated[str, typer.Option(metavar="DIGEST", help="以前记下的封存摘要")] = "") -> int:
    """Check every link of the trail, every document and every identity of every year; 1 when something is broken."""
    from anzhi.metrics import engine
    from anzhi.office.actions import documents, seals
    from anzhi.office.queries import office, trail_officer

    require()
    page = office()
    findings = list(seals.verify(head))
    printing.findings(findings)
    if not findings:
        sealed = seals.seal(by=trail_officer())
        printing.line(_("事件链完整") + (_("，新封存 {count} 条事件").format(count=sealed.count) if sealed else ""))
        printing.line(_("当前摘要 {digest}").format(digest=seals.head()))
    with printing.progress() as progress:
        progress.add_task(_("核对佐证材料"), total=None)
        altered = list(documents.verify())
    printing.findings(altered)
    findings += altered
    if not altered:
        printing.line(_("佐证材料与登记的摘要相符"))
    for number in (number for number in page.years if number <= today().year):
        found = engine.check(engine.compute(period(str(number))))
        printing.line(_("{year} 年度勾稽：{count} 处提示").format(year=number, count=len(found)))
        printing.findings(found)
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
    actor, source, target = officer(by), plain_year(from_year), plain_year(to_year)
    with transaction.atomic():
        organisations.open_year(target, by=actor)
        evaluations.carry_forward(source, target, by=actor)
        sections = narratives.carry_forward(source, target, by=actor)
    printing.line(_("已结转绩效指标和 {count} 节正文").format(count=len(sections)))
