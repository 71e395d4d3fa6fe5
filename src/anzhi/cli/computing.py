"""计算的命令 What the law gives one household, and everybody at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from anzhi.cli import printing
from anzhi.cli.app import app
from anzhi.cli.arguments import day, today
from anzhi.cli.law import PackOption
from anzhi.config.start import require, use
from anzhi.rules.engine.problems import Kind
from anzhi.values.refusal import Missing, Refused
from anzhi.values.wording import Listed, Phrase, phrase

if TYPE_CHECKING:
    from anzhi.casework.queries import Wanted
    from anzhi.rules.engine.running import Engine

DayOption = Annotated[str, typer.Option("--on", metavar="DAY", help="计算日，默认为今天")]
EMBEDDED, CLUSTER = "duckdb", "spark://"


@app.command(help="按政策计算一户的补偿，逐项列出算式、标准和出处")
def compute(
    household: Annotated[str, typer.Argument(metavar="HOUSEHOLD", help="户号")],
    explain: Annotated[bool, typer.Option("--explain", help="列出每一项的算式、标准、出处和舍入")] = False,
    pack: PackOption = "changsha",
    on: DayOption = "",
) -> None:
    """Print what a household of the office's database gets; what is missing ends it."""
    from anzhi.casework import queries
    from anzhi.registry.models import Household
    from anzhi.rules import packs
    from anzhi.trials.tables import FICTIONAL

    require()
    law, computed_on = packs.load(pack), day(on) if on else today()
    found = Household.objects.select_related("project").filter(number=household).first()
    if found is None:
        raise Missing("没有户号为“{number}”的住户", number=household)
    result = queries.assess(found, computed_on, pack)
    if result.statement is None:
        raise Refused(
            "“{household}”不能计算，请先补齐：{reasons}", household=found, reasons=_reasons(result.wanted, household)
        )
    printing.line(f"[bold]{_(law.label)}[/] {law.hash[:12]}")
    if law.is_fictional:
        printing.line(printing.said(FICTIONAL))
    printing.statement(found, result.statement, computed_on, explain=explain)


@app.command(help="成批计算：对 Parquet 目录或整个数据库，写出 Parquet 结果")
def batch(
    target: Annotated[Path, typer.Option("--output", metavar="DIR", help="存放结果的目录，须为空")],
    source: Annotated[
        Path | None, typer.Option("--input", metavar="DIR_OR_DB", help="Parquet 目录或数据库文件，默认为本机构的数据库")
    ] = None,
    engine: Annotated[str, typer.Option(metavar="ENGINE", help="duckdb，或集群地址 spark://主机:端口")] = EMBEDDED,
    rule: Annotated[list[str] | None, typer.Option(metavar="NAME", help="只算这些规则，可多次使用")] = None,
    pack: PackOption = "changsha",
    on: DayOption = "",
) -> None:
    """Compute rules for everybody in a folder or a database, and write results and reasons."""
    from anzhi.rules import bulk, packs

    law, computed_on = packs.load(pack), day(on) if on else today()
    rules = bulk.known(rule, law) if rule else None
    with printing.bar() as progress, _folder(target) as partial, _engine(engine) as computer:
        task = progress.add_task(_("读取住户"), total=None)

        def step(done: int, of: int) -> None:
            progress.update(task, completed=done, total=of)

        with _facts(source, computed_on, step) as folder:
            progress.reset(task, description=_("计算"), total=None)
            outcome = bulk.compute(folder, partial, computer, law, rules, progress=step)
    for name, rows in outcome.rows.items():
        printing.line(_("{name}：{rows} 行").format(name=_(_label(name)), rows=rows))
    printing.line(_("不能计算 {count} 项，原因在 problems 目录").format(count=outcome.stopped))
    printing.line(f"{_('已写入')}  {target}")


@contextmanager
def _facts(source: Path | None, on: date, step: Callable[[int, int], None]) -> Iterator[Path]:
    """The folder of facts; for a database, one into which it is written first."""
    if source is not None and source.is_dir():
        yield source
        return
    if source is not None:
        if not source.is_file():
            raise Refused("找不到目录或数据库 {path}", path=source)
        use(source)
    require()
    from anzhi.trials import population

    with TemporaryDirectory() as folder:
        population.write(population.everybody(on, step), Path(folder))
        yield Path(folder)


@contextmanager
def _folder(target: Path) -> Iterator[Path]:
    """A folder that becomes the target when all is done, and is gone when it is not."""
    partial = target.with_name(f"{target.name}.partial")
    try:
        if target.exists() and any(target.iterdir()):
            raise Refused("{folder} 不是空的，请换一个目录", folder=target)
        rmtree(partial, ignore_errors=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.mkdir()
        yield partial
        if target.exists():
            target.rmdir()
        partial.rename(target)
    except OSError as error:
        raise Refused("无法写入 {folder}：{error}", folder=target, error=error.strerror or error) from None
    finally:
        rmtree(partial, ignore_errors=True)


@contextmanager
def _engine(name: str) -> Iterator["Engine"]:
    """What computes: DuckDB in this process, or a cluster."""
    from anzhi.rules.engine.running import DuckDB, Spark

    if name == EMBEDDED:
        yield DuckDB()
        return
    if not name.startswith(CLUSTER):
        raise Refused("没有计算引擎 {name}，可用 duckdb 或 spark://主机:端口", name=name)
    session = _session(name)
    try:
        yield Spark(session)
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("pyspark", "py4j"):
            raise
        raise Refused("集群计算失败：{error}", error=_first_line(error)) from None
    finally:
        session.stop()


def _session(master: str) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise Refused("没有安装 Spark，请先安装 anzhi[spark]") from None
    builder = SparkSession.builder.master(master).appName("anzhi").config("spark.ui.showConsoleProgress", "false")
    for place in ("driver", "executor"):
        builder = builder.config(f"spark.{place}.extraJavaOptions", _DEEP)
    try:
        session = builder.getOrCreate()
    except Exception as error:  # Java is missing, or the cluster does not answer: the library raises whatever it likes
        raise Refused("无法使用 {master}：{error}", master=master, error=_first_line(error)) from None
    session.sparkContext.setLogLevel("ERROR")
    return session


_DEEP = "-Xss32m"
"""Stack of a Java thread: a policy is a deep expression, and Spark walks it by calling itself."""


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def _reasons(wanted: "tuple[Wanted, ...]", household: str) -> Listed:
    """Everything that is missing; of a fact, the people or buildings of whom it is."""
    return Listed(tuple(_reason(each, household) for each in wanted), "；")


def _reason(wanted: "Wanted", household: str) -> Refused | Phrase:
    reason = wanted.problem.sentence()
    rows = tuple(dict.fromkeys(row for row in wanted.rows if row not in ("", household)))
    if wanted.problem.kind is not Kind.MISSING_FACT or not rows:
        return reason
    return phrase("{reason}（{rows}）", reason=reason, rows=Listed(rows))


def _label(plural: str) -> str:
    from anzhi.rules.facts import CASE

    return next(entity.label for entity in CASE.entities.values() if entity.plural == plural)
