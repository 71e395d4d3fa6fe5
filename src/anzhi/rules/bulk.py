"""成批文件 From a folder of facts to a folder of results: Parquet of any size, part by part, on DuckDB or on Spark.

A folder holds a file or a folder of Parquet for each kind of row, called by its plural: ``households.parquet``,
``persons/``. Columns are those of ``engine.batch.columns``; numbers are integers of the smallest unit. A column that is
not there is a fact that nobody entered. Results go to folders of the same names, with the reasons of what could not be
computed in ``problems``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from anzhi.rules.engine import batch
from anzhi.rules.engine.batch import Plan
from anzhi.rules.engine.compiling import problem_column
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.running import Engine, Progress
from anzhi.rules.engine.schema import Entity
from anzhi.values.refusal import Refused

HOUSEHOLDS = 500_000
"""Households of a part: what an office PC holds in memory, with everything that belongs to them."""
UNIT = "household"
"""What parts are cut by: nothing is summed over more than one."""


@dataclass(frozen=True)
class Outcome:
    """What a run came to: rows by plural, and how many results could not be computed."""

    rows: dict[str, int]
    stopped: int


def compute(
    source: Path,
    target: Path,
    engine: Engine,
    pack: Pack,
    names: Sequence[str] | None = None,
    *,
    size: int = HOUSEHOLDS,
    progress: Progress = lambda done, of: None,
) -> Outcome:
    """Compute rules for everybody in a folder.

    Args:
        source: the folder of facts.
        target: the folder of results; made here, refused when it holds something already.
        engine: what computes.
        pack: the policy pack.
        names: the rules; all when left out.
        size: households of a part.
        progress: told after every step.

    Raises:
        Refused: a file or a column is not as it should be; it is named, and nothing was written.
    """
    if target.exists() and any(target.iterdir()):
        raise Refused("{folder} 不是空的，请换一个目录", folder=target)
    wanted = pack.order if names is None else pack.closure(known(names, pack))
    for entity in pack.schema.entities.values():
        _read(source, engine, pack, entity)
    plan = batch.plan(pack, wanted, engine.dialect)
    parts = _parts(engine, pack, size)
    outcome = Outcome({}, 0)
    for number, (low, high) in enumerate(parts):
        for entity in pack.schema.entities.values():
            engine.name(entity.plural, _part(engine, pack, entity, low, high))
        engine.run(plan, _shifted(progress, number, len(parts)))
        outcome = _written(engine, plan, pack, wanted, target, number, outcome)
    return outcome


def _shifted(progress: Progress, number: int, parts: int) -> Progress:
    return lambda done, of: progress(number * of + done, parts * of)


def known(names: Sequence[str], pack: Pack) -> Sequence[str]:
    """The names, all of which a pack has rules of.

    Raises:
        Refused: it has none of a name.
    """
    for name in names:
        if name not in pack.rules:
            raise Refused("没有名为 {name} 的规则", name=name)
    return names


def _raw(entity: Entity) -> str:
    return f"raw_{entity.plural}"


def _read(source: Path, engine: Engine, pack: Pack, entity: Entity) -> None:
    """Take a kind of row from its file, with every column that there should be."""
    found = [path for path in (source / entity.plural, source / f"{entity.plural}.parquet") if path.exists()]
    if not found:
        raise Refused("{folder} 里没有 {name}.parquet", folder=source, name=entity.plural)
    table = f"file_{entity.plural}"
    engine.read(table, found[0])
    wanted, there = batch.columns(pack, entity.name), engine.columns(table)
    if unknown := sorted(there.keys() - wanted.keys()):
        raise Refused("{file} 里不认识的列：{columns}", file=found[0].name, columns="、".join(unknown))
    for key in (entity.key, *([pack.schema.entities[entity.parent].key] if entity.parent else [])):
        if key not in there:
            raise Refused("{file} 里缺少列 {column}", file=found[0].name, column=key)
    for name, type in there.items():
        if type != wanted[name]:
            raise Refused(
                "{file} 的列 {column} 应为 {wanted}，现为 {found}",
                file=found[0].name,
                column=name,
                wanted=wanted[name],
                found=type,
            )
    columns = [
        engine.quoted(name) if name in there else f"CAST(NULL AS {_SQL[type]}) AS {engine.quoted(name)}"
        for name, type in wanted.items()
    ]
    engine.name(_raw(entity), f"SELECT {', '.join(columns)} FROM {engine.quoted(table)}")  # noqa: S608


_SQL = {"int64": "BIGINT", "boolean": "BOOLEAN", "date": "DATE", "string": "STRING"}


def _parts(engine: Engine, pack: Pack, size: int) -> list[tuple[int, int]]:
    """Ranges of household keys, each of about as many households as a part has."""
    unit = pack.schema.entities[UNIT]
    key, table = engine.quoted(unit.key), engine.quoted(_raw(unit))
    [(count, low, high)] = engine.rows(f"SELECT COUNT(*), MIN({key}), MAX({key}) FROM {table}")  # noqa: S608
    if count <= size:
        return [(low or 0, high or 0)]
    parts = -(-count // size)
    step = -(-(high - low + 1) // parts)
    return [(first, min(first + step - 1, high)) for first in range(low, high + 1, step)]


def _part(engine: Engine, pack: Pack, entity: Entity, low: int, high: int) -> str:
    """The rows of a kind that belong to a range of households; kinds above the household are always whole."""
    everything = engine.select(_raw(entity), list(batch.columns(pack, entity.name)))
    if not _is_within(pack, entity):
        return everything
    return f"{everything} WHERE {engine.quoted(pack.schema.entities[UNIT].key)} BETWEEN {low} AND {high}"


def _is_within(pack: Pack, entity: Entity) -> bool:
    return entity.name == UNIT or UNIT in pack.schema.ancestors(entity.name)


def _written(
    engine: Engine, plan: Plan, pack: Pack, wanted: Sequence[str], target: Path, number: int, before: Outcome
) -> Outcome:
    rows, stopped = dict(before.rows), before.stopped
    for entity in pack.schema.entities.values():
        rules = [name for name in wanted if pack.rules[name].of == entity.name]
        if not rules or (number and not _is_within(pack, entity)):
            continue
        table, keys = plan.tables[entity.name], list(_keys(pack, entity))
        (target / entity.plural).mkdir(parents=True, exist_ok=True)
        engine.write(engine.select(table, [*keys, *rules]), target / entity.plural / f"{number:05}.parquet")
        (target / "problems").mkdir(exist_ok=True)
        reasons = " UNION ALL ".join(_reasons(engine, plan, entity, rule) for rule in rules)
        engine.write(reasons, target / "problems" / f"{entity.plural}_{number:05}.parquet")
        [(count,)] = engine.rows(f"SELECT COUNT(*) FROM {engine.quoted(table)}")  # noqa: S608
        [(lacking,)] = engine.rows(f"SELECT COUNT(*) FROM ({reasons}) AS reasons")  # noqa: S608
        rows[entity.plural] = rows.get(entity.plural, 0) + count
        stopped += lacking
    return Outcome(rows, stopped)


def _keys(pack: Pack, entity: Entity) -> Iterator[str]:
    yield entity.key
    if entity.parent:
        yield pack.schema.entities[entity.parent].key


def _reasons(engine: Engine, plan: Plan, entity: Entity, rule: str) -> str:
    """A query of what could not be computed: kind of row, key, rule, and the reason."""
    problem = engine.quoted(problem_column(rule))
    names = " ".join(f"WHEN {code} THEN '{reason.name}'" for code, reason in enumerate(plan.problems, 1))
    kinds = " ".join(f"WHEN {code} THEN '{reason.kind}'" for code, reason in enumerate(plan.problems, 1))
    return (
        f"SELECT '{entity.name}' AS entity, {engine.quoted(entity.key)} AS row_id, '{rule}' AS rule, "  # noqa: S608
        f"CASE {problem} {kinds} END AS kind, CASE {problem} {names} END AS name "
        f"FROM {engine.quoted(plan.tables[entity.name])} WHERE {problem} IS NOT NULL"
    )
