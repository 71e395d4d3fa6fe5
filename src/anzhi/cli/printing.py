"""打印 How findings, figures, evidence and files stand in the terminal, in the reader's language."""

import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from anzhi.rules.engine.parameters import CERTAINTIES
from anzhi.rules.engine.types import MONEY
from anzhi.values import wording
from anzhi.values.finding import Severity
from anzhi.values.refusal import Refused
from anzhi.values.wording import Measure

_MARKS = {Severity.ERROR: "[red]✗[/]", Severity.WARNING: "[yellow]![/]", Severity.ROUNDING: "[cyan]≈[/]"}

out, err = Console(), Console(stderr=True)


def line(text: str) -> None:
    """One thing to say."""
    out.print(text)


def accounts(accounts: Any, password: str) -> None:
    """The demo accounts with their password."""
    table = Table(title=_("演示账户（密码都是 {password}）").format(password=password), title_justify="left")
    for heading in (_("账号"), _("角色"), _("人员"), _("机构")):
        table.add_column(heading)
    for account in accounts:
        officer = account.officer
        table.add_row(account.username, _(account.get_role_display()), officer.name, officer.organisation.name)
    out.print(table)


def figures(computed: Any, names: list[str]) -> None:
    """A table of figures, then why some cannot be computed."""
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
        table.add_row(name, _(figure.label), amount(figure.unit, figure.value), str(figure.evidence), _(metric.owner))
    out.print(table)
    for name in names:
        if name in computed.missing:
            out.print(f"[red]✗[/] {escape(sentence(computed.missing[name]))}")


def json_figures(computed: Any, names: list[str]) -> None:
    """Figures for other programs."""
    from anzhi.metrics.definitions import METRICS
    from anzhi.reports.files import figure_record

    rows = [
        figure_record(computed[name]) | {"label": _(METRICS[name].label)}
        if name in computed
        else {"name": name, "label": _(METRICS[name].label), "missing": sentence(computed.missing[name])}
        for name in names
    ]
    print(json.dumps(rows, ensure_ascii=False, indent=1))


def evidence(part: Any, limit: int) -> None:
    """Records behind a figure, at most so many; 0 is all of them."""
    title = _("{label}：{noun}").format(label=_(part.metric.label), noun=_(part.noun))
    table = Table(title=title, title_justify="left")
    for heading, justify in ((_("编号"), "right"), (_("标识"), "left"), (_("计入"), "right")):
        table.add_column(heading, justify=justify)
    shown = part.rows[:limit] if limit else part.rows
    for key, label, counted in shown:
        table.add_row(str(key), escape(label), amount(part.metric.unit, counted))
    out.print(table)
    if len(shown) < len(part.rows):
        out.print(
            _("共 {count} 条，列出前 {shown} 条；--limit 0 列出全部").format(count=len(part.rows), shown=len(shown))
        )
    else:
        out.print(_("共 {count} 条").format(count=len(part.rows)))


def findings(findings: Any) -> None:
    """A line a finding."""
    for finding in findings:
        said = wording.sentence(finding.message, dict(finding.parameters), in_language)
        out.print(f"{_MARKS[finding.severity]} {escape(said)}", soft_wrap=True, highlight=False)


def audits(audits: Any) -> int:
    """A line a file of the report that was audited, with every error in it; how many errors there are."""
    from anzhi.auditor import Verdict

    errors = 0
    for found in audits:
        counts = {verdict: found.report.count(verdict) for verdict in Verdict}
        said = _("{name}：核对 {count} 条关系，差错 {errors}，待核实 {persons}，尾差 {roundings}").format(
            name=found.name,
            count=len(found.report.relations),
            errors=counts[Verdict.ERROR],
            persons=counts[Verdict.PERSON],
            roundings=counts[Verdict.ROUNDING],
        )
        out.print(escape(said), soft_wrap=True, highlight=False)
        for relation in found.report.findings:
            if relation.verdict is Verdict.ERROR:
                text = f"{wording.say(relation.said, in_language)} {relation.arithmetic}"
                out.print(f"{_MARKS[Severity.ERROR]} {escape(text)}", soft_wrap=True, highlight=False)
        errors += counts[Verdict.ERROR]
    return errors


