"""From folder to folder: any number of parts gives the same, and what is not as it should be is refused whole."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from anzhi.rules import bulk, packs
from anzhi.rules.engine.problems import Kind, Problem
from anzhi.rules.engine.running import DuckDB
from anzhi.values.refusal import Refused
from tests.rules.population import Population, population
from tests.rules.together import alone

PACK = packs.load("example")
HOUSEHOLDS = 130
NAMES = ["household_total", "enrolment_cost", "social_fund", "hunan_eligibility"]


@pytest.fixture(scope="module")
def people() -> Population:
    return population(PACK, HOUSEHOLDS, 8)


@pytest.fixture
def source(people: Population, tmp_path: Path) -> Path:
    return written(people, tmp_path / "facts")


def written(people: Population, folder: Path) -> Path:
    folder.mkdir()
    for name, table in people.tables().items():
        parquet.write_table(table, folder / f"{name}.parquet")
    return folder


def compute(source: Path, target: Path, **options: Any) -> bulk.Outcome:
    return bulk.compute(source, target, DuckDB(), PACK, NAMES, **options)


def results(target: Path) -> dict[tuple[str, str, int], Any]:
    """By kind of row, rule and key: the value, or the reason why there is none."""
    found: dict[tuple[str, str, int], Any] = {}
    for entity in PACK.schema.entities.values():
        rows = parquet.read_table(target / entity.plural).to_pylist() if (target / entity.plural).exists() else []
        rules = {name for name, rule in PACK.rules.items() if rule.of == entity.name}
        found |= {(entity.name, name, row[entity.key]): row[name] for row in rows for name in rules & row.keys()}
    for row in parquet.read_table(target / "problems").to_pylist():
        key = (row["entity"], row["rule"], row["row_id"])
        assert found[key] is None
        found[key] = (row["kind"], row["name"])
    return found


@pytest.mark.parametrize("size", [1000, 45])
def test_any_number_of_parts_comes_out_as_everybody_alone(people: Population, source: Path, tmp_path: Path, size: int):
    outcome = compute(source, tmp_path / "results", size=size)

    found = results(tmp_path / "results")
    wanted = set(PACK.closure(NAMES))
    expected = {
        key: (value.kind, value.name) if isinstance(value, Problem) else value
        for key, value in alone(people).items()
        if key[1] in wanted
    }
    assert len(list((tmp_path / "results" / "households").iterdir())) == -(-HOUSEHOLDS // size)
    assert found == expected
    assert outcome.rows["households"] == HOUSEHOLDS
    assert outcome.stopped == sum(isinstance(value, tuple) for value in found.values())


def test_every_result_is_a_whole_number_a_day_a_word_or_a_flag(source: Path, tmp_path: Path):
    compute(source, tmp_path / "results")

    files = [path for path in (tmp_path / "results").rglob("*.parquet") if path.parent.name != "problems"]
    types = {str(field.type) for path in files for field in parquet.read_schema(path)}
    assert "int64" in types
    assert types <= {"int64", "bool", "string", "date32[day]"}


def changed(source: Path, name: str, change: Any) -> None:
    path = source / f"{name}.parquet"
    parquet.write_table(change(parquet.read_table(path)), path)


WRONG: dict[str, tuple[str, Any, str]] = {
    "a column that nobody knows": ("persons", lambda t: t.rename_columns([*t.column_names[:-1], "salary"]), "salary"),
    "a column of floats": (
        "structures",
        lambda t: t.set_column(t.column_names.index("lower_area"), "lower_area", pa.array([1.5] * t.num_rows)),
        "lower_area",
    ),
    "no key": ("crops", lambda t: t.drop_columns(["crop_id"]), "crop_id"),
    "no key of the row above": ("crops", lambda t: t.drop_columns(["household_id"]), "household_id"),
}


@pytest.mark.parametrize(("name", "change", "named"), WRONG.values(), ids=WRONG)
def test_a_file_that_is_not_as_it_should_be_is_refused_and_nothing_is_written(
    source: Path, tmp_path: Path, name: str, change: Any, named: str
):
    changed(source, name, change)

    with pytest.raises(Refused) as refused:
        compute(source, tmp_path / "results")

    assert named in str(refused.value)
    assert not (tmp_path / "results").exists()


def test_a_file_that_is_missing_is_refused_and_nothing_is_written(source: Path, tmp_path: Path):
    (source / "structures.parquet").unlink()

    with pytest.raises(Refused, match="structures"):
        compute(source, tmp_path / "results")

    assert not (tmp_path / "results").exists()


def test_a_folder_that_holds_something_is_left_as_it_is(source: Path, tmp_path: Path):
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "last_year.txt").write_text("kept")

    with pytest.raises(Refused, match="results"):
        compute(source, tmp_path / "results")

    assert [path.name for path in (tmp_path / "results").iterdir()] == ["last_year.txt"]


def test_a_column_that_is_not_there_is_a_fact_that_nobody_entered(source: Path, tmp_path: Path):
    changed(source, "households", lambda t: t.drop_columns(["option"]))

    compute(source, tmp_path / "results")

    totals = [value for (_, rule, _), value in results(tmp_path / "results").items() if rule == "household_total"]
    assert all(isinstance(value, tuple) for value in totals)
    assert (Kind.MISSING_FACT, "household.option") in totals


def test_a_row_that_got_lost_stops_its_household_and_is_never_a_smaller_sum(tmp_path: Path):
    source = written(population(PACK, 400, 12, missing=0.002, lost=0), tmp_path / "facts")
    compute(source, tmp_path / "whole")
    whole = results(tmp_path / "whole")
    crops = parquet.read_table(source / "crops.parquet")
    paid = {key for (_, rule, key), value in whole.items() if rule == "relocation_total" and isinstance(value, int)}
    place = next(p for p, household in enumerate(crops["household_id"].to_pylist()) if household in paid)
    household = crops["household_id"][place].as_py()

    changed(source, "crops", lambda t: pa.concat_tables([t.slice(0, place), t.slice(place + 1)]))
    compute(source, tmp_path / "results")

    found = results(tmp_path / "results")
    assert found["household", "relocation_total", household] == (Kind.MISSING_FACT, "household.crops")
    others = {key for key in found if key[1] == "relocation_total" and key[2] != household}
    assert all(found[key] == whole[key] for key in others)
