"""成果的命令 Figures, their evidence, the report and its template."""

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from anzhi.cli import printing
from anzhi.cli.app import app
from anzhi.cli.arguments import FolderOption, YearArgument, period
from anzhi.config.start import require


@app.command(help="列出一个年度的数字")
def figures(
    year: YearArgument,
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="只列出这些数字")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出")] = False,
) -> None:
    """Print figures, with those that cannot be computed and why."""
    from anzhi.metrics import engine

    require()
    computed = engine.compute(period(year), names or None)
    shown = names or sorted([*computed, *computed.missing])
    printing.json_figures(computed, shown) if as_json else printing.figures(computed, shown)


@app.command(help="列出一个数字背后的记录")
def evidence(
    year: YearArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="数字的名称")],
    limit: Annotated[int, typer.Option(min=0, help="每类最多列出的条数，0 为全部")] = 50,
) -> None:
    """Print the records a figure was computed from."""
    from anzhi.metrics import engine

    require()
    seen = period(year)
    figure = engine.compute(seen, [name])[name]
    printing.line(f"[bold]{_(figure.label)}[/]  {printing.amount(figure.unit, figure.value)}")
    for part in engine.evidence(seen, name):
        printing.evidence(part, limit)


@app.command(help="生成一个年度的自评表和自评报告")
def report(
    year: YearArgument,
    folder: FolderOption,
    template: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="本单位的 Word 模板，可多次使用")] = None,
) -> int:
    """Write the table, the report, their sources and their audit; 1 when the auditor finds an error."""
    from anzhi.audits import own
    from anzhi.reports import files, queries

    require()
    with printing.progress() as progress:
        task = progress.add_task(_("计算并核对数字"), total=None)
        page = queries.report(period(year))
        written = []
        for path, changed in files.write_all(page, folder, template or []):
            progress.update(task, description=path.name)
            written.append((path, changed))
        progress.update(task, description=_("审核"))
        audits = own.audit_page(page)
        written += [own.write(found, folder, printing.in_language) for found in audits]
    printing.findings(page.findings)
    printing.files(written)
    printing.line(
        _("自评得分 {total}（{grade}），使用数字 {count} 个").format(
            total=f"{page.total / 100:g}", grade=_(page.evaluation.method.grade(page.total)), count=len(page.figures)
        )
    )
    return 1 if printing.audits(audits) else 0


@app.command(help="导出默认的 Word 报告模板，供本单位修改")
def template(folder: FolderOption) -> None:
    """Write the default report template."""
    from anzhi.reports import files

    printing.files([files.write_template(folder)])