def files(written: list[tuple[Path, bool]]) -> None:
    """A line a file, and whether it changed."""
    for path, changed in written:
        out.print(f"{_('已写入') if changed else _('无变化')}  {escape(str(path))}", soft_wrap=True)


def progress() -> Progress:
    """What is being done and since when, while it is being done; nothing where nobody watches."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    return Progress(*columns, console=err, transient=True, disable=not err.is_terminal)


def statement(household: Any, found: Any, on: Any, *, explain: bool) -> None:
    """What a household gets, line by line; with ``explain`` how each came about, and where its numbers are from."""
    out.print(_("{household}，计算日 {day}").format(household=escape(str(household)), day=on))
    if explain:
        for group in (*found.groups, *found.grounds):
            amount = "" if group.amount is None else f"  {said(MONEY.part(group.amount))}"
            out.print(f"\n[bold]{_(group.label)}[/]{amount}")
            for item in group.items:
                _explained(item.name, item.line)
        out.print(f"\n[bold]{_('不计或为零的项目')}[/]" if found.nothing else "")
        for item in found.nothing:
            _explained(f"{_(item.line.label)} {item.name}", item.line)
    table = Table(title_justify="left", show_footer=True)
    table.add_column(_("项目"), _("合计"))
    table.add_column(_("金额"), said(MONEY.part(found.total)), justify="right")
    for group in found.groups:
        table.add_row(escape(_(group.label)), said(MONEY.part(group.amount)))
    out.print(table)


def _explained(name: str, line: Any) -> None:
    """A line: its formula with its numbers, the numbers of the law in it, where it is written down, its roundings."""
    told = [f"{name} {line.printed}".strip(), f"  = {line.formula}"]
    told += [f"  {_('标准')} {_parameter(parameter)}" for parameter in line.parameters]
    told += [f"  {_('舍入')} {rounding.exact} → {rounding.printed}" for rounding in line.roundings]
    told += [f"  {_('依据')} {' '.join(filter(None, (line.document, line.article)))}"] if line.document else []
    for text in told:
        out.print(f"  {escape(text)}", soft_wrap=True, highlight=False)


def _parameter(used: Any) -> str:
    of_class = f"（{_(used.of_class)}）" if used.of_class else ""
    period = f"{used.since} – {used.until}" if used.until else _("{day} 起").format(day=used.since)
    place = " ".join(filter(None, (used.document, used.article)))
    told = (f"{_(used.label)}{of_class} {used.printed}", period, place, _(CERTAINTIES[used.certainty]))
    return "，".join(told)


def bar() -> Progress:
    """How far something is that is done in steps; nothing where nobody watches."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    return Progress(*columns, console=err, transient=True, disable=not err.is_terminal)


def table(found: Any, limit: int = 0) -> None:
    """A table of a trial, at most so many of its rows; 0 is all of them."""
    shown = Table(title=said(found.title), title_justify="left", show_footer=bool(found.total))
    for place, column in enumerate(found.columns):
        unit = f" ({said(Measure('', column.unit)).strip()})" if column.unit else ""
        total = said(column.part(found.total[place])) if found.total and found.total[place] is not None else ""
        shown.add_column(said(column.label) + unit, total, justify="right" if column.is_right else "left")
    rows = found.rows[:limit] if limit else found.rows
    for cells in rows:
        texts = (said(column.part(value)) for column, value in zip(found.columns, cells, strict=True))
        shown.add_row(*map(escape, texts))
    out.print(shown)
    if len(rows) < len(found.rows):
        out.print(_("共 {count} 条，列出前 {shown} 条").format(count=len(found.rows), shown=len(rows)))


def amount(unit: Any, value: Any) -> str:
    """A value in its unit."""
    return said(wording.Amount(value, unit))


def sentence(refusal: Refused) -> str:
    """A refusal."""
    return said(refusal)


def said(part: object) -> str:
    """A part of a sentence."""
    return wording.say(part, in_language)


def in_language(text: str, context: str) -> str:
    """A text in the reader's language."""
    return pgettext(context, text) if context else _(text)
