"""试算的命令 What another policy would do."""

from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _

from anzhi.cli import printing
from anzhi.cli.app import app
from anzhi.cli.arguments import today
from anzhi.config.start import require
from anzhi.values.refusal import Refused

LONG, SHOWN = 25, 10
"""Rows that make a table long, and how many of a long one the terminal shows; the workbook has all."""


@app.command(help="试算：改变标准或日期，看总额、分布和得失")
def whatif(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="写明改变什么、对谁试算的 YAML 文件")],
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="另存为 Excel 文件")] = None,
) -> None:
    """Print the sums before and after, the distribution, who gains and who loses; write a workbook."""
    from anzhi.registry.models import Household
    from anzhi.trials import outcomes, population, requests, tables

    require()
    request = requests.read(_written(file), today())
    with printing.bar() as progress:
        task = progress.add_task(_("读取住户"), total=None)
        households = set(request.scope.households(Household.objects.all()).values_list("pk", flat=True))
        facts = population.read(
            request.on, households, lambda done, of: progress.update(task, completed=done, total=of)
        )
        progress.add_task(_("计算"), total=None)
        found = outcomes.outcome(request, facts, households)
    for note in tables.notes(found):
        printing.line(printing.said(note))
    shown = list(tables.whole(found))
    for table in shown:
        if table.rows:
            printing.table(table, SHOWN if len(table.rows) > LONG else 0)
    if out is not None:
        _write(out, tables.notes(found), shown)


def _written(file: Path) -> Any:
    import yaml

    try:
        return yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused("无法读取 {file}：{error}", file=file, error=error.strerror) from None
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        raise Refused("{file} 不是 YAML：{error}", file=file, error=" ".join(str(error).split())) from None


def _write(path: Path, notes: Any, tables: Any) -> None:
    from anzhi.trials.workbook import workbook

    content = workbook(notes, tables, printing.said)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused("无法写入 {file}：{error}", file=path, error=error.strerror) from None
    printing.files([(path, True)])
