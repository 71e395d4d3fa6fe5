"""A policy pack on any number of households: DuckDB beside OpenFisca on the same rules, and one case with its trace.

``python -m benchmarks.rules [SIZES …]`` (10 thousand to 5 million households when none are named) measures every size
and engine in a process of its own, checks a random sample against the exact computation, and writes
``docs/benchmarks.md``. Both engines hold the facts in memory before the clock starts and have read the law; what is
compared are the twelve household results of ``OUTPUTS``.
"""

import json
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from anzhi.rules import packs
from anzhi.rules.engine import batch, exact, trace
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.running import DuckDB
from benchmarks import people

SIZES = (10_000, 100_000, 1_000_000, 5_000_000)
PACK = "example"
OUTPUTS = (
    "production_house_compensation", "outdoor_facilities", "farm_tools", "moving_fee", "transition_fee",
    "overdue_transition_fee", "on_time_bonus", "purchase_subsidy_by_person", "quota", "cash_resettlement",
    "relocation_total", "household_total",
)  # fmt: skip
"""Household lines, quota, cash and totals; the lines of buildings, crops and persons are in the totals."""
SAMPLE = 2_000
ENGINES = ("anzhi", "anzhi, all rules", "openfisca")
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"


@dataclass(frozen=True)
class Measured:
    """One size on one engine.

    Attributes:
        seconds: wall clock of the computation.
        processor_seconds: of all threads.
        peak: memory at its highest, in MiB, the facts included.
        cells: results of the sample that have an exact value.
        wrong: how many of them differ by a fen or more.
        invented: results of the sample that the law does not give, but the engine does.
    """

    engine: str
    households: int
    seconds: float
    processor_seconds: float
    peak: int
    cells: int
    wrong: int
    invented: int


