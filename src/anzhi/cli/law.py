"""政策的命令 What the law says, as far as it is known."""

from collections.abc import Iterator
from typing import Annotated

import typer
from django.utils.translation import gettext as _
from rich.markup import escape
from rich.table import Table

from anzhi.cli import printing
from anzhi.cli.app import app
from anzhi.rules.engine.parameters import CERTAINTIES, Parameter

PackOption = Annotated[str, typer.Option("--pack", metavar="PACK", help="政策包")]


@app.command(help="列出政策标准：数值、时段、出处和把握程度")
def policies(
    unknown: Annotated[bool, typer.Option("--unknown", help="只列出未知、须由本单位补充的数值")] = False,
    pack: PackOption = "changsha",
) -> None:
    """Print the parameters of a policy pack, or those that nobody knows yet."""
    from anzhi.rules import packs

    loaded = packs.load(pack)
    table = Table(title=f"{_(loaded.label)} {loaded.hash[:12]}", title_justify="left", show_lines=True)
    for heading in (_("标准"), _("时段"), _("数值"), _("把握"), _("出处")):
        table.add_column(heading, overflow="fold")
    rows = [row for parameter in loaded.parameters.values() for row in _rows(parameter, unknown=unknown)]
    for row in rows:
        table.add_row(*map(escape, row))
    printing.out.print(table)
    printing.line(_("共 {count} 项").format(count=len(rows)))


def _rows(parameter: Parameter, *, unknown: bool) -> Iterator[tuple[str, ...]]:
    """A row for each period that has something to show."""
    for period in parameter.periods:
        cells = {key: cell for key, cell in period.cells.items() if not unknown or cell.value is None}
        if cells:
            values = (
                (f"{_(parameter.classes[key])} " if key else "")
                + ("?" if cell.value is None else printing.said(parameter.type.part(cell.value)))
                for key, cell in cells.items()
            )
            certainties = dict.fromkeys(_(CERTAINTIES[cell.certainty]) for cell in cells.values())
            yield (
                f"{_(parameter.label)}\n{parameter.name}",
                f"{period.since} –" + (f"\n{period.until}" if period.until else ""),
                "\n".join(values),
                "\n".join(certainties),
                "\n".join(filter(None, (printing.said(period.citation), period.note and _(period.note)))),
            )
