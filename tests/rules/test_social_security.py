"""Social security: months and years agree, the hold is one dated number, and numbers of the law do not overflow."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from anzhi.rules import packs
from anzhi.rules.engine import batch, case, exact
from anzhi.rules.engine.pack import Pack
from anzhi.rules.engine.parameters import Cell
from anzhi.rules.engine.running import DuckDB

PACK = packs.load("changsha")
SQL = {"int64": "BIGINT", "boolean": "BOOLEAN", "date": "DATE", "string": "VARCHAR"}
BIRTHS = st.dates(date(1930, 1, 1), date(2008, 3, 31))
DAYS = st.dates(date(2008, 4, 1), date(2024, 12, 31))


def without_hold() -> Pack:
    """The real pack with one more period: years may be paid for at once again."""
    parameter = PACK.parameters["social_security.back_payment_years"]
    *before, hold = parameter.periods
    periods = (*before, replace(hold, until=LIFTED), replace(hold, since=LIFTED, cells={(): Cell(15, "example")}))
    return PACK.with_parameters({parameter.name: replace(parameter, periods=periods)})


LIFTED = date(2022, 3, 1)
WITHOUT_HOLD = without_hold()


def results(names: list[str], day: date, person: dict[str, Any], pack: Pack = PACK) -> dict[str, Any]:
    row = case.read(pack.schema, {"project": {"computed_on": day}, "person": person}, of="person")
    return exact.Run(pack).results(row, names).values


@given(BIRTHS, DAYS, st.booleans())
def test_no_month_is_left_exactly_when_retirement_age_is_reached(born_on, day, is_female):
    names = ["months_to_retirement", "age_at_enrolment", "retirement_age"]
    found = results(names, day, {"born_on": born_on, "is_female": is_female})

    is_past = found["age_at_enrolment"] >= found["retirement_age"]
    assert (found["months_to_retirement"] <= 0) is is_past


@given(BIRTHS, DAYS, st.booleans())
def test_one_more_period_of_one_number_lifts_the_hold_from_its_day(born_on, day, is_female):
    person = {"born_on": born_on, "is_female": is_female}

    held, free = (results(["can_be_enrolled"], day, person, pack) for pack in (PACK, WITHOUT_HOLD))

    assert free == (held if day < LIFTED else {"can_be_enrolled": True})


def test_numbers_of_the_law_that_need_more_than_32_bits_together_are_multiplied_in_a_batch_too():
    pack, engine = packs.load("example"), DuckDB()
    facts = {
        "project": {"plan_announced_on": date(2021, 6, 1)},
        "household": {"farmland_per_head_after": "0.1"},
        "person": {
            "standing": "student",
            "was_member_before": True,
            "had_pension_paid": False,
            "born_on": date(1970, 6, 1),
        },
    }
    person = case.read(pack.schema, facts, of="person")
    for entity in pack.schema.entities.values():
        known = person.above(entity.name).facts | {"project_id": 1, "household_id": 1} if entity.name in facts else None
        keep(engine, entity.plural, batch.columns(pack, entity.name), known)

    plan = batch.plan(pack, ["hunan_subsidy"], engine.dialect)
    engine.run(plan)

    assert engine.rows(f'SELECT hunan_subsidy FROM "{plan.tables["person"]}"') == [
        (exact.Run(pack).value("hunan_subsidy", person),)
    ]


def keep(engine: DuckDB, table: str, columns: dict[str, str], row: dict[str, Any] | None) -> None:
    """A table of one row, or of none."""
    values = ", ".join(f'CAST(? AS {SQL[type]}) AS "{name}"' for name, type in columns.items())
    limit = "" if row is not None else " LIMIT 0"
    engine.connection.execute(
        f'CREATE TABLE "{table}" AS SELECT {values}{limit}', [(row or {}).get(name) for name in columns]
    )
