"""执行 Running a plan: in this process on DuckDB, or on a Spark cluster.

Both take facts from tables and keep results in them.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from anzhi.rules.engine.batch import Plan, Stage

Progress = Callable[[int, int], None]
"""Told how many steps are done, of how many."""


class Engine(ABC):
    """Something that holds tables, answers queries over them, and can run a plan."""

    dialect: str
    mark: str
    """What stands around a name."""

    @abstractmethod
    def read(self, table: str, path: Path) -> None:
        """Take the rows of a Parquet file, or of a folder of them, as a table."""

    @abstractmethod
    def columns(self, table: str) -> dict[str, str]:
        """The columns of a table, with ``int64``, ``boolean``, ``date`` or ``string`` for those that can be used."""

    @abstractmethod
    def name(self, table: str, statement: str) -> None:
        """Call the rows of a query by a name."""

    @abstractmethod
    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""

    @abstractmethod
    def write(self, statement: str, path: Path) -> None:
        """Write the rows of a query as Parquet."""

    @abstractmethod
    def _keep(self, stage: Stage, statement: str) -> None:
        """Work out a step and keep its rows under its name."""

    @abstractmethod
    def _forget(self, table: str) -> None:
        """Give up the rows of a step, if there are any."""

    def run(self, plan: Plan, progress: Progress = lambda done, of: None) -> None:
        """Take every step of a plan. What a step replaces is given up, and what an earlier run left as well."""
        made = {stage.table for stage in plan.stages}
        for table in made:
            self._forget(table)
        for done, stage in enumerate(plan.stages):
            progress(done, len(plan.stages))
            self._keep(stage, plan.statements[stage.table])
            for table in made & _last_needed(plan, done) - set(plan.tables.values()):
                self._forget(table)
        progress(len(plan.stages), len(plan.stages))

    def select(self, table: str, columns: Sequence[str]) -> str:
        """A query of some columns of a table."""
        names = ", ".join(self.quoted(column) for column in columns)
        return f"SELECT {names} FROM {self.quoted(table)}"  # noqa: S608 - names of our own

    def quoted(self, name: str) -> str:
        """A name as it stands in a query."""
        return f"{self.mark}{name}{self.mark}"


class DuckDB(Engine):
    """DuckDB in this process."""

    dialect, mark = "duckdb", '"'
    _TYPES: ClassVar = {"BIGINT": "int64", "BOOLEAN": "boolean", "DATE": "date", "VARCHAR": "string"}
    _WITHOUT: ClassVar = {"partial_aggregate_pushdown"}
    """What DuckDB must not do: it writes every level of a step out into the next, which doubles the work each time."""

    def __init__(self, connection: Any = None) -> None:
        import duckdb

        self.connection = connection or duckdb.connect()
        self.connection.execute("SET preserve_insertion_order = false")
        there = {name for [name] in self.rows("SELECT name FROM duckdb_optimizers()")}
        self.connection.execute(f"SET disabled_optimizers = '{','.join(sorted(there & self._WITHOUT))}'")

    def read(self, table: str, path: Path) -> None:
        """Take Parquet as a table, without copying it."""
        files = str(path / "*.parquet") if path.is_dir() else str(path)
        self.connection.read_parquet(files).create_view(table)

    def columns(self, table: str) -> dict[str, str]:
        """Columns with their types."""
        described = self.connection.execute(f"DESCRIBE {self.quoted(table)}").fetchall()
        return {name: self._TYPES.get(type, type.lower()) for name, type, *_rest in described}

    def name(self, table: str, statement: str) -> None:
        """A view."""
        self.connection.execute(f"CREATE OR REPLACE VIEW {self.quoted(table)} AS {statement}")

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return list(self.connection.execute(statement).fetchall())

    def write(self, statement: str, path: Path) -> None:
        """One Parquet file."""
        literal = "'" + str(path).replace("'", "''") + "'"
        self.connection.execute(f"COPY ({statement}) TO {literal} (FORMAT parquet)")

    def _keep(self, stage: Stage, statement: str) -> None:
        kind = "TABLE" if stage.is_kept else "VIEW"
        self.connection.execute(f"CREATE {kind} {self.quoted(stage.table)} AS {statement}")

    def _forget(self, table: str) -> None:
        named = f"SELECT table_type FROM information_schema.tables WHERE table_name = '{table}'"  # noqa: S608 - our own
        for [kind] in self.rows(named):
            self.connection.execute(f"DROP {'VIEW' if kind == 'VIEW' else 'TABLE'} {self.quoted(table)}")


class Spark(Engine):
    """A Spark cluster, or Spark in this process."""

    dialect, mark = "spark", "`"
    _TYPES: ClassVar = {"bigint": "int64", "boolean": "boolean", "date": "date", "string": "string"}

    def __init__(self, session: Any) -> None:
        self.session = session
        self._kept: dict[str, Any] = {}

    def read(self, table: str, path: Path) -> None:
        """Take Parquet as a table."""
        self.session.read.parquet(str(path)).createOrReplaceTempView(table)

    def columns(self, table: str) -> dict[str, str]:
        """Columns with their types."""
        return {name: self._TYPES.get(type, type) for name, type in self.session.table(table).dtypes}

    def name(self, table: str, statement: str) -> None:
        """A temporary view."""
        self.session.sql(statement).createOrReplaceTempView(table)

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return [tuple(row) for row in self.session.sql(statement).collect()]

    def write(self, statement: str, path: Path) -> None:
        """A folder of Parquet files."""
        self.session.sql(statement).write.parquet(str(path))

    def _keep(self, stage: Stage, statement: str) -> None:
        # A checkpoint forgets how its rows came about: steps that stand in each other would fill the driver's memory.
        self._kept[stage.table] = self.session.sql(statement).localCheckpoint()
        self._kept[stage.table].createOrReplaceTempView(stage.table)

    def _forget(self, table: str) -> None:
        if self._kept.pop(table, None) is not None:
            self.session.catalog.dropTempView(table)


def _last_needed(plan: Plan, step: int) -> set[str]:
    """Tables that no step after this one reads, not even through a step whose rows are not kept."""
    earlier = {stage.table: stage for stage in plan.stages[: step + 1]}

    def read(stage: Stage) -> set[str]:
        through = [earlier[table] for table in stage.reads if table in earlier and not earlier[table].is_kept]
        return stage.reads.union(*map(read, through))

    later: set[str] = set().union(*map(read, plan.stages[step + 1 :]))
    return earlier.keys() - later
