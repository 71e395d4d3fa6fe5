"""审核的命令 Auditing any report, or a folder of them. It needs no database, unless they are held to our own report."""

import json
from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from anzhi.auditor import Report, Verdict, batch, original, summary, transcript
from anzhi.auditor import audit as audit_file
from anzhi.auditor.annotate import annotate
from anzhi.auditor.report import GRAVITY
from anzhi.auditor.saying import KINDS, VERDICTS, sentence
from anzhi.auditor.summary import Outcome
from anzhi.cli import printing
from anzhi.cli.app import app
from anzhi.cli.arguments import period
from anzhi.config.start import require
from anzhi.values.imprint import Imprint
from anzhi.values.refusal import Refused
from anzhi.values.wording import say

_COLOURS = {Verdict.ERROR: "red", Verdict.PERSON: "yellow", Verdict.ROUNDING: "cyan", Verdict.OK: "green"}
_MARKS = {Verdict.ERROR: "✗", Verdict.PERSON: "?", Verdict.ROUNDING: "≈", Verdict.OK: "✓"}
_IN_FULL = 3
"""With more files than these, a line a file instead of a line a finding."""


class FailOn(StrEnum):
    """From which verdict on the command ends with 1."""

    ERROR = "error"
    PERSON = "person"
    ROUNDING = "rounding"


@app.command(help="审核任何报告里的数字：加总、增减、比率、表文、得分与原因")
def audit(
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILES...", help="Word、Excel、PDF、网页或文本文件，或存放它们的文件夹")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出全部关系")] = False,
    folder: Annotated[Path | None, typer.Option("--annotate", metavar="DIR", help="把带批注的文件写到这个目录")] = None,
    page: Annotated[Path | None, typer.Option("--summary", metavar="FILE", help="把一页汇总写成 Word 文件")] = None,
    against: Annotated[
        str, typer.Option("--against", metavar="YEAR", help="与本单位这一年度的自评表、自评报告逐个数字对照")
    ] = "",
    fail_on: Annotated[FailOn | None, typer.Option("--fail-on", help="有这一级或更重的问题时以 1 结束")] = None,
) -> int:
    """Audit files; 1 when something is as bad as ``--fail-on`` says, 2 when a file could not be read."""
    files = batch.files(paths)
    if not files:
        raise Refused("没有可以审核的文件，请指明文件或存放它们的文件夹")
    read = partial(_read, imprints=_originals(against) if against else ())
    outcomes: list[Outcome] = []
    with _progress() as progress:
        task = progress.add_task(_("审核"), total=len(files))
        work = partial(_made, root=_root(paths), folder=folder, as_json=as_json, language=_language())
        for path, result in batch.run(files, work, read=read):
            refused = isinstance(result, Refused)
            outcomes.append(
                Outcome(str(path), refusal=result) if refused else _shown(result, full=len(files) <= _IN_FULL)
            )
            progress.advance(task)
    if not as_json and len(files) > _IN_FULL:
        _overview(outcomes)
    for outcome in outcomes:
        if outcome.refusal is not None:
            printing.err.print(
                f"[red]✗[/] {escape(printing.sentence(outcome.refusal))}", soft_wrap=True, highlight=False
            )
    if page is not None:
        _write(page, summary.write(outcomes, printing.in_language))
    return _code(outcomes, fail_on)


def _originals(year: str) -> tuple[Imprint, ...]:
    """What the files may be edited copies of."""
    from anzhi.audits.queries import originals

    require()
    return originals(period(year))


def _read(path: Path, *, imprints: Sequence[Imprint]) -> Report:
    return original.held(audit_file(path), imprints)


def _code(outcomes: Sequence[Outcome], fail_on: FailOn | None) -> int:
    worst = min((GRAVITY[r.verdict] for o in outcomes for r in o.findings), default=len(GRAVITY))
    if fail_on is not None and worst <= GRAVITY[Verdict(fail_on.value)]:
        return 1
    return 2 if any(outcome.refusal is not None for outcome in outcomes) else 0


def _made(path: Path, report: Report, *, root: Path, folder: Path | None, as_json: bool, language: str) -> Any:
    """Everything that is wanted of a report, made in the process that audited it."""
    from anzhi.config.start import start

    start(language)
    if folder is not None:
        data, extension = annotate(path.read_bytes(), report, printing.in_language)
        inside = path.relative_to(root) if path.is_relative_to(root) else Path(path.name)
        target = folder / inside.with_name(inside.name if extension == "docx" else f"{inside.name}.{extension}")
        if target.resolve() == path.resolve():
            raise Refused("{name}会被自己的批注覆盖，请换一个目录", name=path.name)
        _write(target, data)
    record = transcript.record(report, printing.in_language) if as_json else None
    return Outcome.of(str(path), report), record


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise Refused("无法写入 {folder}：{error}", folder=path, error=error.strerror) from None


def _shown(result: tuple[Outcome, dict[str, Any] | None], *, full: bool) -> Outcome:
    outcome, record = result
    if record is not None:
        print(json.dumps(record, ensure_ascii=False))
    elif full:
        _findings(outcome)
    return outcome


def _findings(outcome: Outcome) -> None:
    """A table of what was found in one file."""
    counts = "，".join(
        f"{say(VERDICTS[verdict], printing.in_language)} {outcome.count(verdict)}" for verdict in list(GRAVITY)[:3]
    )
    table = Table(title=f"{escape(Path(outcome.name).name)}（{counts}）", title_justify="left", expand=False)
    for heading in ("", _("检查"), _("位置"), _("说明"), _("算式")):
        table.add_column(heading, overflow="fold")
    for relation in outcome.findings:
        colour = _COLOURS[relation.verdict]
        place = say(relation.place.said, printing.in_language) if relation.place else ""
        kind = say(KINDS[relation.kind], printing.in_language)
        said = sentence(relation, printing.in_language)
        table.add_row(
            f"[{colour}]{_MARKS[relation.verdict]}[/]", kind, place, escape(said), escape(relation.arithmetic)
        )
    if outcome.findings:
        printing.out.print(table)
    printing.line(escape(_("{name}：核对 {count} 条关系").format(name=Path(outcome.name).name, count=outcome.checked)))


def _overview(outcomes: Sequence[Outcome]) -> None:
    """A line a file, worst first."""
    table = Table(title=_("审核 {count} 个文件").format(count=len(outcomes)), title_justify="left")
    table.add_column(_("文件"), overflow="fold")
    for verdict in list(GRAVITY)[:3]:
        table.add_column(say(VERDICTS[verdict], printing.in_language), justify="right")
    table.add_column(_("核对"), justify="right")
    for outcome in summary.worst_first([o for o in outcomes if o.refusal is None]):
        cells = [str(outcome.count(verdict) or "") for verdict in list(GRAVITY)[:3]]
        table.add_row(escape(outcome.name), *cells, str(outcome.checked))
    printing.out.print(table)


def _root(paths: Sequence[Path]) -> Path:
    """Below what annotated files keep their folders."""
    folders = [path for path in paths if path.is_dir()]
    return folders[0] if len(folders) == 1 else Path()


def _language() -> str:
    from django.utils.translation import get_language

    return get_language() or "zh-hans"


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=printing.err, transient=True, disable=not printing.err.is_terminal)
