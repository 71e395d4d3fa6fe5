"""执行 Running a plan: in this process on DuckDB, or on a Spark cluster.

Both take facts from tables and keep results in them.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
from ibis.backends.sql.compilers import DuckDBCompiler, PySparkCompiler

from anzhi.rules.engine.batch import Plan, Stage

Progress = Callable[[int, int], None]
"""Told how many steps are done, of how many."""


class Engine(ABC):
    """Something that can run a plan."""

    dialect: str

    @abstractmethod
    def read(self, table: str, path: Path) -> None:
        """Take the rows of a Parquet file, or of a folder of them, as a table."""

    @abstractmethod
    def write(self, statement: str, path: Path) -> None:
        """Write the rows of a query as Parquet."""

    @abstractmethod
    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""

    @abstractmethod
    def _step(self, stage: Stage) -> None: ...

    def run(self, plan: Plan, progress: Progress = lambda done, of: None) -> None:
        """Take every step of a plan."""
        for done, stage in enumerate(plan.stages):
            progress(done, len(plan.stages))
            self._step(stage)
        progress(len(plan.stages), len(plan.stages))


class DuckDB(Engine):
    """DuckDB in this process."""

    dialect = "duckdb"

    def __init__(self, connection: Any = None) -> None:
        import duckdb

        self.connection = connection or duckdb.connect()

    def read(self, table: str, path: Path) -> None:
        """Take Parquet as a table, without copying it."""
        files = str(path / "*.parquet") if path.is_dir() else str(path)
        self.connection.read_parquet(files).create_view(table)

    def write(self, statement: str, path: Path) -> None:
        """Write a query's rows as one Parquet file."""
        self.connection.execute(f"COPY ({statement}) TO {_quoted(str(path))} (FORMAT parquet)")

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return list(self.connection.execute(statement).fetchall())

    def _step(self, stage: Stage) -> None:
        self.connection.execute(f'CREATE TABLE "{stage.table}" AS {sql(stage.expression, self.dialect)}')
        if stage.replaces != stage.table and "_" in stage.replaces:
            self.connection.execute(f'DROP TABLE IF EXISTS "{stage.replaces}"')


class Spark(Engine):
    """A Spark cluster, or Spark in this process."""

    dialect = "spark"

    def __init__(self, session: Any) -> None:
        self.session = session
        self._held: dict[str, Any] = {}

    def read(self, table: str, path: Path) -> None:
        """Take Parquet as a table."""
        self.session.read.parquet(str(path)).createOrReplaceTempView(table)

    def write(self, statement: str, path: Path) -> None:
        """Write a query's rows as a folder of Parquet files."""
        self.session.sql(statement).write.mode("overwrite").parquet(str(path))

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return [tuple(row) for row in self.session.sql(statement).collect()]

    def _step(self, stage: Stage) -> None:
        frame = self.session.sql(sql(stage.expression, self.dialect)).persist()
        frame.createOrReplaceTempView(stage.table)
        self._held[stage.table] = frame


def sql(expression: ir.Table, dialect: str) -> str:
    """A step as one statement of a dialect."""
    compiler: Any = {"duckdb": DuckDBCompiler, "spark": PySparkCompiler}[dialect]
    compiler = compiler() if isinstance(compiler, type) else compiler
    return str(compiler.to_sqlglot(expression).sql(dialect=compiler.dialect))


def selected(table: str, columns: Sequence[str], dialect: str) -> str:
    """A query of some columns of a table."""
    mark = '"' if dialect == "duckdb" else "`"
    return f"SELECT {', '.join(mark + column + mark for column in columns)} FROM {mark}{table}{mark}"  # noqa: S608


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
