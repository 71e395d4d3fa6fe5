"""全体 The cases of the office as tables: the same facts that a determination freezes, for everybody at once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as parquet

from anzhi.casework import facts
from anzhi.registry.models import Household, Project
from anzhi.rules import packs
from anzhi.rules.engine import case
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.tables import Tables
from anzhi.rules.facts import CASE

TOGETHER = 500
"""Households of one read."""
Population = Mapping[str, pa.Table]
"""Facts by plural."""
Progress = Callable[[int, int], None]
"""Told how many households are read, of how many."""


def everybody(on: date, progress: Progress = lambda done, of: None) -> Population:
    """All projects with their land and all households, as the records have them.

    Args:
        on: the day of computing. Members are those of that day.
        progress: told after every read.

    Raises:
        Refused: a fact in the records is none that a rule could take; it is named.
    """
    return read(on, Household.objects.values_list("pk", flat=True), progress)


def read(on: date, households: Collection[int], progress: Progress = lambda done, of: None) -> Population:
    """All projects with their land, and some households by key; see ``everybody``."""
    tables = Tables(_any_pack())
    for project in Project.objects.prefetch_related("notices", "land_areas").order_by("pk"):
        tables.add(case.read(CASE, facts.of_project(project, on), of="project"))
    count, done = len(households), 0
    for some in parts(sorted(households)):
        for household in facts.with_facts(Household.objects.filter(pk__in=some)).order_by("pk"):
            tables.add(case.read(CASE, facts.of_household(household, on), of="household"))
        done += len(some)
        progress(done, count)
    return tables.finished()


def write(population: Population, folder: Path) -> None:
    """A Parquet file for every kind of row, the way ``rules.bulk`` reads them."""
    for name, table in population.items():
        parquet.write_table(table, folder / f"{name}.parquet")


def of_households(population: Population, keys: Collection[int]) -> Population:
    """The part of a population that some households are: they, all that is below them, and every project."""
    wanted, unit = pa.array(sorted(keys), pa.int64()), CASE.entities["household"]
    below = {unit.plural, *(child.plural for child in CASE.children(unit.name))}
    return {
        name: table.filter(pc.is_in(table[unit.key], value_set=wanted)) if name in below else table
        for name, table in population.items()
    }


def parts(keys: Iterable[int], size: int = TOGETHER) -> Iterator[list[int]]:
    """Keys in parts: a database takes only so many at once."""
    left = iter(keys)
    while some := list(islice(left, size)):
        yield some


def _any_pack() -> Pack:
    """The kinds of rows are the same in all packs."""
    return packs.load(packs.FIRST)