def main() -> None:
    """Measure every size in processes of their own, and write the page."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(asdict(_measured(sys.argv[2], int(sys.argv[3])))))
        return
    sizes = [int(size.replace("_", "")) for size in sys.argv[1:]] or list(SIZES)
    found = [_in_a_process(engine, size) for size in sizes for engine in ENGINES]
    PAGE.write_text(_page(sizes, found, _one_case()), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(Path.cwd())}")


def _in_a_process(engine: str, households: int) -> Measured:
    command = [sys.executable, "-m", "benchmarks.rules", "--one", engine, str(households)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = Measured(**json.loads(done.stdout.splitlines()[-1]))
    print(f"{households:>9,} {engine}: {found.seconds:.2f} s, {found.peak:,} MiB, {found.wrong} wrong", flush=True)
    return found


def _measured(engine: str, households: int) -> Measured:
    pack = packs.load(PACK)
    tables = people.tables(pack, households)
    chosen = sorted(random.Random(households).sample(range(households), min(SAMPLE, households)))
    if engine == "openfisca":
        wall, processor, answers = _openfisca(tables, chosen)
    else:
        wall, processor, answers = _duckdb(pack, tables, chosen, OUTPUTS if engine == "anzhi" else pack.order)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    counts = _compared(pack, tables, chosen, answers)
    return Measured(engine, households, wall, processor, peak, *counts)


def _timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    started, used = time.perf_counter(), time.process_time()
    found = work()
    return time.perf_counter() - started, time.process_time() - used, found


Answers = Mapping[str, list[float | None]]
"""Results of the sample by rule, in yuan or quota."""


def _duckdb(pack: Pack, tables: Mapping[str, pa.Table], chosen: list[int], names: Any) -> tuple[float, float, Answers]:
    engine = DuckDB()
    for name, table in tables.items():
        engine.connection.register(name, table)
    plan = batch.plan(pack, names, engine.dialect)
    _ = plan.statements  # written once a pack, however often it is run
    wall, processor, _ = _timed(lambda: engine.run(plan))
    keys = ", ".join(str(place + 1) for place in chosen)
    query = engine.select(plan.tables["household"], ["household_id", *OUTPUTS])
    rows = sorted(engine.rows(f"{query} WHERE household_id IN ({keys})"))
    scales = [10 ** pack.rules[name].type.scale for name in OUTPUTS]
    columns = zip(*[row[1:] for row in rows], strict=True)
    answers = {
        name: [None if value is None else value / scale for value in column]
        for name, scale, column in zip(OUTPUTS, scales, columns, strict=True)
    }
    return wall, processor, answers


def _openfisca(tables: Mapping[str, pa.Table], chosen: list[int]) -> tuple[float, float, Answers]:
    from benchmarks.openfisca_rules.system import PERIOD, Country, simulation

    made = simulation(Country(), tables)
    wall, processor, _ = _timed(lambda: [made.calculate(name, PERIOD) for name in OUTPUTS])
    return wall, processor, {name: made.calculate(name, PERIOD)[chosen].tolist() for name in OUTPUTS}


def _compared(pack: Pack, tables: Mapping[str, pa.Table], chosen: list[int], answers: Answers) -> tuple[int, int, int]:
    """Cells that have an exact value, how many of them are wrong, and cells that should have none."""
    cells = wrong = invented = 0
    run = exact.Run(pack)
    for place, row in enumerate(people.rows(pack, tables, chosen)):
        for name, type in ((name, pack.rules[name].type) for name in OUTPUTS):
            answer, results = answers[name][place], run.results(row, [name])
            if name in results.values:
                cells += 1
                value = int(results.values[name]) / 10**type.scale  # type: ignore[arg-type]
                wrong += answer is None or abs(answer - value) >= 0.0099
            elif answer is not None:
                invented += 1
    return cells, wrong, invented


def _one_case() -> float:
    """Milliseconds of one household with all its results and their trace."""
    pack = packs.load(PACK)
    [row] = people.rows(pack, people.tables(pack, 50), [7])
    lines = [name for name in pack.order if pack.rules[name].of == "household"]

    def told() -> list[trace.Line]:
        run = exact.Run(pack)
        return [trace.tell(run, row, name) for name in lines]

    told()
    return statistics.median(_timed(told)[0] for _ in range(50)) * 1000


def _page(sizes: list[int], found: list[Measured], one_case: float) -> str:
    def cell(one: Measured) -> str:
        share = f"{one.wrong / one.cells:.1%}" if one.cells else "–"
        return (
            f"| {one.households:,} | {one.engine} | {one.seconds:.2f} | {one.processor_seconds:.2f} | {one.peak:,} "
            f"| {one.wrong:,} of {one.cells:,} ({share}) | {one.invented:,} |"
        )

    by = {(one.engine, one.households): one for one in found}
    ratios = [
        f"- {size:,} households: {by['openfisca', size].seconds / by['anzhi', size].seconds:.1f} times"
        for size in sizes
    ]
    names = ", ".join(f"`{name}`" for name in OUTPUTS)
    return "\n".join(
        [
            "# 基准 Benchmarks",
            "",
            f"Machine: {_machine()}. Date: {datetime.now(UTC).date()}. "
            f"Command: `python -m benchmarks.rules {' '.join(map(str, sizes))}`.",
            "",
            "The invented policy `example` on households of four persons, two buildings and one crop. Both engines",
            "hold the facts in memory and have read the law before the clock starts; peak memory includes the facts.",
            f"What is compared are twelve results of every household ({names}),",
            "with all the rules of persons, buildings and crops that they rest on. `anzhi, all rules` computes every",
            "rule of the pack on every row instead. OpenFisca's numbers are its `float` variables (32 bits); see",
            "`benchmarks/openfisca_rules`.",
            "",
            f"*Wrong* are results of {SAMPLE:,} random households that differ from the exact computation by a fen",
            "or more; *invented* are results where the law gives none (the case stops) and the engine answers all the",
            "same.",
            "",
            "| households | engine | seconds | processor seconds | peak MiB | wrong | invented |",
            "| ---: | --- | ---: | ---: | ---: | ---: | ---: |",
            *map(cell, found),
            "",
            "anzhi is faster than OpenFisca by",
            "",
            *ratios,
            "",
            f"One household, all its results with their trace, in the exact computation: {one_case:.1f} ms.",
            "",
        ]
    )


def _machine() -> str:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.processor(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
